"""How right the linker is on a tree, by the word of a compiler's index."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rgraph.model.facts import ItemKind
from rgraph.model.graph import Edge, EdgeKind, Tier
from rgraph.model.ids import RepoPath, Symbol
from rgraph.view.graph import CommitGraph
from rgraph.view.places import ItemAt

from .edges import is_proc_macro
from .occurrences import CompilerIndex, UnfittingIndexError
from .places import owner_of
from .references import FileReferences, IndexReader, Referred

SHOWN = 20
"""How many wrong and missed edges are told."""


@dataclass(frozen=True, slots=True)
class TierScore:
    """Of the edges of one tier: how many the index has too, how many it contradicts, how many it says nothing of."""

    tier: str
    right: int
    wrong: int
    unjudged: int

    @property
    def precision(self) -> float | None:
        """Right of those that are judged; None where none is."""
        judged = self.right + self.wrong
        return self.right / judged if judged else None


@dataclass(frozen=True, slots=True)
class Differing:
    """An edge that one has and the other has not, with its place."""

    src: str
    verb: str
    dst: str
    path: str
    line: int
    tier: str = ""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The linker's edges against an index's: `found` of the `references` that the index has are there."""

    tool: str
    commit: str
    files: int
    misfits: tuple[str, ...]
    references: int
    found: int
    tiers: tuple[TierScore, ...]
    wrong: tuple[Differing, ...]
    missed: tuple[Differing, ...]

    @property
    def recall(self) -> float | None:
        """Found of the index's references; None where it has none."""
        return self.found / self.references if self.references else None


def accuracy(graph: CommitGraph, index: CompilerIndex) -> Accuracy:
    """Compare the edges of a graph with an index of the same tree, pair of items by pair of items.

    An edge is wrong where the index resolves every use of the target's name in the source to something else; a member
    of the same trait, or of another of its impls, is no contradiction. What it leaves unresolved judges nothing.

    Raises UnfittingIndexError for an index of another tree.
    """
    items = {item.symbol: item for item in graph.items()}
    reader = IndexReader(graph, index)
    judge = _Judge(graph, items, reader)
    files = 0
    for references in reader.files():
        files += 1
        judge.file(references)
    if not files:
        raise UnfittingIndexError(graph.commit[:10])
    return judge.result(index.tool, graph.commit, files, tuple(reader.misfits))


