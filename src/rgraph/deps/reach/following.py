"""Follows references through packages, forwards until nothing new is found, then back from what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import Symbol

from .limits import MAX_FOLLOWED
from .references import Reference, References

FOLLOWED = frozenset(
    {EdgeKind.CALLS, EdgeKind.REFERENCES, EdgeKind.RUNS, EdgeKind.EXPANDS, EdgeKind.READS, EdgeKind.WRITES}
)
"""The kinds of references by which code of the target may run: a use of a type alone runs nothing of it, and what
overrides a trait's member does not run that member."""

STRENGTH = {tier: strength for strength, tier in enumerate(Tier)}


class Following:
    """What some references lead to, by the item that each reference leaves."""

    def __init__(self, references: References) -> None:
        self._references = references
        self.out: dict[Symbol, list[Reference]] = {}
        """The items that were followed, and the references that leave them."""
        self.is_cut = False
        self._into: dict[Symbol, list[Reference]] = {}

    def follow(self, starts: Iterable[Reference], depth: int, is_end: Callable[[Symbol], bool]) -> None:
        """Follow references to so many behind one another (0: all), up to items that are ends."""
        layer = sorted({each.target for each in starts if each.kind in FOLLOWED})
        level = 1
        while layer and (not depth or level < depth):
            level += 1
            found: set[Symbol] = set()
            for symbol in layer:
                if symbol not in self.out and not is_end(symbol):
                    if len(self.out) >= MAX_FOLLOWED:
                        self.is_cut = True
                        return
                    leaving = self.out[symbol] = self._references.leaving(symbol)
                    found |= {each.target for each in leaving if each.kind in FOLLOWED}
            layer = sorted(found - self.out.keys())

    def towards(self, targets: Collection[Symbol]) -> dict[Symbol, Reference]:
        """The next reference on the shortest way from each item to one of these; of equally short ones the surest."""
        into = self._entering()
        found: dict[Symbol, Reference] = {}
        layer = sorted(targets)
        is_last = True
        while layer:
            new: dict[Symbol, Reference] = {}
            for symbol in layer:
                for each in into.get(symbol, ()):
                    if each.owner in found or each.owner in targets or not (is_last or each.kind in FOLLOWED):
                        continue
                    known = new.get(each.owner)
                    if known is None or preference(each) < preference(known):
                        new[each.owner] = each
            found |= new
            layer, is_last = sorted(new), False
        return found

    def _entering(self) -> Mapping[Symbol, list[Reference]]:
        if not self._into:
            for references in self.out.values():
                for each in references:
                    self._into.setdefault(each.target, []).append(each)
        return self._into


def preference(reference: Reference) -> tuple[int, Symbol, str, int]:
    """What decides between references that lead on equally well: the surest, then the first."""
    return (STRENGTH[reference.tier], reference.target, reference.path, reference.line)


def way(start: Reference, towards: Mapping[Symbol, Reference], targets: Collection[Symbol]) -> list[Reference] | None:
    """The references from one on to a target; None where it leads to none."""
    found = [start]
    while found[-1].target not in targets:
        following = towards.get(found[-1].target)
        if following is None or found[-1].kind not in FOLLOWED:
            return None
        found.append(following)
    return found
