"""Impl blocks and derives in canonical form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.diff.api.model import TraitImpl
from rgraph.diff.semver.canon import Canon
from rgraph.diff.semver.default_arguments import leave_out_self
from rgraph.diff.semver.labels import impl_labels
from rgraph.diff.semver.predicates import predicates
from rgraph.diff.semver.side import Side

from .covering import Implemented
from .kept_impls import numbered

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.model.facts import Item
    from rgraph.model.syntax import Path


def read(impl: TraitImpl, canon: Canon) -> Implemented:
    """An impl block or a derive in canonical form."""
    definition, item = impl.definition, impl.definition.item
    if impl.derived or item is None or item.trait is None:
        return Implemented(impl.trait_path, "", "", True, frozenset(), definition, macro=impl.macro)
    found = canon.impls.get(definition)
    if found is None:
        found = canon.impls[definition] = _read(definition, item, item.trait, canon)
    return found


def _read(definition: Def, item: Item, path: Path, canon: Canon) -> Implemented:
    labels = impl_labels(definition, canon)
    side = Side(definition, item, labels, canon)
    self_type = side.ty(item.ty)
    trait = leave_out_self(canon, canon.trait(path, definition, labels), path, definition, self_type)
    order: dict[str, str] = {}
    self_type, trait = (numbered(text, order) for text in (self_type, trait))
    bounds = {
        f"{numbered(subject, order)}: {numbered(bound, order)}"
        for subject, found in predicates(side).items()
        for bound in found
    }
    head, _, rest = trait.partition("<")
    arguments = rest.removesuffix(">")
    return Implemented(
        head, arguments, self_type, False, frozenset(bounds), definition, _in_full(side, (arguments, self_type), order)
    )


def conversions(definition: Def, canon: Canon) -> list[Implemented]:
    """The `From` impls that a known derive makes for fields: `#[from]` of thiserror."""
    fields = canon.world.derived(definition).conversions
    return [_from_field(field, definition, canon) for field in fields]


def _from_field(field: Def, definition: Def, canon: Canon) -> Implemented:
    labels = impl_labels(definition, canon)
    item, order = field.item, dict[str, str]()
    given = ", ".join(labels.values())
    own = numbered(canon.symbol(definition) + (f"<{given}>" if given else ""), order)
    taken = numbered(canon.ty(item.ty if item is not None else None, field, labels), order)
    return Implemented("std::convert::From", taken, own, False, frozenset(), field)


def _in_full(side: Side, short: tuple[str, str], order: dict[str, str]) -> tuple[str, str]:
    canon, item = side.canon.in_full, side.item
    if not any("<" in text for text in short) or item.trait is None:
        return "", ""
    own, trait = canon.ty(item.ty, side.definition, side.labels), canon.trait(item.trait, side.definition, side.labels)
    trait = leave_out_self(canon, trait, item.trait, side.definition, own)
    self_type, trait = (numbered(text, order) for text in (own, trait))
    found = trait.partition("<")[2].removesuffix(">"), self_type
    return found if found != short else ("", "")
