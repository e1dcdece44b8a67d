"""What no user of a version had: code behind flags that only the project itself sets (`tokio_unstable`, `loom`), or
behind features that are the project's own (`__private`)."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem, TraitImpl
from rgraph.diff.api.ways import Way, derive_ways, way_to
from rgraph.link.predicates import NAME, VALUE, Predicate, parse
from rgraph.model.cargo import TargetKind
from rgraph.model.predicates import is_never

from .build_flags import flags_set_by
from .features import out_of_reach, public_features
from .gates.users import atoms_of, custom_names

if TYPE_CHECKING:
    from rgraph.diff.api.surface import Surfaces
    from rgraph.link.defs import Def

    from .probes.impls.covering import Implemented

_WORD = re.compile(r"[A-Za-z_]\w*")


class Unpromised:
    """Asks one version whether an item is there for any user. A flag that a build script speaks of may be set."""

    def __init__(self, surfaces: Surfaces) -> None:
        self._surfaces = surfaces
        self._known: dict[tuple[Way, str], bool] = {}

    @cached_property
    def _set(self) -> frozenset[str]:
        """The flags that `rgraph.toml` sets, and those that build scripts may set."""
        graph = self._surfaces.graph
        scripts = {
            (c.root, c.package) for c in graph.cargo.crates if c.kind is TargetKind.BUILD and c.root in graph.files
        }
        texts = [(graph.source(root).decode("utf-8", "replace"), package) for root, package in scripts]
        words = {word for text, package in texts for word in flags_set_by(text, package)}
        return frozenset(words | {_WORD.findall(flag)[0] for flag in self._surfaces.world.configuration.table.custom})

    @cached_property
    def _features(self) -> frozenset[str]:
        return frozenset(name for each in self._surfaces.graph.cargo.packages for name in out_of_reach(each))

    @cached_property
    def _declared(self) -> dict[str, frozenset[str]]:
        """The features of each package: what asks for another one of it is never there."""
        packages = self._surfaces.graph.cargo.packages
        return {each.name: frozenset({"default", *public_features(each)}) for each in packages}

    def item(self, item: PublicItem) -> bool:
        """Whether nobody could name an item, by whichever of its paths; a member goes with what declares it."""
        ways = {way for path in item.paths for way in item.ways.get(path, ())}
        if ways:
            return all(self._is_never(way, self._package(item)) for way in ways)
        return item.parent is not None and item.definition is not None and self.definition(item.definition)

    def path(self, item: PublicItem, path: str) -> bool:
        """Whether nobody could name an item by this path."""
        ways = item.ways.get(path, ())
        return bool(ways) and all(self._is_never(way, self._package(item)) for way in ways)

    def definition(self, definition: Def) -> bool:
        """Whether nobody had a member or an impl."""
        return self._is_never(way_to(self._surfaces.world, definition), definition.crate.package)

    def impl(self, impl: TraitImpl | Implemented) -> bool:
        """Whether nobody had an impl, written or derived."""
        if self.definition(impl.definition):
            return True
        return impl.derived and self.derive(impl.definition, impl.macro)

    def derive(self, definition: Def, trait: str) -> bool:
        """Whether nobody had a trait of this name that a type derives."""
        ways = list(derive_ways(definition.item.attrs, trait)) if definition.item is not None else []
        return bool(ways) and all(self._is_never(way, definition.crate.package) for way in ways)

    def _package(self, item: PublicItem) -> str:
        return self._surfaces.crates[item.crate].package

    def _is_never(self, way: Way, package: str) -> bool:
        """Whether users of a package never have what stands under some predicates, in the words of that package."""
        known = self._known.get((way, package))
        if known is None:
            names = custom_names(frozenset([way])) - self._set
            atoms = {atom for text in way for atom in atoms_of(parse(text))}
            off = frozenset(_written(atom) for atom in atoms if atom.name in names or self._is_own(atom, package))
            known = self._known[way, package] = any(is_never(text, off) for text in way)
        return known

    def _is_own(self, atom: Predicate, package: str) -> bool:
        """Whether an atom asks for a feature that no user can switch on."""
        feature = atom.kind == VALUE and atom.name == "feature"
        declared = self._declared.get(package)
        return feature and (atom.value in self._features or (declared is not None and atom.value not in declared))


def _written(atom: Predicate) -> str:
    assert atom.kind in {NAME, VALUE}
    return f'{atom.name} = "{atom.value}"' if atom.kind == VALUE else atom.name
