"""A file's table with what its macro calls make: the written items, and after them the made ones.

When a content is read, the argument of a call is read as items, before anybody knows what the macro does with it. Here
the macro decides. An item that it passes on is the written one, with the attributes, the type and the body that the
macro gives it, and keeps its ord, its lines and its symbol. An item that it drops is only words. All else that it makes
is appended: inserting it where the call stands would shift the ords that stored bodies refer to. Where order matters
(textual scope, shadowing), a made item stands where its `Rank` says. docs/decisions/macros.md has the alternatives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from rgraph.link.structural_paths import base_of
from rgraph.link.table import TRANSPARENT, FileTable, Made
from rgraph.model.facts import Body, Item, ItemKind, Use

from .kept import NO_BODIES, Bodies
from .shifting import shifted

Rank = tuple[int, ...]
"""Which macro call: the ord of a written one; for a call in an expansion, the rank of the call around it and the index
of the item in what that call makes. Ranks sort in the order of the text after expansion."""

D = TypeVar("D", Item, Use)
_Pool = dict[tuple[ItemKind, str], list[int]]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What one macro call makes, wherever the call stands, so that equal calls share it.

    Ords and parents count from 0 (a parent of -1 is the container of the call), lines from the line of the call.
    `failure` says why the call could not be expanded; then nothing is made.
    """

    macro: str
    items: tuple[Item, ...] = ()
    uses: tuple[Use, ...] = ()
    bodies: Bodies = NO_BODIES
    failure: str = ""
    key: bytes = b""
    """A hash of all that it was made from (`kept.key_of`); empty if a limit has cut it, which depends on the tree."""


Parts = Mapping[Rank, Part]


def expanded(written: FileTable, parts: Parts) -> FileTable:
    """The table of a file with what its macro calls make; the written one if they make nothing."""
    if not parts:
        return written
    splice = _Splice(written, parts)
    for ord_ in range(len(written.items)):
        if (ord_,) in parts and ord_ not in splice.hidden:
            splice.call(ord_)
    return splice.table()


def carried(old: FileTable, written: FileTable, parts: Parts) -> dict[Rank, Part]:
    """The parts of those calls that another content of the file still has at the same structural path.

    Also of those with another argument, until they are asked again: most of what they make is the same.
    """
    moved: dict[int, int] = {}
    for ord_, item in enumerate(written.items):
        before = old.by_local.get(written.local[ord_]) if item.kind is ItemKind.MACRO_CALL else None
        if before is not None and old.items[before].kind is item.kind:
            moved[before] = ord_
    return {(moved[rank[0]], *rank[1:]): part for rank, part in parts.items() if rank[0] in moved}


@dataclass(slots=True)
class _Put:
    """A part while it is put in: for each of its items the ord in the file, and the pool for what is inside it."""

    call: int
    rank: Rank
    pool: int
    at: list[int] = field(default_factory=list)
    pools: list[int] = field(default_factory=list)
    nested: list[tuple[int, Rank, int]] = field(default_factory=list)
    """The calls among the items: ord, rank, and pool."""
    calls: set[int] = field(default_factory=set)
    """Those of them that are expanded in their turn, as indices."""
    words: set[int] = field(default_factory=set)
    """What stands in their arguments: their macros decide what becomes of it."""

    def note(self, ord_: int, pool: int) -> None:
        """Note the next item."""
        self.at.append(ord_)
        self.pools.append(pool)

    def home(self, parent: int) -> tuple[int, int]:
        """Where what has this parent in the part stands in the file, and the pool that it is matched with."""
        return (self.call, self.pool) if parent < 0 else (self.at[parent], self.pools[parent])