class _Judge:
    """Counts, file by file."""

    def __init__(self, graph: CommitGraph, items: dict[Symbol, ItemAt], reader: IndexReader) -> None:
        self._graph = graph
        self._reader = reader
        self._items = items
        self._counts: dict[Tier, list[int]] = {tier: [0, 0, 0] for tier in Tier}
        self._wrong: list[Differing] = []
        self._missed: list[Differing] = []
        self._references = self._found = 0

    def file(self, references: FileReferences) -> None:
        linked = self._graph.linked(references.path)
        edges = [edge for edge in linked.edges if edge.kind.is_reference] if linked else []
        there: set[tuple[Symbol, Symbol]] = set()
        for edge in edges:
            owner = owner_of(edge.src, self._items)
            there.add((owner, edge.dst))
            self._judge(references, edge, owner)
        for pair, referred in references.pairs.items():
            if _counts(referred):
                self._references += 1
                bounds = (referred.owner.parent, pair[1])  # of an associated type: the linker gives them to the trait
                if pair in there or bounds in there or self._is_of_trait(pair, there):
                    self._found += 1
                else:
                    self._missed.append(_missed(references.path, referred))

    def _judge(self, references: FileReferences, edge: Edge, owner: Symbol) -> None:
        target, item = self._items.get(edge.dst), self._items.get(owner)
        if target is None or item is None or item.kind is ItemKind.MODULE or edge.of_template:
            return
        if edge.kind is EdgeKind.DERIVES:  # to rust-analyzer the name is the macro's, to the linker the trait's
            return
        if target.name.isdigit():  # to rust-analyzer a field of a tuple is where its type stands
            return
        count = self._counts[edge.tier]
        meant = references.named.get((owner, target.name))
        if (owner, edge.dst) in references.pairs:
            count[0] += 1
        elif self._is_open(references, edge, owner) or self._may_be_of_trait(edge.dst, meant):
            count[2] += 1
        else:
            count[1] += 1
            line = item.line + edge.line
            self._wrong.append(Differing(edge.src, edge.kind.verb, edge.dst, references.path, line, str(edge.tier)))

    def _is_open(self, references: FileReferences, edge: Edge, owner: Symbol) -> bool:
        """Whether the index leaves open what an edge's name means, or does not look where it leads."""
        target = self._items[edge.dst]
        name = (owner, target.name)
        return (
            name not in references.named
            or name in references.open
            or edge.via_macro
            or not self._reader.defines(target)
        )

    def _may_be_of_trait(self, target: Symbol, meant: Collection[Symbol] | None) -> bool:
        """Whether what the index means is another member of the same trait; one from outside has no name here."""
        if not meant:
            parent = self._items.get(self._items[target].parent)
            return parent is not None and parent.item is not None and parent.item.trait is not None
        return any(self._same_member(target, other) for other in meant)

    def _is_of_trait(self, pair: tuple[Symbol, Symbol], there: set[tuple[Symbol, Symbol]]) -> bool:
        """Whether an edge leads to the trait's member for an impl's, or the other way round."""
        owner, target = pair
        return any(src == owner and self._same_member(dst, target) for src, dst in self._of_owner(there, owner))

    def _of_owner(self, there: set[tuple[Symbol, Symbol]], owner: Symbol) -> Iterator[tuple[Symbol, Symbol]]:
        return ((src, dst) for src, dst in there if src == owner)

    def _same_member(self, one: Symbol, other: Symbol) -> bool:
        """Whether two members are one trait's: its own, or those of its impls."""
        first, second = self._items.get(one), self._items.get(other)
        if first is None or second is None or first.name != second.name:
            return False
        return bool(self._traits(first) & self._traits(second))

    def _traits(self, member: ItemAt) -> set[Symbol]:
        parent = self._items.get(member.parent)
        if parent is None:
            return set()
        if parent.kind is ItemKind.TRAIT:
            return {parent.symbol}
        return {edge.dst for edge in self._graph.out(parent.symbol) if edge.kind is EdgeKind.IMPLEMENTS}

    def result(self, tool: str, commit: str, files: int, misfits: tuple[str, ...]) -> Accuracy:
        tiers = tuple(TierScore(str(tier), *count) for tier, count in self._counts.items() if any(count))
        return Accuracy(
            tool, commit, files, misfits, self._references, self._found, tiers,
            tuple(sorted(self._wrong, key=_surest)[:SHOWN]), tuple(sorted(self._missed, key=_place)[:SHOWN]),
        )  # fmt: skip


def _counts(referred: Referred) -> bool:
    """Whether a reference is one that the linker makes an edge of: modules are named on the way, nothing names itself,
    and a derive's edge leads to the trait."""
    if is_proc_macro(referred.target):
        return False
    return referred.target.kind is not ItemKind.MODULE and referred.owner.symbol != referred.target.symbol


def _missed(path: RepoPath | str, referred: Referred) -> Differing:
    verb = "calls" if referred.called else "refers to"
    return Differing(referred.owner.symbol, verb, referred.target.symbol, path, referred.row + 1)


def _surest(differing: Differing) -> tuple[int, str, int, str, str]:
    """The gravest first: an exact edge that is wrong says more than a candidate."""
    return (list(Tier).index(Tier(differing.tier)), *_place(differing))


def _place(differing: Differing) -> tuple[str, int, str, str]:
    return (differing.path, differing.line, differing.src, differing.dst)
