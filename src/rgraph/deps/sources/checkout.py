"""A package in a folder that git checked out, whose manifest may inherit from the one of its workspace."""

from __future__ import annotations

import os

from rgraph.cargo.limits import MAX_MANIFEST_BYTES

from .folder import is_within, read_folder
from .package_files import PackageFiles, SourceError
from .plain import read_plain
from .workspace import stand_alone


def read_checkout(root: str, inside: str) -> PackageFiles:
    """The package in the folder `inside` of a checkout. Raises SourceError, OSError."""
    return stand_alone(read_folder(root, inside), inside, lambda path: read_manifest(root, path))


def read_manifest(root: str, path: str) -> bytes | None:
    """The manifest at a path in a checkout; None where there is none, or it is a link out of it."""
    file = os.path.realpath(os.path.join(root, path))
    try:
        return read_plain(file, MAX_MANIFEST_BYTES) if is_within(file, os.path.realpath(root)) else None
    except (OSError, SourceError):
        return None
