"""Which libraries have to be compared, and what of a tree is needed for that: all else is the same on both sides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from blake3 import blake3

from rgraph.model.cargo import CargoTree, Crate, Package, TargetKind
from rgraph.model.chosen_cfg import SETTINGS_FILE
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import RepoPath

from .dependence import closed, dependents, depends_on
from .effect import capturing_functions, effect, opaque_functions
from .interfaces import opaque_bodies_differ
from .manifest_changes import ByManifest, bare, promises
from .twins import first
from .units import crates_of
from .unlinked import choosing, chosen

if TYPE_CHECKING:
    from rgraph.diff.extent import Extent
    from rgraph.view.graph import CommitGraph

_CAPTURES = "2024"
"""Since when all lifetimes in scope are captured: https://doc.rust-lang.org/edition-guide/rust-2024/rpit-lifetime-capture.html"""


@dataclass(frozen=True, slots=True)
class Concern:
    """`libraries` are the ids of those, of either tree, whose API may differ. Outside of those in `whole` nothing can
    but `items` and what they stand in. `functions`: nothing but functions changed.
    """

    libraries: frozenset[str]
    items: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    functions: bool = False


def concerned(extent: Extent) -> Concern | None:
    """What has to be compared; None where everything has.

    The libraries whose manifest, or whose code as others see it, changed, and those that depend on them; where
    functions alone changed, of the dependents only those that re-export what they stand in.
    """
    old, new = extent.old, extent.new
    if _settings(old) != _settings(new) or old.cargo.errors != new.cargo.errors or not _same_flags(old, new):
        return None
    crates = {crate.id: crate.kind for graph in (old, new) for crate in graph.cargo.crates}
    libraries = {crate for crate, kind in crates.items() if kind is TargetKind.LIB}
    manifests = ByManifest(old, new)
    by_manifest = {**manifests.libraries, **dict.fromkeys(_chosen_otherwise(extent, libraries), True)}
    functions = _functions_alone(extent, libraries) if not by_manifest else None
    if functions is None:
        return _by_declarations(extent, libraries, by_manifest, manifests.names)
    functions |= _of_objects(extent, functions)
    offering = {crate for graph in (old, new) for crate in _offering(graph, functions)} & libraries
    return Concern(frozenset(offering), _with_owners(functions), functions=True)


def _functions_alone(extent: Extent, libraries: set[str]) -> set[str] | None:
    """The functions that changed for others; None where something else did."""
    functions, opaque = set[str](), False
    for path in extent.linked:
        if libraries & _crates_of_both(extent, path):
            change = effect(extent.old, extent.new, path)
            if change.all:
                return None
            functions |= change.functions
            opaque |= change.opaque
    if opaque:  # what a body calls is followed, from files that changed
        functions |= _opaque(extent)
    return functions


def _by_declarations(
    extent: Extent, libraries: set[str], by_manifest: Mapping[str, bool], names: Collection[tuple[str, str]]
) -> Concern:
    """What a change of declarations, or of manifests, concerns: all of a library where the manifest decides what its
    items mean."""
    from .touched import Touched

    trees = (extent.old.cargo, extent.new.cargo)
    mine = {crate for path in extent.linked for crate in _crates_of_both(extent, path) & libraries}
    reach = _and_dependents(trees, {*mine, *(crate for _, crate in names)}) & libraries
    touched = Touched(extent, reach, names).reach
    whole = _and_dependents(trees, {*touched.lost, *(crate for crate, is_whole in by_manifest.items() if is_whole)})
    opaque = _opaque(extent) if touched.symbols or _opaque_bodies_differ(extent) else set()
    opaque |= _capturing(extent)
    symbols = touched.symbols | opaque
    found = whole | touched.crates | _and_dependents(trees, by_manifest)
    if touched.crates or opaque:
        found |= {crate for graph in (extent.old, extent.new) for crate in _offering(graph, symbols)} & libraries
    return Concern(frozenset(found), _with_owners(symbols), frozenset(whole))


