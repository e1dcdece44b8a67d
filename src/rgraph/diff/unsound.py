"""Files with syntax errors, which may have lost declarations: they are compared as if they had not changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rgraph.model.ids import RepoPath

from .compare import Scope
from .hidden_items import Hiding, hiding
from .lines import Place
from .moved_text import nearest_text
from .report import DiffReport, Undecided

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph

Relink = Callable[["CommitGraph", Mapping[RepoPath, bytes]], "CommitGraph"]
"""Gives the graph of the same tree with other contents of some files."""


@dataclass(frozen=True, slots=True)
class Unsound:
    """A changed file of which one side cannot be trusted: what is gone there may stand in what was not read.

    `path` is where that side has it, `other` where the other one has it.
    """

    path: RepoPath
    hiding: Hiding
    is_old: bool
    other: RepoPath

    @property
    def new_path(self) -> RepoPath:
        """Where the new side has the file."""
        return self.other if self.is_old else self.path

    def __str__(self) -> str:
        side = "before" if self.is_old else "after"
        moved = f", which is {self.other} {'after' if self.is_old else 'before'}," if self.other != self.path else ""
        return self.hiding.unjudged(side, moved)


@dataclass(frozen=True, slots=True)
class Compared:
    """The two graphs as they are compared, and what of them could not be judged."""

    old: CommitGraph
    new: CommitGraph
    unsound: tuple[Unsound, ...] = ()


def comparable(old: CommitGraph, new: CommitGraph, relink: Relink) -> Compared:
    """The two with every file that cannot be judged alike on both sides.

    What the parser lost is not told from what the author took out, so neither is said to be gone, nor what stood behind
    it: modules, re-exports, impls for types elsewhere. The sound content stands on both sides, the older one where
    neither is sound. One that moved is the file with most of its lines; a file that only one side has is left as it is.
    """
    found = (*_unsound(old, new), *_moved(old, new))
    of_old = {one.path: new.source(one.other) for one in found if one.is_old}
    of_new = {one.path: old.source(one.other) for one in found if not one.is_old}
    return Compared(relink(old, of_old) if of_old else old, relink(new, of_new) if of_new else new, found)


def _unsound(old: CommitGraph, new: CommitGraph) -> Iterator[Unsound]:
    for path, state in new.files.items():
        before = old.files.get(path)
        if before is None or before.blob == state.blob or not path.endswith(".rs"):
            continue
        for graph in (new, old):
            if (found := hiding(graph, path)) is not None:
                yield Unsound(path, found, graph is old, path)
                break


def _moved(old: CommitGraph, new: CommitGraph) -> Iterator[Unsound]:
    """The files that cannot be trusted where the other side has them at another path."""
    left, came = _alone(old, new), _alone(new, old)
    for graph, other, paths, others in ((new, old, came, left), (old, new, left, came)):
        for path in paths if others else ():
            found = hiding(graph, path)
            was = nearest_text(graph.source(path), {each: other.source(each) for each in others}) if found else None
            if found is not None and was is not None:
                others.remove(was)
                if graph is new or hiding(new, was) is None:
                    yield Unsound(path, found, graph is old, was)


def _alone(graph: CommitGraph, other: CommitGraph) -> list[RepoPath]:
    return sorted(path for path in graph.files if path.endswith(".rs") and path not in other.files)


def with_unsound(report: DiffReport, compared: Compared, scope: Scope) -> DiffReport:
    """The report that also says which files it does not judge, inside of what it was asked for."""
    questions, notes = [], []
    for one in compared.unsound:
        linked = compared.new.linked(one.new_path)
        definition = linked.defs[0] if linked is not None and linked.defs else None
        if definition is None:
            notes += [f"{one.path}: {one}"] if scope.holds("", "", one.path) else []
        elif scope.holds(definition.crate, _package(compared.new, definition.crate), one.path):
            place = Place(one.path, one.hiding.line, one.hiding.line)
            questions.append(Undecided(definition.crate, definition.symbol, str(one), place))
    count = len(questions) + len(notes)
    return replace(
        report,
        files_changed=report.files_changed + count,
        undecided=(*questions, *report.undecided),
        notes=(*notes, *report.notes),
    )


def _package(graph: CommitGraph, crate: str) -> str:
    return next((each.package for each in graph.cargo.crates if each.id == crate), "")
