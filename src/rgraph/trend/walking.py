"""The trees of a trend's commits, each from the one before, and what was counted in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rgraph.cargo.manifest import parse_manifest
from rgraph.cargo.places import is_manifest
from rgraph.git.records import TreeChange
from rgraph.model.cargo import Manifest
from rgraph.model.ids import Oid, RepoPath

from .counting import Counting
from .counts import Counts
from .placing import Placed, placed

if TYPE_CHECKING:
    from rgraph.git.repository import Repository


@dataclass(slots=True)
class Tree:
    """One tree on the way through history; it is changed in place."""

    files: dict[RepoPath, Oid] = field(default_factory=dict)
    counts: dict[RepoPath, Counts] = field(default_factory=dict)
    places: dict[RepoPath, Placed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moved:
    """A tree, and the paths whose count or place may differ from those in the tree before."""

    tree: Tree
    changed: frozenset[RepoPath]


class Walk:
    """The trees of some commits in order: only what differs between two of them is read."""

    def __init__(self, repository: Repository, counting: Counting, commits: Sequence[Oid]) -> None:
        self._repository = repository
        self._steps = [
            repository.changes(before, after) for before, after in zip([None, *commits], commits, strict=False)
        ]
        blobs = {
            change.new_blob: None
            for step in self._steps
            for change in step
            if change.new_blob is not None and change.path.endswith(".rs")
        }
        self._counts = counting.of(list(blobs))
        self._manifests: dict[Oid, Manifest] = {}

    def trees(self) -> Iterator[Moved]:
        """Each tree, in the order of the commits."""
        tree = Tree()
        for step in self._steps:
            moves = self._apply(tree, step)
            changed = frozenset(change.path for change in step)
            if moves:
                changed |= self._place(tree)
            yield Moved(tree, changed)

    def _apply(self, tree: Tree, step: Sequence[TreeChange]) -> bool:
        """Whether files may stand elsewhere now."""
        moves = False
        for change in step:
            before, after = tree.counts.get(change.path), None
            if change.new_blob is None:
                tree.files.pop(change.path, None)
                tree.counts.pop(change.path, None)
            else:
                tree.files[change.path] = change.new_blob
                if change.path.endswith(".rs"):
                    after = tree.counts[change.path] = self._counts[change.new_blob]
            moves = moves or is_manifest(change.path) or _shape(before) != _shape(after)
        return moves

    def _place(self, tree: Tree) -> frozenset[RepoPath]:
        manifests = {path: self._manifest(oid) for path, oid in tree.files.items() if is_manifest(path)}
        before, tree.places = tree.places, placed(manifests, tree.files, tree.counts)
        return frozenset(
            path for path in before.keys() | tree.places.keys() if before.get(path) != tree.places.get(path)
        )

    def _manifest(self, oid: Oid) -> Manifest:
        found = self._manifests.get(oid)
        if found is None:
            found = self._manifests[oid] = parse_manifest(self._repository.read(oid))
        return found


def _shape(counts: Counts | None) -> object:
    """What of a file decides where others stand."""
    return None if counts is None else (counts.modules, counts.is_test)


Value = Callable[[RepoPath], tuple[int, int]]
"""What was counted in a file of the current tree: in code, and in its own test code."""

GROUPS: Mapping[str, Callable[[Placed], str]] = {
    "": lambda _: "",
    "crate": lambda place: place.crate,
    "module": lambda place: place.module,
}


class Totals:
    """The sum over the files of a tree, kept up to date from tree to tree."""

    def __init__(self, by: str, tests: bool) -> None:
        self._group, self._tests = GROUPS[by], tests
        self._parts: dict[RepoPath, tuple[str, int]] = {}
        self.groups: Counter[str] = Counter()
        self.total = 0

    def by_group(self, tree: Tree) -> dict[str, int]:
        """The sum of each crate or module that a tree has, 0 included."""
        return {name: self.groups[name] for name in set(map(self._group, tree.places.values()))}

    def update(self, moved: Moved, value: Value, more: frozenset[RepoPath] = frozenset()) -> None:
        """Counts anew what has changed; `more` are paths that have changed in another way."""
        for path in moved.changed | more:
            group, number = self._parts.pop(path, ("", 0))
            self.groups[group] -= number
            self.total -= number
            place = moved.tree.places.get(path)
            if place is not None and (number := self._number(place, *value(path))):
                self._parts[path] = (self._group(place), number)
                self.groups[self._group(place)] += number
                self.total += number

    def _number(self, place: Placed, code: int, tests: int) -> int:
        return code + tests if self._tests else 0 if place.is_test else code
