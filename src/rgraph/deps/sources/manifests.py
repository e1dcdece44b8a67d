"""Packages in folders that may be called as the package alone: their manifests say the version."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from rgraph.cargo.limits import MAX_MANIFEST_BYTES
from rgraph.cargo.manifest import parse_manifest
from rgraph.cargo.version import parse_version

from .folder import is_within
from .package_files import MANIFEST, SourceError
from .plain import read_plain
from .source import names_in


def folders_of(name: str, folders: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """The folders `NAME` and `NAME-VERSION` that have a package's manifest, and the version that each says."""
    for folder in folders:
        root = os.path.realpath(folder)
        for each in names_in(folder):
            is_versioned = each.startswith(f"{name}-") and parse_version(each[len(name) + 1 :]) is not None
            if (each == name or is_versioned) and is_within(os.path.realpath(folder / each), root):
                version = _version(folder / each, name)
                if version:
                    yield folder / each, version


def _version(folder: Path, name: str) -> str:
    try:
        manifest = parse_manifest(read_plain(os.fspath(folder / MANIFEST), MAX_MANIFEST_BYTES))
    except (OSError, SourceError):
        return ""
    return manifest.version if manifest.package == name else ""
