"""Which impls users of a library meet: those of crates below it, of traits that can be named."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rgraph.link.defs import Def

    from .model import TraitImpl
    from .surface import Surfaces


class ShownImpls:
    """Asks about the impls of one library's types, as its documentation would show them."""

    def __init__(self, surfaces: Surfaces, crate: str) -> None:
        self._surfaces, self._crate = surfaces, crate

    def __call__(self, impl: TraitImpl) -> bool:
        """Whether the impl is there for users of the library, and its trait is one that they can name."""
        if impl.definition.crate.id not in self._surfaces.below(self._crate):
            return False
        found = impl.trait
        trait = found.defs[0] if found is not None and found.defs else None
        return trait is None or trait.external or self._is_named(trait)

    def _is_named(self, trait: Def) -> bool:
        homes = {self._crate, trait.crate.id} & self._surfaces.crates.keys()
        return any(trait in self._traits(home) for home in homes)

    def _traits(self, crate: str) -> set[Def]:
        if crate not in self._known:
            items = self._surfaces.of(crate).items
            self._known[crate] = {i.definition for i in items if i.definition is not None and not i.hidden}
        return self._known[crate]

    @cached_property
    def _known(self) -> dict[str, set[Def]]:
        return {}
