"""The public APIs of two trees, compared as far as they may differ; the names in them are kept for the next run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from blake3 import blake3

from rgraph.model.cargo import Crate
from rgraph.model.ids import BlobHash

from .api.libraries import libraries
from .api.public import CrateNames, PublicNames, crate_names
from .proportion.concern import Basis, concerned
from .semver.of_manifests import of_manifests

if TYPE_CHECKING:
    from rgraph.link.stock import Stock
    from rgraph.view.graph import CommitGraph

    from .api.surface import Surfaces
    from .extent import Extent
    from .semver.breakage import Breakage

_NAMES = 8
"""Raised when the same code gives other names, or they are packed otherwise: those that are kept are made again."""

_Names = dict[str, CrateNames]
_Several = list[tuple[list[bytes], CrateNames]]
"""Names of a library, each after hashes of what it follows from; the last ones first."""

_Shelved = dict[str, _Several]
"""Of the libraries that begin with one content."""

_MAX_KEYS, _MAX_APIS = 64, 4
"""How many trees with the same names, and how many different names, are kept of a library that begins in one way."""

_decoder = msgspec.msgpack.Decoder(tuple[int, _Shelved])


@dataclass(frozen=True, slots=True)
class Apis:
    """What the rules say, and what users of either tree can name."""

    broken: Breakage
    old: PublicNames
    new: PublicNames

    def cut(self) -> list[tuple[str, str]]:
        """Crates whose public paths were not all walked, in either tree, each note once."""
        sides = (self.old.libraries, self.new.libraries)
        return sorted({(crate, note) for side in sides for crate, names in side.items() for note in names.notes})


def compared(extent: Extent, pairs: Callable[[], dict[str, str]], whole: bool = False) -> Apis:
    """The APIs of both trees; `pairs` gives old symbols to new ones. `whole`: all of both is built and compared."""
    old, new = extent.old, extent.new
    asked = None if whole else concerned(extent)
    if asked is None:
        return _whole(extent, pairs)
    before, after = _Side(old), _Side(new)
    was = before.names()
    libraries_ = asked.libraries
    now = {crate: names for crate, names in was.items() if crate not in libraries_}
    broken = of_manifests(old, new)
    if libraries_:
        from .api.surface import Surfaces
        from .semver.breaking import Part, breakage

        two = Surfaces(after.basis.part(libraries_), before.stock, dict(now))
        one = before.surfaces or Surfaces(before.basis.part(libraries_), before.stock, was)
        now |= _built(two, libraries_ & two.crates.keys())
        apis = _apis(extent, broken, was, now)
        public = apis.old.importable, apis.new.importable
        several = tuple({crate: each.alternatives for crate, each in names.items()} for names in (was, now))
        part = Part(libraries_, asked.items, asked.whole, asked.functions, public, (several[0], several[1]))
        broken = breakage(one, two, pairs(), part).joined(broken)
    after.keep(now)
    return _apis(extent, broken, was, now)


def _whole(extent: Extent, pairs: Callable[[], dict[str, str]]) -> Apis:
    """All of both trees, built and compared."""
    from rgraph.link.stock import Stock

    from .api.surface import Surfaces
    from .semver.breaking import breakage

    stock = Stock()
    both = Surfaces(extent.old, stock), Surfaces(extent.new, stock)
    names = [_built(side, side.crates) for side in both]
    return _apis(extent, breakage(*both, pairs()), *names)


def public_names(graph: CommitGraph) -> PublicNames:
    """What users of one tree's libraries can name."""
    return PublicNames(_Side(graph).names(), {crate.id for crate in graph.cargo.crates})


def _apis(extent: Extent, broken: Breakage, was: _Names, now: _Names) -> Apis:
    sides = ((extent.old, was), (extent.new, now))
    one, two = (PublicNames(names, {crate.id for crate in graph.cargo.crates}) for graph, names in sides)
    return Apis(broken, one, two)


def _built(surfaces: Surfaces, crates: Iterable[str]) -> _Names:
    from .semver.unpromised import Unpromised

    unpromised = Unpromised(surfaces)
    return {crate: crate_names(surfaces, crate, lambda item: not unpromised.item(item)) for crate in sorted(crates)}


def _unpacked(packed: bytes) -> _Shelved:
    """What lies on a shelf; nothing where another version of rgraph has put it there, in its own way."""
    try:
        version, kept = _decoder.decode(packed)
    except msgspec.MsgspecError:
        return {}
    return kept if version == _NAMES else {}


def _with(several: _Several, key: bytes, names: CrateNames) -> _Several:
    """What is kept of a library, with one more: most changes leave its names what they were."""
    same = next((keys for keys, known in several if known == names), [])
    rest = [(keys, known) for keys, known in several if known != names]
    return [([key, *same][:_MAX_KEYS], names), *rest][:_MAX_APIS]


class _Side:
    """The names of one tree: those that are on its shelf, and all where one is not."""

    def __init__(self, graph: CommitGraph) -> None:
        self.basis = Basis(graph)
        self.surfaces: Surfaces | None = None
        """The APIs of the whole tree, where they had to be built."""
        self._graph = graph
        self._libraries = {crate.id: crate for crate in libraries(graph)}

    def names(self) -> _Names:
        """What each library offers."""
        found = self._shelved()
        if found.keys() < self._libraries.keys():
            from .api.surface import Surfaces

            self.surfaces = Surfaces(self._graph, self.stock)
            found = _built(self.surfaces, self._libraries)
            self.keep(found)
        return found

    def keep(self, names: _Names) -> None:
        """Put on the shelf what is not there."""
        changed: dict[BlobHash, _Shelved] = {}
        for crate, mine in names.items():
            start, key = self._start(self._libraries[crate]), self._key(crate)
            if start is not None and not any(key in keys for keys, _ in self._shelf.get(start, {}).get(crate, ())):
                kept = self._shelf.setdefault(start, {})
                kept[crate] = _with(kept.get(crate, []), key, mine)
                changed[start] = kept
        if changed and self._graph.shelf is not None:
            self._graph.shelf.put({start: msgspec.msgpack.encode((_NAMES, kept)) for start, kept in changed.items()})

    def _shelved(self) -> _Names:
        return {
            crate: names
            for kept in self._shelf.values()
            for crate, several in kept.items()
            for keys, names in several
            if crate in self._libraries and self._key(crate) in keys
        }

    @cached_property
    def stock(self) -> Stock:
        """What linkers of both trees make of contents."""
        from rgraph.link.stock import Stock

        return Stock()

    @cached_property
    def _shelf(self) -> dict[BlobHash, _Shelved]:
        starts = {start for crate in self._libraries.values() if (start := self._start(crate)) is not None}
        found = self._graph.shelf.get(sorted(starts)) if self._graph.shelf is not None else {}
        return {start: _unpacked(packed) for start, packed in found.items()}

    def _start(self, crate: Crate) -> BlobHash | None:
        """The content that a library begins with: its names lie beside what is known of that, and go with it."""
        state = self._graph.files.get(crate.root)
        return state.blob if state is not None else None

    def _key(self, crate: str) -> bytes:
        return blake3(msgspec.msgpack.encode(self.basis.of(crate))).digest(16)
