"""What runs behind an item of a package that moves: whether what it calls, inside what moves, has another body."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from rgraph.deps.beside.public_names import public_name
from rgraph.deps.beside.sides import Side
from rgraph.deps.reach.following import FOLLOWED, Following
from rgraph.deps.reach.references import Reference, References
from rgraph.link.defs import Def
from rgraph.link.linker import collection_paused
from rgraph.link.mounted import is_mounted
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import RepoPath, Symbol
from rgraph.model.packages import PackageId

from .comparing import Difference
from .counterparts import Counterparts
from .limits import MAX_FILES_BEHIND
from .report import Effect

_SURE = (Tier.EXACT, Tier.INFERRED)
"""A call over a trait may run any impl: nearly every item would have a change behind it."""

RUN = frozenset({EdgeKind.CALLS, EdgeKind.REFERENCES, EdgeKind.RUNS})
"""The references of code by which what is behind an item may run."""

CUT_BEHIND = f"what lies behind calls was followed through {MAX_FILES_BEHIND} files of packages, not to its end"


class Behind:
    """Follows the calls of the old version, and compares what is reached with the new one."""

    def __init__(self, old: Side, new: Side, moving: Collection[PackageId], counterparts: Counterparts) -> None:
        self._old, self._new = old.world, new.world
        self._counterparts = counterparts
        self._files: set[RepoPath] = set()
        self._references = References(old, moving, _SURE, self._is_spent)
        self._following = Following(self._references)
        self._changed: dict[Symbol, bool] = {}

    @property
    def is_cut(self) -> bool:
        """Whether not all was followed."""
        return self._following.is_cut or len(self._files) > MAX_FILES_BEHIND

    def differences(self, items: Iterable[Def]) -> dict[Def, Difference]:
        """Of each item behind which something changed, the nearest that did, and how many more."""
        starts = {item: symbol for item in items if (symbol := self._references.place(item)) is not None}
        asked = [Reference(symbol, symbol, RepoPath(""), 0, EdgeKind.CALLS, Tier.EXACT) for symbol in starts.values()]
        with collection_paused():
            self._following.follow(asked, 0, lambda _: False)
        found = {}
        for item, symbol in starts.items():
            changed = list(self._behind(symbol))
            if changed:
                found[item] = Difference(Effect.BEHAVES, self._text(changed))
        return found

    def _behind(self, start: Symbol) -> Iterator[Symbol]:
        """What is reached from an item and has another body, the nearest first."""
        layer, seen = [start], {start}
        while layer:
            out = (each for symbol in layer for each in self._following.out.get(symbol, ()) if each.kind in FOLLOWED)
            layer = sorted({each.target for each in out} - seen)
            seen.update(layer)
            yield from filter(self._is_changed, layer)

    def _is_changed(self, symbol: Symbol) -> bool:
        if symbol not in self._changed:
            definition = self._references.places[symbol].definition
            old, new = definition.item, self._counterpart(definition)
            self._changed[symbol] = (
                definition.kind is ItemKind.FUNCTION
                and old is not None
                and old.has_body
                and (new is None or new.item is None or new.item.body_hash != old.body_hash)
            )
        return self._changed[symbol]

    def _counterpart(self, item: Def) -> Def | None:
        """The item in the new version: of a member of a trait's impl that in the impl, not the trait's own."""
        parent = item.parent
        header = self._old.impl_header(parent) if parent is not None and parent.kind is ItemKind.IMPL else None
        if header is None or header.trait is None:
            return self._counterparts.of(item)
        heads = [meaning.defs[0] if meaning.defs else None for meaning in (header.type, header.trait)]
        type_, trait = (self._counterparts.of(each) if each is not None else None for each in heads)
        if type_ is None or trait is None:
            return item  # not compared: an impl for `&T`, or of a trait that is not here
        impls = self._new.trait_impls(type_, trait)
        return next((each for found in impls for each in self._new.named(found, item.name)), None)

    def _text(self, changed: list[Symbol]) -> str:
        definition = self._references.places[changed[0]].definition
        name = public_name(self._old, definition) or str(changed[0])
        return f"behind it, the body of `{name}` changed" + (
            f", and {len(changed) - 1} more" if len(changed) > 1 else ""
        )

    def _is_spent(self, path: RepoPath) -> bool:
        """Whether no more files of packages may be linked; counts one that is about to be."""
        if is_mounted(path):
            self._files.add(path)
        return len(self._files) > MAX_FILES_BEHIND
