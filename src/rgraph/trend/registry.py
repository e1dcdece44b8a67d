"""Measures, found by their files: `measures/pub_items.py` is the measure `pub-items`."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module, resources

from blake3 import blake3

from . import measures
from .measure import Measure, OfContents


@cache
def names() -> tuple[str, ...]:
    """The names of all measures, sorted; what they take behind a colon is left out."""
    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(measures.__path__)))


@cache
def measure(name: str) -> Measure:
    """The measure of a name. Raises KeyError for a name that is none."""
    if name not in names():
        raise KeyError(name)
    found = import_module(f"{measures.__name__}.{name.replace('-', '_')}").MEASURE
    if not isinstance(found, Measure):
        raise TypeError(f"{name} is no measure but a {type(found).__name__}")
    return found


@cache
def of_contents() -> dict[str, OfContents]:
    """All measures of contents: they are worked out together, since reading a content costs more than counting."""
    every = {name: measure(name) for name in names()}
    return {name: found for name, found in every.items() if isinstance(found, OfContents)}


@cache
def definition() -> str:
    """What names the measures of contents as they are defined now: counts of other definitions are counted anew."""
    folder = resources.files(measures)
    texts = [(folder / f"{name.replace('-', '_')}.py").read_bytes() for name in of_contents()]
    return blake3(b"\0".join(texts)).hexdigest(8)


def shown(name: str) -> str:
    """A name as one types it: `callers:ITEM`."""
    found = measure(name)
    argument = "" if isinstance(found, OfContents) else found.argument
    return f"{name}:{argument}" if argument else name
