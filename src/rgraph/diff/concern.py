"""Which libraries have to be compared, and what of a tree is needed for that: all else is the same on both sides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from blake3 import blake3

from rgraph.model.cargo import CargoTree, Crate, Package, TargetKind
from rgraph.model.chosen_cfg import SETTINGS_FILE
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import RepoPath

from .counterparts import counterparts, library_of
from .effect import effect, opaque_functions
from .unlinked import choosing, chosen

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph

    from .extent import Extent


@dataclass(frozen=True, slots=True)
class Concern:
    """`libraries` are the ids of those, of either tree, whose API may differ. Where only functions changed, `items` has
    them and what they stand in: nothing else can differ.
    """

    libraries: frozenset[str]
    items: frozenset[str] | None = None


def concerned(extent: Extent) -> Concern | None:
    """What has to be compared; None where everything has.

    The libraries whose manifest, or whose code as others see it, changed, and those that depend on them; where
    functions alone changed, of the dependents only those that re-export what they stand in.
    """
    old, new = extent.old, extent.new
    if _settings(old) != _settings(new) or old.cargo.errors != new.cargo.errors:
        return None
    found, functions = set(_by_manifest(old.cargo, new.cargo)), set[str]()
    crates = {crate.id: crate.kind for graph in (old, new) for crate in graph.cargo.crates}
    libraries = {crate for crate, kind in crates.items() if kind is TargetKind.LIB}
    opaque = False
    for path in extent.linked:
        mine = {crate for graph in (old, new) for crate in _crates_of(graph, path)}
        if any(crates.get(crate) is TargetKind.BUILD for crate in mine):
            return None  # it may speak of flags that are no user's, and then they are
        mine &= libraries
        if not mine:
            found |= {crate for graph in (old, new) for crate in choosing(graph, path)}
            continue
        change = effect(old, new, path)
        functions |= change.functions
        found |= mine if change.all else set()
        opaque |= change.opaque
    if opaque:  # what a body calls is followed, from the files that changed
        rust = [path for path in extent.contents if path.endswith(".rs")]
        functions |= {symbol for graph in (old, new) for path in rust for symbol in opaque_functions(graph, path)}
    items = frozenset(above for symbol in functions for above in _above(symbol)) if not found else None
    for graph in (old, new):
        found |= set(_dependents(graph.cargo, found))
    found |= {crate for graph in (old, new) for crate in _offering(graph, functions)} & libraries
    return Concern(frozenset(found), items)


class Basis:
    """What the APIs of the libraries of one tree follow from."""

    def __init__(self, graph: CommitGraph) -> None:
        self._graph = graph
        self._needs = depends_on(graph.cargo)
        self._files: dict[str, list[RepoPath]] = {}
        for path in graph.files:
            for crate in _crates_of(graph, path):
                self._files.setdefault(crate, []).append(path)
        self._known: dict[str, bytes] = {}
        self._scripts = [crate.id for crate in graph.cargo.crates if crate.kind is TargetKind.BUILD]
        """Build scripts: the flags that they speak of may be set."""

    def part(self, libraries: Iterable[str]) -> CommitGraph:
        """The part of the tree that holds some libraries and all that they depend on.

        The whole tree where two crates go by one name: which of them has it alone depends on who else is there.
        """
        graph = self._graph
        if any("@" in crate.id for crate in graph.cargo.crates):
            return graph
        kept = self._with_needs(libraries).union(self._scripts)
        paths = {path for crate in kept for path in self._files.get(crate, ())}
        paths |= chosen(graph, paths)
        return graph.limited(paths | {path for path in graph.files if not path.endswith(".rs")})

    def of(self, library: str) -> list[bytes]:
        """What the API of a library follows from, as hashes: equal only where the API is."""
        return [self._settings, *(self._own(c) for c in sorted(self._with_needs([library]).union(self._scripts)))]

    def _with_needs(self, libraries: Iterable[str]) -> set[str]:
        return closed(libraries, lambda crate: self._needs.get(crate, ()))

    @cached_property
    def _settings(self) -> bytes:
        return _settings(self._graph).encode()

    @cached_property
    def _declared(self) -> dict[str, tuple[Crate, Package | None]]:
        tree = self._graph.cargo
        packages = {package.manifest: _promises(package) for package in tree.packages}
        return {crate.id: (_bare(crate), packages.get(crate.manifest)) for crate in tree.crates}

    def _own(self, crate: str) -> bytes:
        known = self._known.get(crate)
        if known is None:
            files = [(path, self._graph.files[path].blob) for path in self._files.get(crate, ())]
            packed = msgspec.msgpack.encode([self._declared.get(crate), files])
            known = self._known[crate] = blake3(packed).digest(16)
        return known


# ---- manifests -------------------------------------------------------------------------------------------


def _settings(graph: CommitGraph) -> str:
    state = graph.files.get(RepoPath(SETTINGS_FILE))
    return state.blob if state is not None else ""


def _by_manifest(old: CargoTree, new: CargoTree) -> Iterator[str]:
    """The libraries that came, went, or have another manifest, but for versions that follow."""
    for one, two in counterparts(old, new):
        before = library_of(one, old) if one is not None else None
        after = library_of(two, new) if two is not None else None
        same = one is not None and two is not None and _promises(one) == _promises(two)
        if not same or _crate(old, before) != _crate(new, after):
            yield from (crate for crate in (before, after) if crate is not None)


def _promises(package: Package) -> Package:
    """A package without what its API does not follow from."""
    kept = [
        msgspec.structs.replace(each, version="" if each.path else each.version)
        for each in package.dependencies
        if each.kind == "normal"
    ]
    return msgspec.structs.replace(package, version="", rust_version="", publish=True, crates=[], dependencies=kept)


def _crate(tree: CargoTree, library: str | None) -> Crate | None:
    return next((_bare(crate) for crate in tree.crates if crate.id == library), None)


def _bare(crate: Crate) -> Crate:
    """A crate without what its tests depend on."""
    return msgspec.structs.replace(crate, externs=[each for each in crate.externs if each.kind != "dev"])


def depends_on(tree: CargoTree) -> dict[str, list[str]]:
    """The libraries that each library depends on, but for its own tests."""
    return {c.id: [e.crate for e in c.externs if e.crate and e.kind != "dev"] for c in tree.crates}


def _dependents(tree: CargoTree, libraries: Collection[str]) -> set[str]:
    users: dict[str, list[str]] = {}
    for crate, needs in depends_on(tree).items():
        for each in needs:
            users.setdefault(each, []).append(crate)
    found = closed(libraries, lambda each: users.get(each, ()))
    return {crate.id for crate in tree.crates if crate.id in found and crate.kind is TargetKind.LIB}


# ---- code ------------------------------------------------------------------------------------------------


def _crates_of(graph: CommitGraph, path: RepoPath) -> set[str]:
    linked = graph.linked(path) if path in graph.files else None
    return {definition.crate for definition in linked.defs} if linked is not None else set()


def _offering(graph: CommitGraph, functions: Iterable[str]) -> set[str]:
    """The crates of some functions, and those that re-export them, their owners, or a module around them."""
    roots = {above for symbol in functions for above in _above(symbol)}
    if not roots:
        return set()
    edges = [
        (edge.src, edge.dst)
        for path in graph.files
        if (linked := graph.linked(path)) is not None
        for edge in linked.edges
        if edge.kind is EdgeKind.RE_EXPORTS
    ]
    while True:
        more = {above for src, dst in edges if dst in roots for above in _above(src)} - roots
        if not more:
            return {root.partition("::")[0] for root in roots}
        roots |= more


def _above(symbol: str) -> Iterator[str]:
    """A symbol and those that it lies in, by their paths."""
    while symbol:
        yield symbol
        symbol = symbol.rpartition("::")[0]


def closed(start: Iterable[str], step: Callable[[str], Iterable[str]]) -> set[str]:
    """All that some steps lead to, what one starts from included."""
    found, open_ = set(start), list(start)
    while open_:
        for each in step(open_.pop()):
            if each not in found:
                found.add(each)
                open_.append(each)
    return found
