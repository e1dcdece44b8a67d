"""`Cargo.lock`, all versions of its format."""

from __future__ import annotations

from rgraph.model.cargo import LockedPackage, Lockfile

from .toml import Table, load, table_at, tables_at, text_at, texts_at

MAX_BYTES = 16 << 20
"""A lock file above 16 MB is not read."""


def parse_lockfile(source: bytes) -> Lockfile:
    """The facts of a `Cargo.lock`, packages in the file's order. `error` says what is wrong where it cannot be read."""
    document = load(source, MAX_BYTES)
    if isinstance(document, str):
        return Lockfile(error=document)
    checksums = _metadata_checksums(document)
    tables = tables_at(document, "package")
    root = table_at(document, "root")  # before 2017 the root package stood apart
    if root is not None:
        tables = [root, *tables]
    packages = [_package(table, checksums) for table in tables if text_at(table, "name")]
    return Lockfile(version=_version(document, tables), packages=packages)


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
        name, version, source, "" if checksum == "<none>" else checksum, texts_at(table, "dependencies")
    )
