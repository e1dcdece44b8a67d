"""Derives compared with written impls: a derive requires of every type parameter the trait that it implements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from rgraph.diff.api.impls import DERIVED_TRAITS
from rgraph.diff.semver.auto.shapes import shape
from rgraph.diff.semver.canon import Canon
from rgraph.diff.semver.delta import Pair
from rgraph.diff.semver.fields import fields
from rgraph.diff.semver.predicates import predicates
from rgraph.diff.semver.side import Side
from rgraph.model.facts import ItemKind

from .covering import Implemented

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.world import World

_OF_ERRORS = frozenset({"Display", "Error", "From", "Debug"})
_ERRORS = re.compile(r"Error|Display|Snafu|Fail|Diagnostic")
_PROJECTION = re.compile(r"'\d+::\w+")


def is_whole(impl: Implemented) -> bool:
    """Whether an impl is for the type with any arguments, as a derived one is."""
    given = shape(impl.self_type).parts
    return all(part.startswith("'") and "::" not in part for part in given) and len(set(given)) == len(given)


def is_own(impl: Implemented) -> bool:
    """Whether a trait that may be of another type (`PartialEq<str>`) is of the type itself, as a derive's is."""
    return impl.arguments in {"", impl.self_type}


def is_known(impl: Implemented) -> bool:
    """Whether a derive is built into the language, so that its bounds are known."""
    return impl.trait in DERIVED_TRAITS or impl.trait in DERIVED_TRAITS.values()


def written_out(impl: Implemented, canon: Canon) -> Implemented:
    """A derive of the language as the impl that it makes."""
    definition = impl.definition
    item = definition.item
    assert item is not None
    params = [param for param in item.generics.params if param.kind != "lifetime"]
    labels = {param.name: f"'{index}" for index, param in enumerate(params)}
    side = Side(definition, item, labels, canon)
    trait = DERIVED_TRAITS.get(impl.trait, impl.trait)
    bounds = {f"{subject}: {bound}" for subject, found in predicates(side).items() for bound in found}
    if not (item.kind is ItemKind.ENUM and impl.name == "Default"):
        bounds |= {f"{labels[param.name]}: {trait}" for param in params if param.kind == "type"}
        bounds |= {f"{text}: {trait}" for text in _projections(definition, side)}
    arguments = ", ".join(labels.values())
    self_type = canon.symbol(definition) + (f"<{arguments}>" if arguments else "")
    return replace(impl, trait=trait, self_type=self_type, derived=False, bounds=frozenset(bounds))


def may_write(one: Implemented, pair: Pair, worlds: tuple[World, World]) -> str:
    """The derive that is new on a type, of a macro that is not known, which may write an impl: it is of the trait's
    crate, or it is one of errors; "" for none.
    """
    before, after = (_unknown(item.definition, world) for item, world in zip((pair.old, pair.new), worlds, strict=True))
    home = before.get(one.macro) or one.trait.partition("::")[0]
    for name, crate in after.items():
        if name not in before and (crate == home or (one.name in _OF_ERRORS and _ERRORS.search(name))):
            return name
    return ""


def _unknown(definition: Def | None, world: World) -> dict[str, str]:
    """The derives of a type by macros that are not known: the last name of each, and its crate as far as that is."""
    if definition is None or definition.item is None:
        return {}
    found = {}
    meanings = zip(
        definition.item.attrs.derives, world.known_derives(definition), world.derives(definition), strict=False
    )
    for path, known, meaning in meanings:
        name = path.segments[-1].name
        if not known and (name not in DERIVED_TRAITS or len(path.segments) > 1):
            found[name] = (meaning.outside or path.segments[0].name).partition("::")[0]
    return found


def _projections(definition: Def, side: Side) -> Iterator[str]:
    """The types of fields that are associated types of parameters: a derive asks it of these too."""
    for member in fields(definition):
        if member.item is not None and member.item.ty is not None:
            text = side.canon.ty(member.item.ty, member, side.labels)
            if _PROJECTION.fullmatch(text):
                yield text
