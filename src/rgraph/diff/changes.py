"""The list of changed items of a matching: added, removed, and matched pairs with what differs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind
from rgraph.view.names import segments, unnumbered

from .details import details
from .matching.fragments import copies, moved_code
from .matching.match import Matcher, Matching
from .report import ChangeKind, Detail, Evidence, ItemChange
from .snapshot import MEMBERS, Node, Snapshot

if TYPE_CHECKING:
    from .api.public import PublicNames

_CONDITION = re.compile(r"cfg\((.*)\)", re.DOTALL)
_UNTOLD = MEMBERS | {ItemKind.EXTERN_BLOCK, ItemKind.MACRO_CALL, ItemKind.EXTERN_CRATE}
"""Kinds that have no change of their own: told with what holds them, or only a wrapping."""


class Changes:
    """Computes the item changes between two snapshots."""

    def __init__(self, old: Snapshot, new: Snapshot) -> None:
        self.old, self.new = old, new
        self.matcher = Matcher(old, new)
        self.matching: Matching = self.matcher.run()
        self._back = {after: before for before, after in self.matching.pairs.items()}

    def join(self, old: PublicNames, new: PublicNames) -> None:
        """Items that one public path leads to are one, though their code moved and changed: behind a re-export now."""
        there = {
            key: symbol for symbol in self._left(self.new, set(self._back)) for key in _keys(self.new, symbol, new)
        }
        same: dict[str, str] = {}
        for symbol in self._left(self.old, self.matching.pairs.keys()):
            found = {there[key] for key in _keys(self.old, symbol, old) if key in there}
            if len(found) == 1:
                same[symbol] = found.pop()
        if same and len(set(same.values())) == len(same):
            self.matcher.join(same)
            self._back = {after: before for before, after in self.matching.pairs.items()}

    @staticmethod
    def _left(side: Snapshot, known: Collection[str]) -> list[str]:
        return [n.symbol for n in side.nodes.values() if n.symbol not in known and n.kind not in _UNTOLD]

    def all(self) -> list[ItemChange]:
        """Every change, by the path of the item, each item once."""
        found = [*self._matched(), *self._removed(), *self._added()]
        return sorted(found, key=lambda change: (change.ref.crate, change.ref.symbol, change.new is None))

    # ---- matched ---------------------------------------------------------------------------------------

    def _matched(self) -> Iterator[ItemChange]:
        for before, after in self.matching.pairs.items():
            old, new = self.old.nodes[before], self.new.nodes[after]
            if old.kind in _UNTOLD:
                continue
            found = (*self._moved(old, new), *details(old, new, self.matching.pairs), *self._contents(old, new))
            told = tuple(detail for detail in found if not self._is_still_asked(detail, old, new))
            if told:
                evidence: Evidence = self.matching.evidence[before]
                yield ItemChange(self.old.ref(old), self.new.ref(new), told, evidence)

    def _is_still_asked(self, detail: Detail, old: Node, new: Node) -> bool:
        """Whether a condition went from an item to what it lies in, or came from there: it is the same for the item."""
        condition = _CONDITION.fullmatch(detail.old or detail.new) if detail.kind is ChangeKind.ATTRIBUTES else None
        if condition is None:
            return False
        around = self.new.predicates(new) if detail.old else self.old.predicates(old)
        return "".join(condition[1].split()) in {"".join(text.split()) for text in around}

    def _moved(self, old: Node, new: Node) -> Iterator[Detail]:
        """A move of its own: its parent did not simply move along with it, and is not just another of the alternatives
        that two conditions give one name: an impl for that name is for each of them, and is numbered with one."""
        before, after = _holder(old), _holder(new)
        if not before or not after or self.matching.pairs.get(before) == after:
            return
        if unnumbered(before) == unnumbered(after):
            return
        yield Detail(ChangeKind.MOVED, f"moved from `{before}`", before, after)

    def _contents(self, old: Node, new: Node) -> Iterator[Detail]:
        """Traits tell of their items gained and lost."""
        if old.kind is not ItemKind.TRAIT:
            return
        names = {child.symbol: child.name for child in new.children}
        kept = {self.matching.pairs.get(child.symbol) for child in old.children}
        for child in old.children:
            if self.matching.pairs.get(child.symbol) not in names:
                yield Detail(ChangeKind.TRAIT_ITEMS, f"`{child.name}` removed", child.name, "")
        for symbol, name in names.items():
            if symbol not in kept:
                yield Detail(ChangeKind.TRAIT_ITEMS, f"`{name}` added", "", name)

    # ---- removed and added -----------------------------------------------------------------------------

    def _removed(self) -> Iterator[ItemChange]:
        gone = [n for n in self.old.nodes.values() if n.symbol not in self.matching.pairs and n.kind not in _UNTOLD]
        hosts = [(new, old) for old, new in self._pairs()]
        inlined = moved_code(
            gone,
            hosts,
            self.matcher.scorer.old_profiles,
            self.matcher.scorer.new_profiles,
            self.matcher.scorer.old_profiles,
        )
        for node in gone:
            if not _plain_inherent(node):
                notes = (f"inlined into `{inlined[node.symbol]}`",) if node.symbol in inlined else ()
                yield ItemChange(self.old.ref(node), None, (_whole(node, ChangeKind.REMOVED),), notes=notes)

    def _added(self) -> Iterator[ItemChange]:
        come = [n for n in self.new.nodes.values() if n.symbol not in self._back and n.kind not in _UNTOLD]
        scorer = self.matcher.scorer
        kept = [new for old, new in self._pairs() if old.symbol == new.symbol]
        copied = copies(come, kept, scorer.new_profiles) if come else {}
        extracted = moved_code(come, self._pairs(), scorer.new_profiles, scorer.old_profiles, scorer.new_profiles)
        for node in come:
            if not _plain_inherent(node):
                notes = (f"extracted from `{extracted[node.symbol]}`",) if node.symbol in extracted else ()
                if not notes and node.symbol in copied:
                    notes = (f"copy of `{copied[node.symbol]}`",)
                yield ItemChange(None, self.new.ref(node), (_whole(node, ChangeKind.ADDED),), notes=notes)

    def _pairs(self) -> list[tuple[Node, Node]]:
        """The matched pairs whose code can be told apart: functions and types."""
        return [
            (self.old.nodes[before], self.new.nodes[after])
            for before, after in self.matching.pairs.items()
            if self.old.nodes[before].kind is ItemKind.FUNCTION
        ]


def _keys(side: Snapshot, symbol: str, names: PublicNames) -> Iterator[tuple[ItemKind, str]]:
    for path in names.paths(symbol):
        yield side.nodes[symbol].kind, path


def _whole(node: Node, kind: ChangeKind) -> Detail:
    """An impl that comes or goes is a matter of its type: told as `impls`."""
    if node.kind is ItemKind.IMPL:
        return Detail(ChangeKind.IMPLS, f"{kind.value}: `{node.item.signature if node.item else node.symbol}`")
    return Detail(kind, kind.value)


def _plain_inherent(node: Node) -> bool:
    """Inherent impl blocks are only brackets around what they hold."""
    return node.kind is ItemKind.IMPL and node.item is not None and node.item.trait is None


def _holder(node: Node) -> str:
    """What an item belongs to: the module, trait, trait impl or function around it; for methods of inherent impls
    their type, whichever of its blocks they stand in. "" for a crate's root."""
    parent = node.parent
    while parent is not None and parent.kind in {ItemKind.EXTERN_BLOCK, ItemKind.MACRO_CALL}:
        parent = parent.parent
    if parent is None:
        return ""
    own_block = parent.kind is ItemKind.IMPL and parent.item is not None and parent.item.trait is None
    return node.symbol.removesuffix(f"::{segments(node.symbol)[-1]}") if own_block else parent.symbol
