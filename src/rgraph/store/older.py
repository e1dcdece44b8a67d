"""Vectors that an older version of rgraph made: they depend on text and model alone, and are dear to make again."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from rgraph.errors import RgraphError

from .engine import open_engine
from .store import FILE
from .vectors import Vectors


def older_vectors(directory: Path | None, model: str, texts: set[str]) -> Iterator[dict[str, bytes]]:
    """Those of some texts that the stores of other versions beside this one have, store by store, the newest first.

    A store that cannot be read has none.
    """
    missing = set(texts)
    for path in _beside(directory) if directory is not None else []:
        if not missing:
            return
        found = _of(path, model, missing)
        missing -= found.keys()
        if found:
            yield found


def _beside(directory: Path) -> list[Path]:
    others = [
        path for path in directory.parent.glob(f"v*/{FILE}") if path.parent != directory and not path.is_symlink()
    ]
    return sorted(others, key=lambda path: (-path.stat().st_mtime_ns, path))


def _of(path: Path, model: str, texts: set[str]) -> dict[str, bytes]:
    with contextlib.suppress(RgraphError), contextlib.closing(open_engine(path)) as engine:
        return dict(Vectors(engine).of(model, sorted(texts)))
    return {}
