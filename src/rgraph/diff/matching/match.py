"""Recognising items across two commits, step by step, with one global assignment for what is left over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rgraph.diff.limits import MAX_EQUAL_PAIRS
from rgraph.diff.report import Evidence, How
from rgraph.diff.snapshot import MEMBERS, Node, Snapshot
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind

from .assign import assign
from .candidates import candidates
from .equal import in_turn
from .members import members_of
from .profile import similarity
from .same_file import in_one_file
from .score import Scorer, names_alike

CONTAINERS = frozenset({ItemKind.MODULE, ItemKind.IMPL, ItemKind.TRAIT, ItemKind.EXTERN_BLOCK, ItemKind.MACRO_CALL})
"""Kinds recognised by what they hold rather than by their own code."""


_STAYED = 0.6
"""An edited item of the same symbol that is at least so alike stays, unless its old code stands whole elsewhere."""


@dataclass(slots=True)
class Matching:
    """Old symbols to new ones, with the evidence by old symbol. What is in neither was removed or added."""

    pairs: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)

    def add(self, old: str, new: str, evidence: Evidence) -> None:
        """Takes a pair."""
        self.pairs[old] = new
        self.evidence[old] = evidence


class Matcher:
    """Matches the nodes of two snapshots. Fields and variants are matched within the types that hold them."""

    def __init__(self, old: Snapshot, new: Snapshot) -> None:
        self.old, self.new = old, new
        self.matching = Matching()
        self.scorer = Scorer(old, new, self.matching.pairs)
        self._taken: set[str] = set()

    def run(self) -> Matching:
        """The matching; the same for the same two snapshots."""
        self._unchanged()
        self._stayed()
        self._elsewhere()
        self._same_file()
        self._similar(lambda node: node.kind not in CONTAINERS and not _is_associated(node))
        self._containers()
        self._under_parents()
        self._similar(lambda node: node.kind not in CONTAINERS)
        self._same_symbol()
        self._containers()
        self._members()
        return self.matching

    def join(self, same: Mapping[str, str]) -> None:
        """Takes more pairs, and what stands in them: items that users find where they found the old ones."""
        for one, two in same.items():
            if one not in self.matching.pairs and two not in self._taken:
                self._pair(self.old.nodes[one], self.new.nodes[two], Evidence(How.PATH, 1.0))
        self._under_parents()
        self._members()

    # ---- what is left ----------------------------------------------------------------------------------

    def _pair(self, old: Node, new: Node, evidence: Evidence) -> None:
        self.matching.add(old.symbol, new.symbol, evidence)
        self._taken.add(new.symbol)

    def _left(self, wanted: Callable[[Node], bool]) -> tuple[list[Node], list[Node]]:
        pairs, taken = self.matching.pairs, self._taken
        return (
            [n for n in self.old.nodes.values() if n.symbol not in pairs and n.kind not in MEMBERS and wanted(n)],
            [n for n in self.new.nodes.values() if n.symbol not in taken and n.kind not in MEMBERS and wanted(n)],
        )

    # ---- same symbol -----------------------------------------------------------------------------------

    def _unchanged(self) -> None:
        """Same symbol, same kind, same code (containers: whatever they hold now)."""
        for symbol, node in self.old.nodes.items():
            other = self.new.nodes.get(symbol)
            if other is None or other.kind is not node.kind or node.kind in MEMBERS:
                continue
            if node.kind in CONTAINERS - {ItemKind.TRAIT} or _code(node) == _code(other):
                self._pair(node, other, Evidence(How.SYMBOL, 1.0))

    def _stayed(self) -> None:
        """Same symbol and still alike, unless the old code stands whole under another new name."""
        olds, news = self._left(lambda node: True)
        elsewhere_new = {key for key in map(self._whole_new, news) if key is not None}
        elsewhere_old = {key for key in map(self._whole, olds) if key is not None}
        for node in olds:
            other = self.new.nodes.get(node.symbol)
            if other is None or other.kind is not node.kind or other.symbol in self._taken:
                continue
            if self._whole(node) in elsewhere_new or self._whole_new(other) in elsewhere_old:
                continue
            alike = similarity(self.scorer.old_profiles.of(node), self.scorer.new_profiles.of(other))
            if alike >= _STAYED:
                self._pair(node, other, Evidence(How.SYMBOL, round(0.5 + alike / 2, 4), (("code", round(alike, 3)),)))

    def _same_symbol(self) -> None:
        """What nothing better was found for keeps its symbol: an item rewritten from scratch."""
        for symbol, node in self.old.nodes.items():
            other = self.new.nodes.get(symbol)
            if other is None or symbol in self.matching.pairs or symbol in self._taken or node.kind in MEMBERS:
                continue
            if other.kind is node.kind or _kin(node, other):
                self._pair(node, other, Evidence(How.SYMBOL, 0.5))

    def _whole(self, node: Node) -> tuple[str, ...] | None:
        """A key of the item's whole code without its name, None where that says too little."""
        profile = self.scorer.old_profiles.of(node)
        return None if profile.trivial else (node.kind.value, *profile.tokens)

    def _whole_new(self, node: Node) -> tuple[str, ...] | None:
        profile = self.scorer.new_profiles.of(node)
        return None if profile.trivial else (node.kind.value, *profile.tokens)

    # ---- same code elsewhere ---------------------------------------------------------------------------

    def _elsewhere(self) -> None:
        """The whole code stands under another symbol: unique on both sides, or the nearest name and place."""
        olds, news = self._left(lambda node: node.kind not in CONTAINERS - {ItemKind.TRAIT})
        groups: dict[tuple[str, ...], tuple[list[Node], list[Node]]] = defaultdict(lambda: ([], []))
        for node in olds:
            if (key := self._whole(node)) is not None:
                groups[key][0].append(node)
        for node in news:
            if (key := self._whole_new(node)) is not None:
                groups[key][1].append(node)
        for mine, theirs in groups.values():
            self._settle_equal(mine, theirs)

    def _same_file(self) -> None:
        """What says too little by itself, but stands in the same file."""
        for old, new in in_one_file(*self._left(lambda node: node.kind not in CONTAINERS and not _is_associated(node))):
            self._pair(old, new, Evidence(How.HASHES, 0.9))

    def _settle_equal(self, olds: list[Node], news: list[Node]) -> None:
        if len(olds) * len(news) <= MAX_EQUAL_PAIRS:
            scored = {(a.symbol, b.symbol): 1.0 + _nearness(a, b) for a in olds for b in news}
        else:
            scored = {(a.symbol, b.symbol): 1.0 for a, b in in_turn(olds, news)}
        for old, new in assign(scored).items():
            self._pair(self.old.nodes[old], self.new.nodes[new], Evidence(How.HASHES, 1.0))

    # ---- similarity ------------------------------------------------------------------------------------

    def _similar(self, wanted: Callable[[Node], bool]) -> None:
        olds, news = self._left(wanted)
        scored: dict[tuple[str, str], float] = {}
        evidence: dict[tuple[str, str], Evidence] = {}
        for old, new in candidates(olds, news, self.scorer.old_profiles, self.scorer.new_profiles):
            if self._fragment(old, new):
                continue
            found = self.scorer.accepted(old, new)
            if found is not None:
                scored[old.symbol, new.symbol] = found.score
                evidence[old.symbol, new.symbol] = found
        for pair in assign(scored).items():
            self._pair(self.old.nodes[pair[0]], self.new.nodes[pair[1]], evidence[pair])

    def _fragment(self, old: Node, new: Node) -> bool:
        """Whether one was cut out of the other rather than renamed: the function around it stayed and calls it.

        After extracting, the new one is called by what still has the old name; before inlining, the old one was
        called by what already had the new name.
        """
        if old.kind is not ItemKind.FUNCTION or old.symbol == new.symbol:
            return False
        stayed, was = self.new.nodes.get(old.symbol), self.old.nodes.get(new.symbol)
        extracted = stayed is not None and self._calls(self.new, stayed, new)
        return extracted or (was is not None and self._calls(self.old, was, old))

    def _calls(self, snapshot: Snapshot, caller: Node, callee: Node) -> bool:
        return any(
            edge.dst == callee.symbol and edge.kind is EdgeKind.CALLS for edge in snapshot.graph.out(caller.symbol)
        )

    # ---- what holds, and what is held ------------------------------------------------------------------

    def _containers(self) -> None:
        """A container is the one that holds most of what it held; inner ones first."""
        olds, news = self._left(lambda node: node.kind in CONTAINERS)
        left = {node.symbol for node in news}
        scored: dict[tuple[str, str], float] = {}
        for node in reversed(olds):
            votes = self._votes(node)
            for symbol, count in votes.items():
                other = self.new.nodes[symbol]
                share = 2 * count / (_held(node) + _held(other))
                if symbol in left and other.kind is node.kind and share >= 0.5:
                    scored[node.symbol, symbol] = share
        for old, new in assign(scored).items():
            score = round(min(1.0, scored[old, new]), 4)
            evidence = Evidence(How.SIMILARITY, score, (("contents", score),))
            self._pair(self.old.nodes[old], self.new.nodes[new], evidence)

    def _votes(self, node: Node) -> Counter[str]:
        votes: Counter[str] = Counter()
        for child in node.children:
            other = self.new.nodes.get(self.matching.pairs.get(child.symbol, ""))
            if other is not None and other.parent is not None:
                votes[other.parent.symbol] += 1
        return votes

    def _under_parents(self) -> None:
        """Same name and kind under matched parents, such as the methods of a type that was renamed."""
        for old_parent, new_parent in list(self.matching.pairs.items()):
            if old_parent == new_parent:
                continue
            before, after = self.old.nodes[old_parent], self.new.nodes[new_parent]
            free = {(n.kind, n.name): n for n in after.children if n.symbol not in self._taken}
            for child in before.children:
                other = free.get((child.kind, child.name))
                if other is None or child.symbol in self.matching.pairs or child.kind in MEMBERS:
                    continue
                alike = similarity(self.scorer.old_profiles.of(child), self.scorer.new_profiles.of(other))
                if alike >= 0.4:
                    self._pair(child, other, Evidence(How.PARENT, round(0.6 + 0.4 * alike, 4)))

    def _members(self) -> None:
        """Fields and variants: by name in the matched holder; then by type and position."""
        for old, new in list(self.matching.pairs.items()):
            for member, other, evidence in members_of(self.old.nodes[old], self.new.nodes[new]):
                self._pair(member, other, evidence)


def _code(node: Node) -> tuple[str, str]:
    return (node.item.sig_hash, node.item.body_hash) if node.item else ("", "")


def _is_associated(node: Node) -> bool:
    return node.parent is not None and node.parent.kind in {ItemKind.IMPL, ItemKind.TRAIT}


_TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TYPE_ALIAS})
_VALUES = frozenset({ItemKind.CONST, ItemKind.STATIC})


def _kin(a: Node, b: Node) -> bool:
    """Kinds that one name may go between and stay the same thing to its readers."""
    return any(a.kind in kinds and b.kind in kinds for kinds in (_TYPES, _VALUES))


def _nearness(a: Node, b: Node) -> float:
    """Small bonuses that tell equal items apart."""
    same_parent = bool(a.parent and b.parent and a.parent.name == b.parent.name)
    return 0.2 * names_alike(a.name, b.name) + 0.1 * same_parent + 0.05 * (a.path == b.path)


def _held(node: Node) -> int:
    return max(1, len(node.children))
