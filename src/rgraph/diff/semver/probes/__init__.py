"""Probes: each compares one kind of public item and yields the differences that rules select from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rgraph.diff.semver.constructors import is_constructor, takes_the_same
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.function_values import of_one_signature
from rgraph.diff.semver.versions import Versions

from .attributes import attributes
from .impls.implementations import implementations
from .macro_calls.macros import macro
from .paths.became_reexports import became_own, moved_outside, of_another_path
from .signatures.functions import function
from .signatures.opaque import opaque
from .traits import associated_const, associated_type, on_objects, trait
from .types.auto_traits import auto_traits
from .types.constant_patterns import patterns_lost
from .types.definitions import aggregate, changed_kind, field, form
from .types.interior import cell_gained
from .types.moved_out import drop_gained
from .types.open_arguments import arguments_left_open
from .types.subtypes import lifetime_variance_lost, variance_lost
from .values import alias, proc_macro, value

Implements = Mapping[str, set[str]]

_FUNCTIONS = frozenset({"function", "method", "trait_method"})
_AGGREGATES = frozenset({"struct", "enum", "union"})
_TYPES = _AGGREGATES | {"trait", "type_alias"}
_FIELDS = frozenset({"field", "union_field", "variant_field"})
_PROBES = {
    "trait": trait,
    "trait_type": associated_type,
    "trait_const": associated_const,
    "assoc_const": associated_const,
    "const": value,
    "static": value,
    "type_alias": alias,
    "assoc_type": alias,
    "macro": macro,
    "derive_macro": proc_macro,
    "variant": form,
}


def probe(pair: Pair, versions: Versions, implements: Implements) -> Iterator[Difference]:
    """Every difference between the two versions of one item; not those of its members."""
    if pair.old.kind != pair.new.kind:
        if pair.new.kind == "reexport":
            yield from moved_outside(pair, versions)
        elif pair.old.kind == "reexport" and pair.new.kind not in _TYPES:
            yield from became_own(pair, versions)
        elif (same := of_one_signature(pair, versions)) is not None:
            yield from same
        elif not (is_constructor(pair) and takes_the_same(pair, versions)):
            yield from changed_kind(pair)
        return
    if pair.old.kind == "reexport":
        yield from of_another_path(pair, versions)
    yield from attributes(pair)
    sides = versions.sides(pair)
    if sides is None:
        return
    kind = pair.old.kind
    if kind in _FUNCTIONS:
        yield from function(pair, *sides, implements)
        yield from on_objects(pair) if kind == "trait_method" else opaque(pair, versions)
    elif kind in _AGGREGATES:
        yield from aggregate(pair, *sides, versions.is_met)
        yield from arguments_left_open(pair, sides[1])
        yield from implementations(pair, versions)
        yield from drop_gained(pair, versions)
        yield from patterns_lost(pair, versions)
        yield from cell_gained(pair, versions)
        yield from auto_traits(pair, versions)
        yield from variance_lost(pair, versions)
        yield from lifetime_variance_lost(pair, versions)
    elif kind in _FIELDS:
        yield from field(pair, *sides)
    elif kind in _PROBES:
        yield from _PROBES[kind](pair, *sides)
