"""Patterns, found by their files: `kinds/newtypes.py` is the pattern `newtypes`."""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from functools import cache
from importlib import import_module

from rgraph.errors import ConfigError
from rgraph.spelling import did_you_mean

from . import kinds
from .pattern import Pattern


@cache
def pattern_names() -> tuple[str, ...]:
    """The names of all patterns, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(kinds.__path__) if module.name[0] != "_"))


@cache
def pattern(name: str) -> Pattern:
    """The pattern of this name. Raises ConfigError."""
    if name not in pattern_names():
        raise ConfigError(f"no pattern `{name}`{did_you_mean(name, pattern_names())}")
    found = import_module(f"{kinds.__name__}.{name}").PATTERN
    if not isinstance(found, Pattern):
        raise TypeError(f"PATTERN of {name} must be a Pattern")
    return found


def chosen(names: Sequence[str]) -> tuple[str, ...]:
    """The names that are asked for, in the order of all; every name for none. Raises ConfigError."""
    for name in names:
        pattern(name)
    return tuple(name for name in pattern_names() if name in names or not names)
