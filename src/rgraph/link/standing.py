"""Where a file stands in its tree, as far as its own edges depend on it beside what it reads of other files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rgraph.model.ids import RepoPath

from .defs import Place

Standing = tuple[tuple[str, str, str], bool, tuple[int, ...], tuple[int, ...]]
"""The key of a place, whether the file is included there, which of its `mod x;` share a file, and which a limit cut."""


def placed(by_path: Mapping[RepoPath, list[Place]]) -> dict[RepoPath, list[Standing]]:
    """Where each file stands."""
    return {path: sorted(map(_standing, places)) for path, places in by_path.items()}


def _standing(place: Place) -> Standing:
    return place.key, place.is_included, _shared(place), tuple(sorted(place.cut))


def _shared(place: Place) -> tuple[int, ...]:
    """The `mod x;` that mean a file which another one brings in too: what they stand for is that file's module."""
    files = Counter(child.path for child in place.submodules.values())
    return tuple(sorted(ord_ for ord_, child in place.submodules.items() if files[child.path] > 1))
