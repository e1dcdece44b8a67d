"""Which of CozoDB's engines a store is kept by: `sqlite`, or `rocksdb` where one process has the store to itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from rgraph.configuration import place, table
from rgraph.errors import ConfigError, StoreError
from rgraph.spelling import did_you_mean

SQLITE, ROCKSDB = "sqlite", "rocksdb"
FILES = {SQLITE: "graph.db", ROCKSDB: "graph.rocks"}
"""The database by engine: a file with others beside it, or a folder."""

_KEYS = ("engine",)


def database(directory: Path) -> Path:
    """The database in a store's folder: the one that is there, else the one that is to be made. Raises ConfigError.

    The configuration is read only where there is none: a store stays with its engine until it is built anew.
    """
    for name in (FILES[ROCKSDB], FILES[SQLITE]):
        if (directory / name).exists():
            return directory / name
    return directory / FILES[configured()]


def configured() -> str:
    """The engine that the user's own configuration names, under `[store]`. Raises ConfigError."""
    given = table("store")
    for key in given:
        if key not in _KEYS:
            raise ConfigError(f"{place()}: [store] has no `{key}`{did_you_mean(key, _KEYS)}")
    engine = given.get("engine", SQLITE)
    if engine not in FILES:
        raise ConfigError(f"{place()}: [store] engine is {engine!r}", f"it may be {SQLITE} or {ROCKSDB}")
    return str(engine)


def engine_of(path: Path) -> str:
    """The engine of a database, by what it is called."""
    return ROCKSDB if path.name.startswith(FILES[ROCKSDB]) else SQLITE


def not_compiled_in(engine: str) -> StoreError:
    """That the installed binding has no such engine."""
    return StoreError(
        f"the installed cozo_embedded has no engine {engine}",
        f'Write engine = "{SQLITE}" under [store] in {place()}, or install a build with {engine}.',
    )


def files(directory: Path) -> Iterator[Path]:
    """Every file of the database in a store's folder, and of one that is being made."""
    yield from directory.glob(f"{FILES[SQLITE]}*")
    for folder in directory.glob(f"{FILES[ROCKSDB]}*"):
        yield from (path for path in folder.rglob("*") if path.is_file())


def remove(path: Path) -> None:
    """Delete a file or a folder. Raises OSError."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