@dataclass(slots=True)
class _Splice:
    """A file while the parts of its calls are put in.

    A *pool* has the written items of one container that have not been matched with a made item yet.
    """

    written: FileTable
    parts: Parts
    items: list[Item] = field(init=False)
    uses: list[Use] = field(init=False)
    ranks: dict[int, Rank] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    hidden_uses: set[int] = field(default_factory=set)
    replaced: set[int] = field(default_factory=set)
    expanded: set[int] = field(default_factory=set)
    bodies: dict[int, Callable[[], Body]] = field(default_factory=dict)
    _pools: dict[int, _Pool] = field(default_factory=dict)
    _uses: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.items = list(self.written.items)
        self.uses = list(self.written.facts.uses)

    def table(self) -> FileTable:
        """The table of the file as it is now."""
        facts = self.written.facts
        changed = [self.items[ord_] for ord_ in sorted(self.replaced)] + self.items[len(facts.items) :]
        seen = (facts.interface, _seen(changed, self.uses[len(facts.uses) :]), sorted(self.hidden))
        interface = f"{facts.interface}+{hash(msgspec.msgpack.encode(seen)):x}"
        made = Made(
            len(facts.items), self.ranks, frozenset(self.expanded), frozenset(self.hidden),
            frozenset(self.hidden_uses), frozenset(self.replaced), self.bodies,
        )  # fmt: skip
        return FileTable(replace(facts, items=self.items, uses=self.uses, interface=interface), made)

    def call(self, root: int) -> None:
        """Put in what a written call makes, and what the calls that come out of it make."""
        arguments = _descendants(self.written.items, root)
        matched: set[int] = set()
        self._pools[root] = self._pool(root)
        self._uses[root] = [index for index, use in enumerate(self.written.facts.uses) if use.parent == root]
        unmatched_uses = {
            index for index, use in enumerate(self.written.facts.uses) if use.parent == root or use.parent in arguments
        }
        whole = True
        pending: list[tuple[int, Rank, int]] = [(root, (root,), root)]
        while pending:
            call, rank, pool = pending.pop()
            part = self.parts.get(rank)
            if part is None or part.failure:
                whole = False
                continue
            self.expanded.add(call)
            nested = self._put(call, rank, pool, part, matched, unmatched_uses)
            pending += reversed(nested)
        # As long as one call is not expanded, an item of the argument may still come out of it.
        if whole:
            self.hidden |= arguments - matched
            self.hidden_uses |= unmatched_uses

    def _put(
        self, call: int, rank: Rank, pool: int, part: Part, matched: set[int], unmatched_uses: set[int]
    ) -> list[tuple[int, Rank, int]]:
        """Put in one call's part; the calls among what it makes."""
        put = _Put(call, rank, pool)
        for index, item in enumerate(part.items):
            if item.parent in put.words or item.parent in put.calls:
                put.words.add(index)
                put.note(-1, -1)
            else:
                self._put_item(put, index, item, part.macro, matched)
        put.words |= put.calls
        uses = [-1 if use.parent in put.words else self._use(use, put, unmatched_uses) for use in part.uses]
        declares = any(item.in_block for item in part.items) or any(use.in_block for use in part.uses)
        for index, of in enumerate(part.bodies.owners):
            if of not in put.words:
                self._body(part, index, put.at[of], (put.at, uses) if declares else None)
        return put.nested

    def _put_item(self, put: _Put, index: int, item: Item, macro: str, matched: set[int]) -> None:
        """Put in an item, or match it with a written one."""
        parent, around = put.home(item.parent)
        found = self._take(around, item)
        if found is not None:
            matched.add(found)
            self._replace(found, item)
            self._pools[found] = self._pool(found)
            put.note(found, found)
            return
        made, rank = len(self.items), (*put.rank, index)
        placed = _placed(item, parent, self.items[put.call], macro)
        self.items.append(_in_block_of(self.items[put.call], placed) if item.parent < 0 else placed)
        self.ranks[made] = rank
        put.note(made, around if item.kind in TRANSPARENT else -1)
        if item.kind is ItemKind.MACRO_CALL:
            put.nested.append((made, rank, around))
            if rank in self.parts:
                put.calls.add(index)

    def _pool(self, parent: int) -> _Pool:
        """The written items directly in an item, by kind and name. Those with the same name are matched in order."""
        pool: _Pool = {}
        for ord_ in _descendants(self.written.items, parent):
            if self.written.items[ord_].parent == parent:
                item = self.written.items[ord_]
                pool.setdefault((item.kind, base_of(item)), []).append(ord_)
        return pool

    def _take(self, pool: int, item: Item) -> int | None:
        """The written item that a made one is; it is taken out of the pool. None if there is none."""
        found = self._pools.get(pool, {}).get((item.kind, base_of(item)))
        return found.pop(0) if found else None

    def _replace(self, ord_: int, made: Item) -> None:
        """Declare a written item as its macro does: with other attributes, or with all but its place in the text."""
        written = self.written.items[ord_]
        if made.kind is ItemKind.MACRO_CALL:
            return
        if made.signature == written.signature:
            now = replace(written, attrs=made.attrs, vis=made.vis)
        else:
            kept = {name: getattr(written, name) for name in _OF_PLACE}
            now = replace(made, **kept, doc=made.doc or written.doc)
        if now != written:
            self.items[ord_] = now
            self.replaced.add(ord_)

    def _use(self, use: Use, put: _Put, unmatched_uses: set[int]) -> int:
        """Put in an import, or match it with a written one; returns its index."""
        parent, around = put.home(use.parent)
        for index in sorted(unmatched_uses):
            other = self.written.facts.uses[index]
            if other.parent == around and _same_use(other, use):
                unmatched_uses.discard(index)
                self.uses[index] = replace(other, attrs=use.attrs, vis=use.vis)
                return index
        call = self.items[put.call]
        placed = replace(use, parent=parent, line=call.line + use.line)
        self.uses.append(_in_block_of(call, placed) if use.parent < 0 else placed)
        return len(self.uses) - 1

    def _body(self, part: Part, index: int, owner: int, shifts: tuple[list[int], list[int]] | None) -> None:
        """Put in a body, unless it is the written one. It is read only when asked for: most files are not linked."""
        of = part.items[part.bodies.owners[index]]
        if owner < len(self.written.items) and of.body_hash == self.written.items[owner].body_hash:
            return
        self.bodies[owner] = partial(_put_in, part.bodies, index, owner, shifts)


