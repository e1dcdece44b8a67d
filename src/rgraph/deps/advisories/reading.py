"""Reads a folder of advisories in RustSec's format: Markdown with a TOML front matter.

https://github.com/RustSec/advisory-db#advisory-format
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rgraph.errors import ConfigError
from rgraph.toml import Table, load, table_at, text_at, texts_at

from .limits import MAX_DEEP, MAX_ENTRIES, MAX_FILE_BYTES, MAX_FILES, MAX_FUNCTIONS

_FRONT = re.compile(r"\A\s*```toml[ \t]*\r?\n(.*?)^```[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r"^#[ \t]+(.+?)[ \t\r]*$", re.MULTILINE)
_SKIPPED = frozenset({"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "CODE_OF_CONDUCT.md", "SECURITY.md"})


@dataclass(frozen=True, slots=True)
class Advisory:
    """One advisory. `functions` are paths, each with the requirements of the versions that have it."""

    id: str
    package: str
    title: str = ""
    date: str = ""
    url: str = ""
    informational: str = ""
    """`unmaintained`, `unsound`, `notice`, or "" for a vulnerability."""
    patched: tuple[str, ...] = ()
    unaffected: tuple[str, ...] = ()
    functions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    targets: tuple[str, ...] = ()
    """Architectures and systems that alone are affected; none: all."""


@dataclass(frozen=True, slots=True)
class Database:
    """What a folder holds. `skipped` are the files that were not read, with the reason."""

    advisories: tuple[Advisory, ...]
    withdrawn: int = 0
    skipped: tuple[str, ...] = ()


def read_database(folder: str) -> Database:
    """The advisories below a folder, by id. Raises ConfigError where there is no such folder or nothing in it."""
    root = Path(folder)
    if not root.is_dir():
        raise ConfigError(f"no folder {folder}", "give a clone of RustSec's advisory-db")
    found: dict[str, Advisory] = {}
    skipped: list[str] = []
    withdrawn = 0
    for path in _files(root, skipped):
        shown = path.relative_to(root).as_posix()
        read = _read(path)
        if isinstance(read, str):
            skipped.append(f"{shown}: {read}")
        elif read is None:
            withdrawn += 1
        elif read.id in found:
            skipped.append(f"{shown}: {read.id} is in another file too")
        else:
            found[read.id] = read
    if not found and not withdrawn:
        why = f" ({skipped[0]})" if skipped else ""
        raise ConfigError(f"no advisory in {folder}{why}", "advisories are .md files that begin with ```toml")
    return Database(tuple(found[id_] for id_ in sorted(found)), withdrawn, tuple(skipped))


def _files(root: Path, skipped: list[str]) -> Iterator[Path]:
    """The Markdown files below a folder that may be advisories, in order. No link is followed."""
    waiting = [(root, 0)]
    entries = files = 0
    while waiting:
        folder, depth = waiting.pop()
        try:
            listed = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            skipped.append(f"{folder.relative_to(root).as_posix()}: {error.strerror}")
            continue
        below = []
        for entry in listed:
            entries += 1
            if entries > MAX_ENTRIES or files >= MAX_FILES:
                skipped.append(f"the rest after {files:,} files: a folder of advisories has no more")
                return
            if entry.is_dir(follow_symlinks=False):
                if depth < MAX_DEEP and not entry.name.startswith("."):
                    below.append((Path(entry.path), depth + 1))
            elif entry.is_file(follow_symlinks=False) and entry.name.endswith(".md") and entry.name not in _SKIPPED:
                files += 1
                yield Path(entry.path)
        waiting += below[::-1]


def _read(path: Path) -> Advisory | str | None:
    """One advisory, why it is none, or None for one that was withdrawn."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        return error.strerror or "cannot be read"
    if len(data) > MAX_FILE_BYTES:
        return f"is larger than {MAX_FILE_BYTES >> 10} KB"
    text = data.decode("utf-8", "replace")
    front = _FRONT.match(text)
    if front is None:
        return "does not begin with ```toml"
    document = load(front[1].encode(), MAX_FILE_BYTES)
    if isinstance(document, str):
        return document
    title = _TITLE.search(text, front.end())
    return _advisory(document, title[1] if title else "")


def _advisory(document: Table, title: str) -> Advisory | str | None:
    about = table_at(document, "advisory") or {}
    id_, package = text_at(about, "id"), text_at(about, "package")
    if not id_ or not package:
        return "has no [advisory] with id and package"
    if text_at(about, "withdrawn"):
        return None
    affected = table_at(document, "affected") or {}
    versions = table_at(document, "versions") or {}
    functions = table_at(affected, "functions") or {}
    return Advisory(
        id_,
        package,
        title,
        text_at(about, "date"),
        text_at(about, "url"),
        text_at(about, "informational"),
        tuple(texts_at(versions, "patched")),
        tuple(texts_at(versions, "unaffected")),
        tuple((name, tuple(texts_at(functions, name))) for name in sorted(functions)[:MAX_FUNCTIONS]),
        (*texts_at(affected, "arch"), *texts_at(affected, "os")),
    )
