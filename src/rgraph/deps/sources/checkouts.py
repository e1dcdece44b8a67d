"""Packages in a folder that git checked out: which of its folders has a package's version."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from rgraph.cargo.manifest import parse_manifest
from rgraph.deps.limits import MAX_ENTRIES, MAX_MANIFESTS_SEARCHED, MAX_PATH_DEPTH
from rgraph.model.packages import PackageId

from .checkout import read_manifest
from .package_files import MANIFEST


def folders_with(root: Path, package: PackageId) -> Iterator[str]:
    """The folders below a root whose manifest is of this package and version, or inherits the version."""
    for folder in _packages(os.fspath(root)):
        data = read_manifest(os.fspath(root), f"{folder}/{MANIFEST}" if folder else MANIFEST)
        manifest = parse_manifest(data or b"")
        if manifest.package == package.name and (manifest.version == package.version or "version" in manifest.inherits):
            yield folder


def _packages(root: str) -> list[str]:
    """Folders with a manifest, outer ones first; links are not followed."""
    found: list[str] = []
    entries = 0
    for here, folders, files in os.walk(root):
        inside = os.path.relpath(here, root).replace(os.sep, "/")
        depth = inside.count("/")
        folders[:] = sorted(name for name in folders if not name.startswith(".") and depth < MAX_PATH_DEPTH)
        entries += len(folders) + len(files)
        if MANIFEST in files:
            found.append("" if inside == "." else inside)
        if entries > MAX_ENTRIES or len(found) >= MAX_MANIFESTS_SEARCHED:
            break
    return found
