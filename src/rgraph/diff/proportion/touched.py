"""Which items a change of declarations may touch, and the libraries where some of that may be seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind

from .dependence import dependents
from .interfaces import hides_names
from .reach import Reach, bearing
from .telling import Telling
from .units import Unit, Units, crates_of, units_of

if TYPE_CHECKING:
    from rgraph.diff.extent import Extent
    from rgraph.model.ids import RepoPath
    from rgraph.view.graph import CommitGraph

_Told = dict[object, tuple[Unit, object]]


class Touched:
    """What a change reaches in some libraries, of both versions. `names` mean something else now in these crates."""

    def __init__(self, extent: Extent, crates: Collection[str], names: Iterable[tuple[str, str]] = ()) -> None:
        trees = extent.old.cargo, extent.new.cargo
        users = {crate: {crate}.union(*(dependents(tree, {crate}) for tree in trees)) for crate in crates}
        self._units = Units(users)
        self.reach = Reach(self._units)
        self._extent, self._crates = extent, frozenset(crates)
        self._hiding: set[str] = set()
        self._impls: dict[Unit, set[str]] = {}
        self._read_same()
        for name, crate in names:
            self.reach.name(name, crate)
        was, now = self._read(extent.old, extent.new), self._read(extent.new, extent.old)
        for key in [*was, *(key for key in now if key not in was)]:
            before, after = was.get(key), now.get(key)
            if before is None or after is None:
                self._one_sided((before or after or now[key])[0])
            elif before[1] != after[1]:
                self._differs(before[0], after[0])
        self.reach.follow()

    # ---- what there is -----------------------------------------------------------------------------------

    def _read_same(self) -> None:
        """Takes in the files that are the same in both versions."""
        graph, differing = self._extent.old, set(self._extent.linked)
        same = [
            path
            for path in graph.files
            if path not in differing and not self._crates.isdisjoint(crates_of(graph, path))
        ]
        graph.contents.load_facts(graph.files[path].blob for path in same)
        for path in same:
            self._units.take(units_of(graph, path, self._crates))

    def _read(self, graph: CommitGraph, other: CommitGraph) -> _Told:
        """Takes in the files of one version that differ, and what they say."""
        told: _Told = {}
        for path in self._extent.linked:
            units = units_of(graph, path, self._crates)
            if not units:
                continue
            self._units.take(units)
            telling = Telling(graph, path, _leans(graph, other, path))
            told |= telling.of(units)
            self._impls |= {unit: telling.leads(unit) for unit in units if unit.kind is ItemKind.IMPL}
            facts = graph.facts(path)
            if facts.reason:
                self.reach.lost |= crates_of(graph, path) & self._crates
            if hides_names(facts):
                self._hiding |= {unit.symbol for unit in units if unit.item is None and unit.use is None}
        return told

    # ---- what differs ------------------------------------------------------------------------------------

    def _one_sided(self, unit: Unit) -> None:
        top = unit
        while top.owner is not None:
            top = top.owner
        if top.symbol in self._hiding:  # what is private hides what a glob would bring
            unit.is_shown = True
        self.reach.symbols |= self._impls.get(unit, set())
        self.reach.moves(unit)

    def _differs(self, old: Unit, new: Unit) -> None:
        for unit in (old, new):
            self.reach.symbols |= self._impls.get(unit, set())  # a name in a body may say what an impl there is for
            if unit.item is None:
                self._file_differs(unit, old, new)
            elif not _is_met_alike(old, new):
                self.reach.moves(unit)
            elif unit.kind is ItemKind.MODULE:
                self.reach.judge(unit)
            elif unit.kind is ItemKind.MACRO:
                self.reach.changes(unit)
            else:
                self.reach.renames(unit)

    def _file_differs(self, unit: Unit, old: Unit, new: Unit) -> None:
        """Attributes of a file's own module."""
        if bearing(old.attrs) == bearing(new.attrs):
            self.reach.judge(unit)
        elif "::" in unit.symbol:
            self.reach.moves(unit)
        else:
            self.reach.lost.add(unit.crate)


def _is_met_alike(old: Unit, new: Unit) -> bool:
    """Whether two versions of an item are there for the same, and named with the same arguments."""
    one, two = old.item, new.item
    if one is None or two is None:
        return False
    return (one.kind, one.vis, one.generics, bearing(one.attrs)) == (
        two.kind,
        two.vis,
        two.generics,
        bearing(two.attrs),
    )


def _leans(graph: CommitGraph, other: CommitGraph, path: RepoPath) -> bool:
    """Whether names in signatures that stayed may mean something else: not where the file's own imports stayed."""
    if path not in other.files or graph.files[path].blob == other.files[path].blob:
        return True
    return graph.facts(path).uses != other.facts(path).uses
