"""Kinds of sources, found by their files: `kinds/debian.py` is one."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from . import kinds
from .source import Source
from .surroundings import Surroundings


@cache
def source_classes() -> tuple[type[Source], ...]:
    """The class of each kind, in the order in which they are asked."""
    found = [_class(module.name) for module in pkgutil.iter_modules(kinds.__path__)]
    return tuple(sorted(found, key=lambda each: (each.rank, each.kind)))


def sources(around: Surroundings) -> list[Source]:
    """A source of each kind, in the order in which they are asked."""
    return [each(around) for each in source_classes()]


def _class(name: str) -> type[Source]:
    module = import_module(f"{kinds.__name__}.{name}")
    own = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Source) and value.__module__ == module.__name__
    ]
    if len(own) != 1:
        raise TypeError(f"{module.__name__} must define one source, not {len(own)}")
    return own[0]