def _put_in(bodies: Bodies, index: int, owner: int, shifts: tuple[list[int], list[int]] | None) -> Body:
    """A body of a part as that of an item of the file."""
    expr = bodies[index].expr
    return Body(owner, shifted(expr, *shifts) if shifts is not None else expr)


_OF_PLACE = ("parent", "line", "start", "end", "start_line", "end_line", "in_block", "in_macro", "blocks")
"""What a written item keeps when its macro declares it otherwise: where it stands."""


def _descendants(items: list[Item], ord_: int) -> set[int]:
    """The items inside an item, at any depth: they follow it directly."""
    found: set[int] = set()
    for each in range(ord_ + 1, len(items)):
        if items[each].parent < ord_:
            break
        found.add(each)
    return found


def _placed(item: Item, parent: int, call: Item, macro: str) -> Item:
    """A made item at the place of its call."""
    lines = [call.line + line for line in item.token_lines]
    return replace(
        item, parent=parent, line=call.line + item.line, start=call.start, end=call.end, start_line=call.start_line,
        end_line=call.end_line, made_by=macro, token_lines=lines,
    )  # fmt: skip


def _in_block_of(call: Item, made: D) -> D:
    """What a call makes stands in the block that the call stands in."""
    return replace(made, in_block=True, blocks=call.blocks) if call.in_block else made


def _same_use(one: Use, other: Use) -> bool:
    return (one.path, one.root, one.alias, one.glob, one.self_import) == (
        other.path, other.root, other.alias, other.glob, other.self_import,
    )  # fmt: skip


def _seen(items: Iterable[Item], uses: Iterable[Use]) -> list[object]:
    """What others can see of items and imports: not where they stand, their docs or their bodies."""
    bare = [replace(item, line=0, start=0, end=0, start_line=0, end_line=0, doc="", body_hash="") for item in items]
    return [bare, [replace(use, line=0) for use in uses]]
