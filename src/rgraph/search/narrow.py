"""Which items may be hits: by kind, crate and path."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase

import numpy as np

from rgraph.errors import ItemError
from rgraph.model.cargo import CargoTree

from .corpus import Corpus, Mask
from .hits import Query


def allowed(corpus: Corpus, query: Query) -> Mask:
    """Which items a query's kinds and path let through."""
    mask = np.ones(len(corpus), np.bool_)
    if query.kinds:
        mask &= corpus.of_kinds(query.kinds)
    if query.path:
        mask &= corpus.in_files([number for number, path in enumerate(corpus.paths) if is_under(path, query.path)])
    return mask


def is_under(path: str, wanted: str) -> bool:
    """Whether a path is a file, lies in a folder, or fits a pattern."""
    wanted = wanted.removeprefix("./")
    if any(char in wanted for char in "*?["):
        return fnmatchcase(path, wanted)
    folder = wanted.rstrip("/")
    return path == folder or path.startswith(f"{folder}/") or folder in {"", "."}


def crates_named(cargo: CargoTree, name: str) -> frozenset[str]:
    """The ids of the crates that a name means: of a crate, or all of a package. Raises ItemError."""
    found = {crate.id for crate in cargo.crates if name in {crate.id, crate.name, crate.package}}
    if not found:
        known = sorted({crate.package for crate in cargo.crates})
        raise ItemError(f"no crate or package {name!r} at this commit", _near(name, known))
    return frozenset(found)


def _near(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=3) or known[:8]
    return f"there are: {', '.join(near)}" if near else "there is no Cargo.toml"
