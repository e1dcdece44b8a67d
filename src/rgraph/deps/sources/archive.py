"""A `.crate`: a gzipped tar that a stranger packed, read in memory; nothing of it is ever written to a disk."""

from __future__ import annotations

import hashlib
import io
import posixpath
import tarfile
import zlib
from collections.abc import Iterator
from gzip import GzipFile

from rgraph.deps.limits import (
    FREE_UNPACKED_BYTES,
    MAX_ARCHIVE_BYTES,
    MAX_FILE_BYTES,
    MAX_HEADER_BYTES,
    MAX_LINKS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
)
from rgraph.git.path_bytes import to_repo_path
from rgraph.model.ids import RepoPath

from .package_files import SUMS, Measure, PackageFiles, SourceError, is_wanted
from .plain import read_plain

_HEADERS = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
_KINDS = frozenset({*tarfile.SUPPORTED_TYPES, *_HEADERS} - {tarfile.GNUTYPE_SPARSE})


def read_archive(path: str, top: str) -> PackageFiles:
    """The package in a `.crate`, all of whose entries lie in the folder `top`.

    Raises:
        SourceError: an entry leads out of it, or it is beyond a limit, or no such archive.
        OSError: it cannot be read.
    """
    packed = read_plain(path, MAX_ARCHIVE_BYTES)
    found = PackageFiles(sha256=hashlib.sha256(packed).hexdigest())
    try:
        _unpack(packed, top, found)
    except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, OverflowError, RecursionError) as error:
        raise SourceError(f"its archive cannot be unpacked ({error or type(error).__name__})") from None
    return found


def _unpack(packed: bytes, top: str, found: PackageFiles) -> None:
    measure = Measure()
    links: dict[str, str] = {}
    stream = _Bounded(packed)
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Member, errorlevel=2) as tar:
        for member in tar:
            path = _inside(member.name, top)
            measure.enter(path)
            if member.issym() or member.islnk():
                links[path] = _target(member, path, top)
            elif member.isreg():
                _keep(tar, member, path, measure, found)
            elif not member.isdir():
                raise SourceError(f"its archive has an entry that is not a file: {path}")
    for path, target in _linked(links, found.files):
        if is_wanted(path):
            measure.enter(path)
            found.files[RepoPath(path)] = found.files[target]


def _keep(tar: tarfile.TarFile, member: tarfile.TarInfo, path: str, measure: Measure, found: PackageFiles) -> None:
    if path != SUMS and not is_wanted(path):
        return
    if member.size > MAX_FILE_BYTES:
        found.left_out.append(f"{path}: larger than {MAX_FILE_BYTES >> 20} MB")
        return
    reader = tar.extractfile(member)
    data = reader.read() if reader is not None else b""
    measure.keep(len(data))
    if path == SUMS:
        found.sums = data
    else:
        found.files[RepoPath(path)] = data


def _inside(name: str, top: str) -> str:
    """An entry's path in the package. Raises SourceError where it lies outside."""
    written = to_repo_path(name.encode("utf-8", "surrogateescape"))
    parts = [part for part in written.split("/") if part not in ("", ".")]
    if written.startswith("/") or ".." in parts or "\0" in written or parts[:1] != [top]:
        raise SourceError(f"its archive has an entry that leads out of it: {written[:200]}")
    return "/".join(parts[1:])


def _target(member: tarfile.TarInfo, path: str, top: str) -> str:
    """Where a link leads, in the package. Raises SourceError where that is outside."""
    if member.islnk():
        return _inside(member.linkname, top)
    written = to_repo_path(member.linkname.encode("utf-8", "surrogateescape"))
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
    if written.startswith("/") or target.split("/")[0] == ".." or "\0" in written:
        raise SourceError(f"its archive has a link that leads out of it: {path} -> {written[:200]}")
    return "" if target == "." else target


def _linked(links: dict[str, str], files: dict[RepoPath, bytes]) -> Iterator[tuple[str, RepoPath]]:
    """Files as links name them, and the paths that they are at; links in a circle name none."""
    for path, first in sorted(links.items()):
        target = first
        for _ in range(MAX_LINKS):
            if target not in links:
                break
            target = links[target]
        if target in files:
            yield path, RepoPath(target)
        else:
            below = f"{target}/" if target else ""
            for each in [each for each in files if each.startswith(below) and not each.startswith(f"{path}/")]:
                yield f"{path}/{each.removeprefix(below)}", each


class _Bounded(io.RawIOBase):
    """The bytes of a gzip, as long as they stay within what an archive of its size may hold."""

    def __init__(self, packed: bytes) -> None:
        self._gzip = GzipFile(fileobj=io.BytesIO(packed))
        self._left = min(MAX_UNPACKED_BYTES, FREE_UNPACKED_BYTES + MAX_RATIO * len(packed))

    def read(self, size: int = -1, /) -> bytes:
        data = self._gzip.read(min(size, self._left + 1) if size >= 0 else self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise SourceError("its archive unpacks to more than any package of its size has")
        return data


class _Member(tarfile.TarInfo):
    """An entry whose headers are of a size that a name may have; no sparse files, which no package has."""

    def _proc_member(self, tar: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type not in _KINDS:
            raise SourceError("its archive has an entry of a kind that no package has")
        if self.type not in tarfile.REGULAR_TYPES and self.size > MAX_HEADER_BYTES:
            raise SourceError("its archive has a header of a size that no package has")
        return super()._proc_member(tar)  # type: ignore[misc,no-any-return]
