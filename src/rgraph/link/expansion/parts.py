"""What a macro call becomes where items stand: expanded, read, and kept for calls that say the same."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from functools import lru_cache

from rgraph.link.limits import MAX_KEPT_PARTS
from rgraph.model.facts import Item
from rgraph.model.hygiene import IN_ITEMS

from .kept import Bodies, PackedPart, key_of, unbundled, unpacked
from .splice import Part
from .templates import Template

NOT_RUST = "not_rust"
"""Why a call is not expanded: its expansion does not parse."""

_PASSES = re.compile(r"\$\(\s*\$(\w+)\s*:\s*(?:item|tt)\s*\)\s*[*+]")
_ATTRIBUTE = re.compile(r"#\s*!?\s*\[")


@dataclass(frozen=True, slots=True)
class Call:
    """A macro call: its argument, the lines of the argument's rows from that of the call, and how deep it stands."""

    tokens: str
    lines: tuple[int, ...]
    depth: int

    @classmethod
    def of(cls, item: Item, depth: int) -> Call:
        """The call that an item is."""
        return cls(item.tokens, tuple([line - item.line for line in item.token_lines]), depth)


class PartReader:
    """Expands calls. Equal calls of one macro are expanded once; those that a store has kept are only read.

    `shared` has what other readers have made, by key, and takes what this one makes.
    """

    def __init__(self, shared: MutableMapping[bytes, Part] | None = None) -> None:
        self._shared = shared
        self._known: OrderedDict[tuple[Template, Call], Part] = OrderedDict()
        self._offered: dict[bytes, bytes] = {}

    def offer(self, bundles: Iterable[bytes]) -> None:
        """Take parts that a store has kept (`kept.bundle`), in place of those that were offered before."""
        self._offered = {key: part for each in bundles for key, part in unbundled(each).items()}

    def part(self, template: Template, call: Call) -> Part:
        """What a call of a macro makes."""
        key = (template, call)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._read(template, call)
            if len(self._known) > MAX_KEPT_PARTS:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(key)
        return found

    def _read(self, template: Template, call: Call) -> Part:
        key = key_of(template.digest, call)
        if self._shared is None:
            return self._made(template, call, key)
        found = self._shared.get(key)
        if found is None:
            found = self._shared[key] = self._made(template, call, key)
        return found

    def _made(self, template: Template, call: Call, key: bytes) -> Part:
        offered = self._offered.get(key)
        if offered is None:
            return _expanded(template, call, key)
        kept = unpacked(offered)
        return Part(kept.macro, kept.items, kept.uses, Bodies(None, kept.owners, kept.bodies), kept.failure, key)


def packed(part: Part) -> tuple[bytes, PackedPart]:
    """A part as it is kept, with its key."""
    bodies = part.bodies
    return part.key, PackedPart(part.macro, part.items, part.uses, bodies.owners, bodies.packed(), part.failure)


def _expanded(template: Template, call: Call, key: bytes) -> Part:
    from rgraph.parse.expand import Unexpanded, argument, expand_call
    from rgraph.parse.made_code import read_made_items

    found = expand_call(template.arms, argument(call.tokens), crate=template.crate, mark=IN_ITEMS * call.depth)
    if isinstance(found, Unexpanded):
        return Part(template.name, failure=str(found), key=key)
    read = read_made_items(found, 0, call.lines)
    if read is None:
        return Part(template.name, failure=NOT_RUST, key=key)
    items, uses, bodies = read
    return Part(template.name, tuple(items), tuple(uses), Bodies(bodies), key=key)


def passes_on(item: Item) -> bool:
    """Whether a macro gives back the items that it is given, with nothing but attributes before each."""
    return bool(item.arms) and all(_passes_on(arm.matcher, arm.body) for arm in item.arms)


@lru_cache(maxsize=1024)
def _passes_on(matcher: str, body: str) -> bool:
    given = _PASSES.fullmatch(matcher.strip())
    if given is None:
        return False
    left = re.sub(r"\s+", "", _without_attributes(body))
    return left in (f"$(${given[1]})*", f"$(${given[1]})+")


def _without_attributes(text: str) -> str:
    kept: list[str] = []
    at = 0
    for found in _ATTRIBUTE.finditer(text):
        if found.start() < at:
            continue
        kept.append(text[at : found.start()])
        at, depth = found.end(), 1
        while at < len(text) and depth:
            depth += {"[": 1, "]": -1}.get(text[at], 0)
            at += 1
    return "".join([*kept, text[at:]])