def _same_flags(old: CommitGraph, new: CommitGraph) -> bool:
    """Whether build scripts set the same flags: those that one speaks of may be set, or not, for all users."""
    if _scripts(old) == _scripts(new):
        return True
    from .flags import same_flags

    return same_flags(old, new)


def _scripts(graph: CommitGraph) -> set[str]:
    roots = (crate.root for crate in graph.cargo.crates if crate.kind is TargetKind.BUILD)
    return {graph.files[root].blob for root in roots if root in graph.files}


def _and_dependents(trees: Iterable[CargoTree], crates: Collection[str]) -> set[str]:
    return {*crates}.union(*(dependents(tree, crates) for tree in trees))


def _crates_of_both(extent: Extent, path: RepoPath) -> set[str]:
    return crates_of(extent.old, path) | crates_of(extent.new, path)


def _chosen_otherwise(extent: Extent, libraries: set[str]) -> Iterator[str]:
    """The libraries whose modules may be files that changed and are none of a library."""
    for path in extent.linked:
        if not libraries & _crates_of_both(extent, path):
            yield from (crate for graph in (extent.old, extent.new) for crate in choosing(graph, path))


def _opaque(extent: Extent) -> set[str]:
    rust = [path for path in extent.contents if path.endswith(".rs")]
    return {symbol for graph in (extent.old, extent.new) for path in rust for symbol in opaque_functions(graph, path)}


def _opaque_bodies_differ(extent: Extent) -> bool:
    old, new = extent.old, extent.new
    both = [path for path in extent.linked if path in old.files and path in new.files]
    return any(opaque_bodies_differ(old.facts(path), new.facts(path)) for path in both)


def _capturing(extent: Extent) -> set[str]:
    """The functions of libraries of an edition in which an `impl Trait` captures more than it did."""
    trees = extent.old.cargo, extent.new.cargo
    editions = [{crate.id: crate.edition for crate in tree.crates} for tree in trees]
    crates = {crate for crate, edition in editions[1].items() if editions[0].get(crate, edition) < _CAPTURES <= edition}
    rust = [path for path in extent.new.files if path.endswith(".rs")] if crates else []
    return {s for path in rust if crates & crates_of(extent.new, path) for s in capturing_functions(extent.new, path)}


def _of_objects(extent: Extent, functions: Iterable[str]) -> set[str]:
    """The traits to whose objects functions belong: the symbol of such a one does not lie in that of its trait."""
    blocks = {symbol.rpartition("::")[0] for symbol in functions if "::<impl " in symbol}
    sides = [(graph, path) for graph in (extent.old, extent.new) for path in extent.linked if blocks]
    linked = (graph.linked(path) for graph, path in sides if path in graph.files)
    return {str(edge.dst) for file in linked if file is not None for edge in file.edges if edge.src in blocks}


def _with_owners(symbols: Iterable[str]) -> frozenset[str]:
    found = {above for symbol in symbols for above in _above(symbol)}
    return frozenset(found | {first(symbol) for symbol in found})


class Basis:
    """What the APIs of the libraries of one tree follow from."""

    def __init__(self, graph: CommitGraph) -> None:
        self._graph = graph
        self._needs = depends_on(graph.cargo)
        self._files: dict[str, list[RepoPath]] = {}
        for path in graph.files:
            for crate in crates_of(graph, path):
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
        packages = {package.manifest: promises(package) for package in tree.packages}
        return {crate.id: (bare(crate), packages.get(crate.manifest)) for crate in tree.crates}

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


# ---- code ------------------------------------------------------------------------------------------------


def _offering(graph: CommitGraph, functions: Iterable[str]) -> set[str]:
    """The crates of some functions, and those that re-export them, their owners, or a module around them."""
    roots = {above for symbol in functions for above in _above(symbol)}
    if not roots:
        return set()
    edges = [
        (edge.src, edge.dst)
        for path in graph.linked_to([EdgeKind.RE_EXPORTS])
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
