"""Impl blocks and derives as lines of a listing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .impls import DERIVED_TRAITS
from .signatures import around, between_commas, outside_brackets

if TYPE_CHECKING:
    from rgraph.model.facts import Item

    from .model import TraitImpl

_MODULES = re.compile(r"(?:(?:r#)?\w+::)+\Z")
"""The modules before a name."""


_BEFORE_ROOT = re.compile(r"^((?:unsafe )?impl)(?=::)")
"""`impl::quote::ToTokens`, as the tokens stand: a space is missing."""


def impl_line(impl: TraitImpl, path: str) -> str:
    """`impl<T: Debug> Debug for krate::Type<T>` as written but for the path; derives by the trait's full path."""
    item = impl.definition.item
    if impl.derived or item is None or item.trait is None:
        return _derive(impl.trait_path, item, path)
    trait, separator, target = outside_brackets(_BEFORE_ROOT.sub(r"\1 ", item.signature), " for ")
    if not separator:
        return f"{item.signature} ({path})"
    head, name, rest = around(target, path.rpartition("::")[2].removeprefix("r#"))
    head = _MODULES.sub("", head)
    return f"{trait} for {head}{path}{rest}" if name else f"{trait} for {target} ({path})"


def _derive(trait: str, item: Item | None, path: str) -> str:
    """`impl<T: Clone> std::clone::Clone for krate::Type<T>`: what the derive writes, the type's own bounds in it."""
    params = list(_params(item)) if item is not None else []
    if item is None or not params:
        return f"impl {trait} for {path}"
    name = trait.rpartition("::")[2] if trait in DERIVED_TRAITS.values() else ""
    types = {param.name for param in item.generics.params if param.kind == "type"}
    written = ", ".join(_bounded(text, _name(text) in types, name) for text in params)
    where = outside_brackets(item.signature, " where ")[2].rstrip(", ;")
    given = ", ".join(map(_name, params))
    return f"impl<{written}> {trait} for {path}<{given}>" + (f" where {where}" if where else "")


def _params(item: Item) -> Iterator[str]:
    """The parameters of a type as they are declared, without their defaults."""
    if item.generics.params:
        after = around(item.signature, item.name)[2].removeprefix("<")
        yield from (outside_brackets(text, " = ")[0] for text in between_commas(_closed(after)))


def _closed(text: str) -> str:
    """A text up to the bracket that closes what it stands in."""
    return outside_brackets(f"<{text}", ">")[0].removeprefix("<")


def _bounded(param: str, is_type: bool, trait: str) -> str:
    if not is_type or not trait:
        return param
    return f"{param} + {trait}" if ":" in param else f"{param}: {trait}"


def _name(param: str) -> str:
    return param.removeprefix("const ").partition(":")[0].strip()
