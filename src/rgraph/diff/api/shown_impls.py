"""Which impls users of a library meet: those of crates below it, of traits that can be named."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
        return trait is None or trait.external or self._surfaces.is_named(trait, self._crate)
