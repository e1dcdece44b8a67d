"""Which modules are compiled: some tests look at what only Python shows."""

from __future__ import annotations

import sys
from importlib.machinery import EXTENSION_SUFFIXES
from types import ModuleType

import pytest


def is_compiled(owner: object) -> bool:
    """Whether a module is compiled, or that of a class or an object."""
    named = owner if isinstance(owner, ModuleType | type) else type(owner)
    name = named.__name__ if isinstance(named, ModuleType) else named.__module__
    file = getattr(sys.modules.get(name), "__file__", None) or ""
    return name.partition(".")[0] == "rgraph" and file.endswith(tuple(EXTENSION_SUFFIXES))


def needs_python(owner: object, name: str) -> None:
    """Skips a test that puts something else in the place of what is compiled: compiled callers would not see it."""
    if is_compiled(owner):
        pytest.skip(f"{name} is compiled here, and nothing can stand in its place")
