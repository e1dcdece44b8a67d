"""What a kind of source is: it says where a package may lie, and which versions of one there are."""

from __future__ import annotations

import os
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from rgraph.cargo.version import parse_version
from rgraph.deps.limits import MAX_FOLDER_ENTRIES
from rgraph.model.packages import CRATES_IO, REGISTRIES, PackageId
from rgraph.store.published import Place

from .surroundings import Surroundings

_CRATES_IO_SPARSE = "sparse+https://index.crates.io/"
_NAME = re.compile(r"[0-9A-Za-z_-]{1,200}\Z")


class Source(ABC):
    """One kind of source. Candidates come best first; who asks reads and checks them."""

    kind: ClassVar[str]
    rank: ClassVar[int]
    """Kinds with a lower rank are asked first."""
    summary: ClassVar[str]
    """What it is, in a few words."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around

    @abstractmethod
    def places(self, package: PackageId, checksum: str = "") -> Iterator[Place]:
        """Where this version may lie; `checksum` is the lock's. Raises OSError for a folder that cannot be read."""

    @abstractmethod
    def versions(self, name: str) -> Iterator[str]:
        """The versions of a package from crates.io that are there. Raises OSError as `places`."""

    def bring(self, package: PackageId) -> str:
        """The command that would bring a package to such a place; "" where there is no such."""
        return ""

    def refresh(self) -> None:
        """Look again: what lies there may have changed since."""
        return

    def place(self, form: str, path: Path, inside: str = "") -> Place:
        """A place of this kind."""
        return Place(self.kind, form, os.fspath(path), inside)


def is_sound(package: PackageId) -> bool:
    """Whether name and version can be parts of a path: both come from a file that strangers wrote."""
    return bool(_NAME.match(package.name)) and parse_version(package.version) is not None


def is_published(package: PackageId) -> bool:
    """Whether it comes from a registry, of which nobody may change what was published."""
    return package.source.startswith(REGISTRIES)


def is_from_crates_io(package: PackageId) -> bool:
    """Whether it comes from crates.io, by either of its indexes."""
    return package.source in (CRATES_IO, _CRATES_IO_SPARSE)


def names_in(folder: Path) -> list[str]:
    """The names in a folder, sorted; none where it is not there. Raises OSError where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry, _ in zip(entries, range(MAX_FOLDER_ENTRIES), strict=False))
    except (FileNotFoundError, NotADirectoryError):
        return []


def versions_in(names: list[str], name: str, suffix: str = "") -> Iterator[str]:
    """The versions of `NAME-VERSION` among names."""
    for each in names:
        if each.startswith(f"{name}-") and each.endswith(suffix):
            version = each[len(name) + 1 : len(each) - len(suffix)]
            if parse_version(version) is not None:
                yield version
