"""A package unpacked in a folder; links are followed as far as they stay within a root."""

from __future__ import annotations

import os
from collections.abc import Iterator

from rgraph.deps.limits import MAX_FILE_BYTES, MAX_SUMS_BYTES
from rgraph.git.path_bytes import to_repo_path

from .package_files import MANIFEST, SUMS, Measure, PackageFiles, SourceError, is_wanted
from .plain import read_plain


def read_folder(root: str, inside: str) -> PackageFiles:
    """The package in the folder `inside` of `root`, which no file of it lies outside of.

    Raises:
        SourceError: it is beyond a limit, or the folder itself is a link out of the root.
        OSError: the folder cannot be read.
    """
    top = os.path.realpath(root)
    folder = os.path.realpath(os.path.join(top, inside))
    if not is_within(folder, top):
        raise SourceError(f"{inside} is a link that leads out of {root}")
    found = PackageFiles()
    measure = Measure()
    for path, file in _walk(folder, top, measure, found):
        try:
            data = read_plain(file, MAX_SUMS_BYTES if path == SUMS else MAX_FILE_BYTES)
        except (OSError, SourceError) as error:
            found.left_out.append(f"{path}: {getattr(error, 'strerror', None) or error}")
            continue
        measure.keep(len(data))
        if path == SUMS:
            found.sums = data
        else:
            found.files[to_repo_path(os.fsencode(path))] = data
    return found


def is_within(path: str, root: str) -> bool:
    """Whether a resolved path is a root or lies below it."""
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def _walk(folder: str, top: str, measure: Measure, found: PackageFiles) -> Iterator[tuple[str, str]]:
    """Every wanted file: its path in the package, and where it lies."""
    waiting = [("", folder)]
    while waiting:
        prefix, here = waiting.pop()
        for entry in _entries(prefix, here, found):
            path = prefix + entry.name
            measure.enter(path)
            is_link = entry.is_symlink()
            real = os.path.realpath(entry.path) if is_link else entry.path
            if os.path.isdir(real):
                is_circle = is_link and is_within(entry.path, real)
                if _is_searched(path, entry.name) and _stays(path, real, top, found) and not is_circle:
                    waiting.append((f"{path}/", real))
            elif (path == SUMS or is_wanted(path)) and _stays(path, real, top, found):
                yield path, real


def _entries(prefix: str, folder: str, found: PackageFiles) -> list[os.DirEntry[str]]:
    """What is in a folder; nothing where it is another package's."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        if not prefix:
            raise
        found.left_out.append(f"{prefix}: {error.strerror}")
        return []
    is_other = prefix and any(entry.name == MANIFEST for entry in entries)
    return [] if is_other else entries


def _is_searched(path: str, name: str) -> bool:
    """Whether a folder may hold sources: not a tool's own, nor what was built."""
    return not name.startswith(".") and path != "target"


def _stays(path: str, real: str, top: str, found: PackageFiles) -> bool:
    if is_within(real, top):
        return True
    found.left_out.append(f"{path}: a link that leads out of the package's folder")
    return False
