"""Writing pages into a folder: only what differs, nothing that is not ours, and through no link."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from blake3 import blake3

from rgraph.errors import ConfigError
from rgraph.model.syntax import Node

LIST = ".rgraph-doc.json"
"""The file that says which pages are ours."""

_FORM = 1


class Pages(Node, frozen=True):
    """Pages that were written, with the hash of what was written."""

    form: int
    pages: dict[str, str]


@dataclass(slots=True)
class Written:
    """What became of the pages. `edited` had been changed by hand: those of pages that are no more were left."""

    written: list[str] = field(default_factory=list)
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)


def write_pages(folder: Path, inside: Path | None, pages: Mapping[str, str]) -> Written:
    """Write pages, by their paths below a folder; those of the last time that are no more are removed.

    `inside`: a folder that must hold `folder` truly where it holds it by name.

    Raises:
        ConfigError: a link leads elsewhere, or a file is there that rgraph did not write; nothing is written then.
    """
    _check_inside(folder, inside)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _opened(folder) as root:
            return _write(folder, root, pages)
    except OSError as error:
        raise ConfigError(
            f"cannot write to {folder}: {error.strerror or error}", "give another folder with -o"
        ) from error


def _check_inside(folder: Path, inside: Path | None) -> None:
    if folder.is_symlink():
        raise ConfigError(f"{folder} is a link", "name the folder that it leads to")
    if inside is None:
        return
    by_name = Path(os.path.abspath(folder)).is_relative_to(os.path.abspath(inside))
    if by_name and not folder.resolve().is_relative_to(inside.resolve()):
        raise ConfigError(f"{folder} leads out of the repository by a link", "name a folder that does not")


def _write(folder: Path, root: int, pages: Mapping[str, str]) -> Written:
    known = _known(root)
    contents = {name: text.encode("utf-8", "surrogateescape") for name, text in pages.items()}
    found = {name: _read(folder, root, name) for name in {*contents, *known}}
    foreign = [name for name, was in found.items() if was is not None and name not in known and was != contents[name]]
    if foreign:
        raise ConfigError(
            f"{folder / min(foreign)} exists and was not written by rgraph", "give another folder with -o"
        )
    update = _Update(root, contents, found, known)
    update.write_changed()
    update.remove_old()
    _write_list(folder, root, contents)
    return update.told


@dataclass(frozen=True, slots=True)
class _Update:
    """What shall be in a folder, what is there (None: nothing), and the hashes of what we wrote the last time."""

    root: int
    contents: Mapping[str, bytes]
    found: Mapping[str, bytes | None]
    known: Mapping[str, str]
    told: Written = field(default_factory=Written)

    def write_changed(self) -> None:
        """Write the pages that differ from what is there, those that somebody has edited as well."""
        for name, content in sorted(self.contents.items()):
            was = self.found[name]
            if was == content:
                self.told.unchanged += 1
                continue
            if was is not None and _hash(was) != self.known.get(name):
                self.told.edited.append(name)
            _replace(self.root, name, content)
            self.told.written.append(name)

    def remove_old(self) -> None:
        """Remove the pages of the last time that are none any more, except those that somebody has edited."""
        for name in sorted(self.known.keys() - self.contents.keys()):
            was = self.found[name]
            if was is not None and _hash(was) == self.known[name]:
                _remove(self.root, name)
                self.told.removed.append(name)
            elif was is not None:
                self.told.edited.append(name)


def _write_list(folder: Path, root: int, contents: Mapping[str, bytes]) -> None:
    """Note which pages are ours, for the next time."""
    pages = Pages(_FORM, {name: _hash(content) for name, content in sorted(contents.items())})
    listed = msgspec.json.format(msgspec.json.encode(pages), indent=1) + b"\n"
    if _read(folder, root, LIST) != listed:
        _replace(root, LIST, listed)


def _known(root: int) -> dict[str, str]:
    """The pages of the last time; names that lead elsewhere are none of ours."""
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        descriptor = os.open(LIST, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=root)
        with os.fdopen(descriptor, "rb") as file:
            listed = msgspec.json.decode(file.read(), type=Pages)
        return {name: hash_ for name, hash_ in listed.pages.items() if _is_page(name)}
    return {}


def _is_page(name: str) -> bool:
    """Whether a name is one that pages have: a file, or one in a folder, that no part of it leads out of."""
    parts = name.split("/")
    return len(parts) <= 2 and all(part and not part.startswith(".") and "\0" not in part for part in parts)


@contextlib.contextmanager
def _opened(path: str | Path, root: int | None = None) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=root)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _folder_of(root: int, name: str, make: bool = False) -> Iterator[tuple[int, str]]:
    """The folder that a page lies in, opened through no link, and its name there."""
    above, slash, own = name.rpartition("/")
    if not slash:
        yield root, name
        return
    if make:
        with contextlib.suppress(FileExistsError):
            os.mkdir(above, dir_fd=root)
    with _opened(above, root) as descriptor:
        yield descriptor, own


def _read(folder: Path, root: int, name: str) -> bytes | None:
    """The bytes of a page, None where there is none. Raises ConfigError where a link or no plain file is there."""
    try:
        with _folder_of(root, name) as (descriptor, own):
            opened = os.open(own, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=descriptor)
            with os.fdopen(opened, "rb") as file:
                if stat.S_ISREG(os.fstat(opened).st_mode):
                    return file.read()
    except FileNotFoundError:
        return None
    except OSError:
        pass
    raise ConfigError(f"{folder / name} is not a plain file, and rgraph does not write through links", "remove it")


def _replace(root: int, name: str, content: bytes) -> None:
    """Write a page whole: who reads it meanwhile sees the old or the new one."""
    with _folder_of(root, name, make=True) as (descriptor, own):
        beside = f".{own}.{os.getpid()}"
        opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666, dir_fd=descriptor)
        try:
            with os.fdopen(opened, "wb") as file:
                file.write(content)
            os.replace(beside, own, src_dir_fd=descriptor, dst_dir_fd=descriptor)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(beside, dir_fd=descriptor)
            raise


def _remove(root: int, name: str) -> None:
    """Remove a page, and its folder where nothing else is in it."""
    with _folder_of(root, name) as (descriptor, own):
        os.unlink(own, dir_fd=descriptor)
    above = name.rpartition("/")[0]
    if above:
        with contextlib.suppress(OSError):
            os.rmdir(above, dir_fd=root)


def _hash(content: bytes) -> str:
    return blake3(content).hexdigest(16)
