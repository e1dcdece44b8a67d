"""`Cargo.lock`, all versions of its format."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from rgraph.model.cargo import LockedPackage, Lockfile
from rgraph.toml import Table, load, table_at, tables_at, text_at, texts_at

from .damaged import Damaged
from .limits import MAX_LOCKFILE_BYTES

_PAIR = re.compile(r'([a-z]+|"[^"\\\x00-\x1f\x7f]+") = "([^"\\\x00-\x1f\x7f]*)"')
_ITEM = re.compile(r' "([^"\\\x00-\x1f\x7f]*)",')
_NUMBER = re.compile(r"version = ([1-9][0-9]{0,3})")


def parse_lockfile(source: bytes) -> Lockfile:
    """The facts of a `Cargo.lock`, packages in the file's order.

    `error` says what is wrong where it is not TOML; `packages` has what can be read in spite of it.
    """
    document = read_as_cargo_writes(source) if len(source) <= MAX_LOCKFILE_BYTES else None
    if document is not None:
        return _lockfile(document)
    loaded = load(source, MAX_LOCKFILE_BYTES)
    if not isinstance(loaded, str):
        return _lockfile(loaded)
    if len(source) > MAX_LOCKFILE_BYTES:
        return Lockfile(error=loaded)
    damaged = Damaged.of(source)
    return msgspec.structs.replace(_lockfile(damaged.document), error=loaded, problems=damaged.problems)


def _lockfile(document: Table) -> Lockfile:
    checksums = _metadata_checksums(document)
    tables = tables_at(document, "package")
    root = table_at(document, "root")  # before 2017 the root package stood apart
    if root is not None:
        tables = [root, *tables]
    packages = [_package(table, checksums) for table in tables if text_at(table, "name")]
    return Lockfile(version=_version(document, tables), packages=packages)


def read_as_cargo_writes(source: bytes) -> Table | None:
    """The document line by line, four times as fast as a TOML parser; None for a line that cargo does not write."""
    try:
        lines = iter(source.decode().split("\n"))
    except UnicodeDecodeError:
        return None
    document: Table = {}
    packages: list[Table] = []
    here = document
    for line in lines:
        if not line or (line.startswith("#") and line.isprintable()):
            continue
        if line == "[[package]]":
            here = {}
            packages.append(here)
        elif line in ("[root]", "[metadata]") and line[1:-1] not in document:
            here = {}
            document[line[1:-1]] = here
        else:
            entry = _entry(line, lines)
            if entry is None or entry[0] in here or entry[0] == "package":
                return None
            here[entry[0]] = entry[1]
    if packages:
        document["package"] = packages
    return document


def _entry(line: str, rest: Iterator[str]) -> tuple[str, object] | None:
    """A key and its value, a list's lines taken from `rest`."""
    pair = _PAIR.fullmatch(line)
    if pair is not None:
        return pair[1].strip('"'), pair[2]
    if line == "dependencies = [":
        items: list[str] = []
        for inner in rest:
            item = _ITEM.fullmatch(inner)
            if item is None:
                return ("dependencies", items) if inner == "]" else None
            items.append(item[1])
    number = _NUMBER.fullmatch(line)
    return None if number is None else ("version", int(number[1]))


def _version(document: Table, tables: list[Table]) -> int:
    """As written; formats 1 and 2 do not say it, but only 2 has checksums beside the packages."""
    written = document.get("version")
    if isinstance(written, int) and not isinstance(written, bool):
        return min(max(written, 1), 1_000_000)
    return 2 if any("checksum" in table for table in tables) else 1


def _metadata_checksums(document: Table) -> dict[str, str]:
    """Format 1: `"checksum name version (source)" = "..."` in `[metadata]`."""
    found = {}
    for key, value in (table_at(document, "metadata") or {}).items():
        if key.startswith("checksum ") and isinstance(value, str):
            found[key.removeprefix("checksum ")] = value
    return found


def _package(table: Table, checksums: dict[str, str]) -> LockedPackage:
    name, version, source = text_at(table, "name"), text_at(table, "version"), text_at(table, "source")
    checksum = text_at(table, "checksum") or checksums.get(f"{name} {version} ({source})", "")
    return LockedPackage(
        name,
        version,
        source,
        "" if checksum == "<none>" else checksum,
        texts_at(table, "dependencies"),
        text_at(table, "replace"),
    )
