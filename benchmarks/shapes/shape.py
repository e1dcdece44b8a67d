"""What a shape is: a function from a size to a repository, and the command whose cost is measured on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Command = tuple[str, ...]
Tree = dict[str, str]
"""Paths and texts."""
INDEX: Command = ("index", "-j1")
MANIFEST = '[package]\nname = "shape"\nversion = "0.1.0"\nedition = "2021"\n'
ROOT = "src/lib.rs"


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: what it changes against its first parent (None: deletes), and its parents by number."""

    changes: Mapping[str, str | None]
    parents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """Commits, parents before children. The last one is HEAD; refs name some of them by number."""

    commits: Sequence[Commit]
    refs: Mapping[str, int] | None = None


Grown = str | Tree | History
"""A crate's root file, the files of one commit, or commits."""
Grower = TypeVar("Grower", bound=Callable[[int], Grown])


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of input that grows, and what is asked of it."""

    name: str
    group: str
    grow: Callable[[int], Grown]
    measured: Command
    before: tuple[Command, ...]
    foreign: str
    cap: str

    def history(self, size: int) -> History:
        """The commits of one size; the manifest of a library stands in where a tree has none."""
        grown = self.grow(size)
        if isinstance(grown, str):
            grown = {ROOT: grown}
        if isinstance(grown, History):
            first = grown.commits[0]
            return History((Commit(_with_manifest(first.changes)), *grown.commits[1:]), grown.refs)
        return History((Commit(_with_manifest(grown)),))


def _with_manifest(changes: Mapping[str, str | None]) -> dict[str, str | None]:
    return {"Cargo.toml": MANIFEST, **changes}


ALL: dict[str, Shape] = {}
"""Every shape that a module of this package declares, by name."""


def shape(
    measured: Command = INDEX, *, before: Sequence[Command] = (), foreign: str = "", cap: str = ""
) -> Callable[[Grower], Grower]:
    """Declare the function below a shape of its module's name.

    Args:
        measured: the command that is timed, on a store that `before` left.
        before: commands that run first and cost nothing here.
        foreign: why rustc need not accept it.
        cap: why it may grow faster than the limit allows, and where the documentation says so.
    """

    def declare(grow: Grower) -> Grower:
        name = grow.__name__
        if name in ALL:
            raise ValueError(f"two shapes are called {name}")
        ALL[name] = Shape(name, grow.__module__.rpartition(".")[2], grow, measured, tuple(before), foreign, cap)
        return grow

    return declare


def each(size: int, line: Callable[[int], str]) -> str:
    """One line for each number below the size."""
    return "\n".join(map(line, range(size)))


def edit(first: Tree, second: Mapping[str, str | None]) -> History:
    """Two commits: files, and what changes in them."""
    return History((Commit(first), Commit(second, (0,))), {"refs/tags/v0.1.0": 0})
