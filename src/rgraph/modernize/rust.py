"""Versions of Rust: what a package promises to compile with, and whether a new form already exists."""

from __future__ import annotations

import re
from typing import NamedTuple

from rgraph.errors import ConfigError

_VERSION = re.compile(r"\s*(\d{1,4})\.(\d{1,5})(?:\.(\d{1,5}))?(?:-[\w.]+)?\s*")


class RustVersion(NamedTuple):
    """A version of Rust."""

    major: int
    minor: int
    patch: int = 0

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}" + (f".{self.patch}" if self.patch else "")


EDITIONS = ("2015", "2018", "2021", "2024")
"""The editions in their order."""


def read_rust(text: str) -> RustVersion | None:
    """A version as manifests write it (`1.70`, `1.70.0`); None for anything else."""
    found = _VERSION.fullmatch(text)
    return RustVersion(int(found[1]), int(found[2]), int(found[3] or 0)) if found else None


def parse_rust(text: str) -> RustVersion:
    """A version of Rust. Raises ConfigError for anything else."""
    found = read_rust(text)
    if found is None:
        raise ConfigError(f"{text!r} is not a version of Rust", "write it as 1.70 or 1.70.0")
    return found
