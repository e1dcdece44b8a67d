"""Kinds of rules, found by their files: `kinds/layers.py` is the kind `layers`."""

from __future__ import annotations

import dataclasses
import pkgutil
from functools import cache
from importlib import import_module

from . import kinds
from .rule import Rule

COMMON_FIELDS = tuple(f.name for f in dataclasses.fields(Rule) if f.name != "line")


@cache
def kind_names() -> tuple[str, ...]:
    """The names of all kinds, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(kinds.__path__) if module.name[0] != "_"))


@cache
def kind_class(name: str) -> type[Rule]:
    """The class of a kind. Raises KeyError for a name that is none."""
    if name not in kind_names():
        raise KeyError(name)
    module = import_module(f"{kinds.__name__}.{name}")
    own = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Rule) and value.__module__ == module.__name__
    ]
    if len(own) != 1:
        raise TypeError(f"{module.__name__} must define one rule, not {len(own)}")
    return own[0]


def field_names(kind: type[Rule]) -> tuple[str, ...]:
    """The keys that a `[[rule]]` of this kind may have, as they stand in the TOML."""
    return tuple(f.name.removesuffix("_") for f in dataclasses.fields(kind) if f.name != "line")


def own_fields(kind: type[Rule]) -> tuple[str, ...]:
    """The keys that this kind has beside the common ones."""
    return tuple(name for name in field_names(kind) if name not in COMMON_FIELDS)


def summary(kind: type[Rule]) -> str:
    """The first line of a kind's docstring."""
    return (kind.__doc__ or "").strip().partition("\n")[0]
