"""Dependencies as `cargo tree` draws them: each subtree once, the other times `(*)`; upwards for `why`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import msgspec

from rgraph.model.packages import Requirement

from .limits import MAX_TREE_DEPTH
from .needs import KINDS, Needs
from .notes import notes_of
from .standing import Standing


class Branch(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One line of a tree: a package, and how the one above it needs it (or is needed by it, in a tree of reasons).

    `source` and `version` are as the lock file has them, the version "" where nothing says it; one of the tree has
    a `manifest` and no source. `repeated`: what is below it stands below an earlier line. `cut`: what is below it is
    deeper than was asked for.
    """

    depth: int
    name: str
    version: str
    kind: str = ""
    source: str = ""
    manifest: str = ""
    requirement: str = ""
    basis: str = ""
    targets: list[str] = []
    optional: bool = False
    renamed: str = ""
    repeated: bool = False
    cut: bool = False
    features: list[str] = []


class Tree(msgspec.Struct, frozen=True, gc=False):
    """Lines from top to bottom. `upwards`: below a package are those that need it."""

    commit: str
    branches: list[Branch]
    upwards: bool = False
    notes: list[str] = []


def tree(
    found: Standing, package: str = "", kinds: Collection[str] = KINDS, depth: int = 0, whole: bool = False
) -> Tree:
    """What the packages of a tree need; of one package alone, where it is named. `depth` 0: to the end.

    Raises ItemError for a name that no package has.
    """
    needs = Needs(found, whole)
    tops = needs.named(package, needs.own) if package else needs.tops()
    branches = list(_Walk(needs, False, frozenset(kinds), depth).run(tops))
    return Tree(found.commit, branches, False, notes_of(found, needs))


def why(found: Standing, crate: str, kinds: Collection[str] = KINDS, depth: int = 0, whole: bool = False) -> Tree:
    """Who needs a crate, up to the packages of the tree. Raises ItemError for one that is not there."""
    needs = Needs(found, whole)
    branches = list(_Walk(needs, True, frozenset(kinds), depth).run(needs.named(crate)))
    return Tree(found.commit, branches, True, notes_of(found, needs))


class _Step(NamedTuple):
    """A package that is still to be told, and how the line above led to it; number -1 of one that is not known."""

    number: int
    depth: int
    kind: str = ""
    requirements: tuple[Requirement, ...] = ()


class _Walk:
    def __init__(self, needs: Needs, upwards: bool, kinds: frozenset[str], depth: int) -> None:
        self._needs = needs
        self._upwards = upwards
        self._kinds = kinds
        self._depth = min(depth or MAX_TREE_DEPTH, MAX_TREE_DEPTH)
        self._opened: set[tuple[int, bool]] = set()

    def run(self, tops: Sequence[int]) -> Iterator[Branch]:
        waiting = [_Step(number, 0) for number in reversed(tops)]
        while waiting:
            step = waiting.pop()
            below = self._below(step)
            opened = (step.number, not step.depth)  # a package above all others shows what its tests need, too
            is_repeated = bool(below) and opened in self._opened
            is_cut = bool(below) and not is_repeated and self._depth <= step.depth
            yield self._branch(step, is_repeated, is_cut)
            if not is_repeated and not is_cut:
                self._opened.add(opened)
                waiting.extend(reversed(below))

    def _below(self, step: _Step) -> list[_Step]:
        """What hangs below a line. What tests need is told of the package above all others alone, as cargo does; who
        needs a package for its tests alone passes no need on.
        """
        if step.number < 0 or (self._upwards and step.kind == "dev"):
            return []
        needs = self._needs.into if self._upwards else self._needs.out
        known = [
            _Step(need.needed_by if self._upwards else need.needs, step.depth + 1, need.kind, need.requirements)
            for need in needs[step.number]
        ]
        found = sorted([*known, *self._unknown(step)], key=lambda each: KINDS.index(each.kind))
        kinds = self._kinds if self._upwards or not step.depth else self._kinds - {"dev"}
        return [each for each in found if each.kind in kinds]

    def _unknown(self, step: _Step) -> list[_Step]:
        """What a package asks for and nothing says the version of."""
        if self._upwards or self._needs.is_guest(step.number):
            return []
        found: dict[tuple[str, str, str], list[Requirement]] = {}
        for each in self._needs.packages[step.number].not_found:
            found.setdefault((each.kind, each.package, each.source), []).append(each)
        return [_Step(-1, step.depth + 1, kind, tuple(asked)) for (kind, _, _), asked in found.items()]

    def _branch(self, step: _Step, is_repeated: bool, is_cut: bool) -> Branch:
        asked = step.requirements
        package = self._needs.packages[step.number] if step.number >= 0 else None
        return Branch(
            depth=step.depth,
            name=package.id.name if package is not None else asked[0].package,
            version=package.id.version if package is not None else "",
            kind=step.kind,
            source=package.id.source if package is not None else asked[0].source,
            manifest=package.manifest if package is not None else "",
            requirement=_joined(each.version for each in asked),
            basis=_joined(str(each.basis) for each in asked),
            targets=_targets(asked),
            optional=bool(asked) and all(each.optional for each in asked),
            renamed=_joined(each.name for each in asked if each.renamed),
            repeated=is_repeated,
            cut=is_cut,
            features=package.features if package is not None and not package.manifest else [],
        )


def _targets(asked: Sequence[Requirement]) -> list[str]:
    """The platforms that a dependency is for, none where it is for all."""
    return [] if any(not each.target for each in asked) else sorted({each.target for each in asked})


def _joined(texts: Iterator[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, texts)))
