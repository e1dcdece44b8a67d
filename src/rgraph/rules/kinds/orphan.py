"""`orphan`: files in no module tree, modules that nobody uses, public items without a user in the workspace."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.link.known.catalog import catalog
from rgraph.model.cargo import TargetKind
from rgraph.model.facts import Item, ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import Symbol
from rgraph.rules.mentions import Shape
from rgraph.rules.rule import EVERY_TIER, Rule
from rgraph.rules.selector import NOTHING, Selection
from rgraph.rules.violation import Finding, Place
from rgraph.view.unplaced import unplaced

if TYPE_CHECKING:
    from rgraph.rules.code import Code
    from rgraph.rules.context import Context

_JUDGED = frozenset(
    {
        ItemKind.FUNCTION,
        ItemKind.STRUCT,
        ItemKind.ENUM,
        ItemKind.UNION,
        ItemKind.TRAIT,
        ItemKind.CONST,
        ItemKind.STATIC,
        ItemKind.TYPE_ALIAS,
        ItemKind.MACRO,
    }
)
_WORD = re.compile(r"\w+")
_EXPORTED = re.compile(r"(?:unsafe ?\( ?)?(?:no_mangle|export_name|used|panic_handler|global_allocator)\b")
WHATS = ("files", "modules", "items")


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan(Rule):
    """Nothing lies about unused: `what` is `files` (in no module tree, and no cases or fixtures of tests), `modules` or
    `items`.

    A module is an orphan if no code outside it refers to anything in it; a `pub` item, if nothing refers to it. Every
    tier counts as use, so that a doubtful call protects; so do a method's call by its bare name, and an attribute that
    names the item. `scope` limits what is judged, `roots` are used from elsewhere: the public API of a library that
    others depend on.
    """

    LEANS_ON_USES: ClassVar[bool] = True
    FIX: ClassVar[str] = "Delete it, or name it in `roots` if others use it."

    what: str = "files"
    scope: Selection = NOTHING
    roots: Selection = NOTHING

    def check(self, context: Context) -> Iterator[Finding]:
        if self.what == "files":
            yield from self._files(context)
        elif self.what == "modules":
            yield from self._modules(context)
        else:
            yield from self._items(context)

    def problems(self) -> Iterator[str]:
        if self.what not in WHATS:
            yield f"`what` must be one of {', '.join(WHATS)}, not `{self.what}`"

    def _files(self, context: Context) -> Iterator[Finding]:
        for path in unplaced(context.code.graph).forgotten:
            hint = "Declare it with `mod`, or delete it."
            yield Finding(f"{path} is in no module tree", Place(path), path, hint=hint)

    def _modules(self, context: Context) -> Iterator[Finding]:
        code = context.code
        used: set[Symbol] = set()
        for _, edge in code.references(EVERY_TIER, True):
            if edge.dst in code.items:
                around = {*code.around(edge.src)}
                used.update(each for each in code.around(edge.dst) if each not in around)
        roots = code.select(self.roots)
        for module in self._judged(context, frozenset({ItemKind.MODULE})):
            if module not in used and module not in roots and code.items[module].parent:
                yield Finding(f"nothing uses the module {module}", code.place_of(module), module)

    def _items(self, context: Context) -> Iterator[Finding]:
        code = context.code
        used = {edge.dst for _, edge in code.references(EVERY_TIER, True) if edge.src != edge.dst}
        entries = _entries(code)
        roots = code.select(self.roots)
        unused = [symbol for symbol in self._judged(context, _JUDGED) if symbol not in used and symbol not in roots]
        doubtful = _named_elsewhere(code, unused)
        for symbol in unused:
            item = code.items[symbol]
            parent = code.items.get(item.parent)
            in_trait = parent is not None and (
                parent.kind is ItemKind.TRAIT or (parent.item is not None and parent.item.trait is not None)
            )
            is_main = item.kind is ItemKind.FUNCTION and item.name == "main"
            entry = is_main or symbol in entries or _is_for_others(item.item)
            if item.vis.startswith("pub") and not (in_trait or entry or symbol in doubtful):
                yield Finding(
                    f"nothing in the workspace uses {symbol}",
                    code.place_of(symbol),
                    symbol,
                    hint="Delete it, make it private, or name it in `roots` if others use it.",
                )

    def _judged(self, context: Context, kinds: frozenset[ItemKind]) -> Iterator[Symbol]:
        code = context.code
        builds = {crate.id for crate in code.graph.cargo.crates if crate.kind is TargetKind.BUILD}
        chosen = code.select(self.scope) if self.scope else code.items.keys()
        for symbol in sorted(chosen):
            item = code.items[symbol]
            if item.kind in kinds and item.crate not in builds and not context.in_tests(symbol):
                yield symbol


def _entries(code: Code) -> set[Symbol]:
    """Items with an attribute macro that calls them itself, or has them called from elsewhere."""
    macros = catalog().entries
    return {
        edge.src
        for _, edge in code.references(EVERY_TIER, True)
        if edge.kind is EdgeKind.EXPANDS and edge.dst in macros
    }


def _is_for_others(item: Item | None) -> bool:
    """Whether the linker, or the compiler, takes an item from here."""
    return item is not None and (bool(item.attrs.proc_macro) or any(_EXPORTED.match(each) for each in item.attrs.texts))


def _named_elsewhere(code: Code, symbols: Sequence[Symbol]) -> set[Symbol]:
    """Items that may be used where no edge can say so: called as a method by their name, or named in an attribute."""
    words = {
        word
        for item in code.items.values()
        for text in (item.item.attrs.texts if item.item is not None else ())
        for word in _WORD.findall(text)
    }
    found = {symbol for symbol in symbols if code.items[symbol].name in words}
    methods: dict[str, list[Symbol]] = {}
    for symbol in symbols:
        item = code.items[symbol]
        if symbol not in found and code.kind_word(symbol) == "method":
            methods.setdefault(item.name, []).append(symbol)
    for _, caller, mention in code.mentions(frozenset(methods)) if methods else ():
        if mention.shape is Shape.METHOD:
            found.update(symbol for symbol in methods.get(mention.name, ()) if symbol != caller)
    return found
