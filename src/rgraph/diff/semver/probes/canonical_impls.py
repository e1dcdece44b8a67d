"""Impl blocks and derives in canonical words."""

from __future__ import annotations

from rgraph.diff.api.model import TraitImpl
from rgraph.diff.semver.canon import Canon
from rgraph.diff.semver.labels import impl_labels
from rgraph.diff.semver.predicates import predicates
from rgraph.diff.semver.versions import Side

from .covering import Implemented
from .kept_impls import numbered


def read(impl: TraitImpl, canon: Canon) -> Implemented:
    """An impl block or a derive in canonical words."""
    definition, item = impl.definition, impl.definition.item
    if impl.derived or item is None or item.trait is None:
        return Implemented(impl.trait_path, "", "", True, frozenset(), definition)
    labels = impl_labels(definition, canon)
    side = Side(definition, item, labels, canon)
    trait = canon.trait(item.trait, definition, labels)
    self_type = side.ty(item.ty)
    order: dict[str, str] = {}
    self_type, trait = (numbered(text, order) for text in (self_type, trait))
    bounds = {
        f"{numbered(subject, order)}: {numbered(bound, order)}"
        for subject, found in predicates(side).items()
        for bound in found
    }
    head, _, rest = trait.partition("<")
    return Implemented(head, rest.removesuffix(">"), self_type, False, frozenset(bounds), definition)
