"""Folders of packages that Cargo's own configuration puts in a registry's place: `[source.NAME] directory = "..."`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from rgraph.limits import MAX_CONFIG_BYTES
from rgraph.toml import load, table_at, text_at

from .package_files import SourceError
from .plain import read_plain

_KEYS = ("directory", "local-registry")


def replacing_folders(folder: Path) -> Iterator[Path]:
    """The folders that the `config.toml` (or `config`) in a folder names, as seen from the folder above it."""
    for name in ("config.toml", "config"):
        try:
            document = load(read_plain(os.fspath(folder / name), MAX_CONFIG_BYTES), MAX_CONFIG_BYTES)
        except (OSError, SourceError):
            continue
        sources = table_at(document, "source") if not isinstance(document, str) else None
        for source in (sources or {}).values():
            if isinstance(source, dict):
                yield from (folder.parent / path for key in _KEYS if (path := text_at(source, key)))
        return
