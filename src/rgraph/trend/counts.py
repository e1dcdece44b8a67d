"""What is counted in one content."""

from __future__ import annotations

from rgraph.model.syntax import Node


class Declared(Node, frozen=True):
    """A module that has a file of its own: the inline modules around it, its name, and the paths that attributes give.

    Each name stands with its `path` attribute ("" for none).
    """

    around: list[tuple[str, str]]
    name: str
    paths: list[str]
    is_test: bool


class Counts(Node, frozen=True):
    """What is counted in one content: by measure, in code and in test code; the ords of test code; and its modules."""

    numbers: dict[str, tuple[int, int]] = {}
    test_ords: list[int] = []
    modules: list[Declared] = []
    is_test: bool = False
