"""Letting go of packages that nobody used for long, or that no lock file names."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from rgraph.cargo.limits import MAX_LOCKFILE_BYTES
from rgraph.cargo.lockfile import parse_lockfile
from rgraph.errors import ConfigError
from rgraph.model.packages import PackageId
from rgraph.store.published import StoredPackage

from .scanning import locked_in
from .sources.package_files import SourceError
from .sources.plain import read_plain
from .tier import ColdTier, tier_directory, today


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was let go, how many packages are left, and what that freed in bytes."""

    packages: list[str]
    contents: int
    kept: int
    bytes: int
    other_versions: int = 0
    """Stores of other versions of rgraph that went too."""


def prune(tier: ColdTier, days: int | None, locked: Collection[PackageId] | None, wait: float = -1) -> Pruned:
    """Drop what was not used in the last `days` (None: whenever), and is not among `locked` (None: whatever it is).

    Raises:
        LockedError: another process writes for longer than `wait` seconds.
        StoreError: the store cannot be written.
    """
    before = tier.store.bytes()
    with tier.store.writing(wait) as writer:
        del writer
        every = tier.packages.all()
        used = tier.packages.days()
        going = [each for each in every if _goes(each, used.get((each.id, each.checksum), 0), days, locked)]
        contents = tier.packages.drop(going)
        tier.store.compact()
    others = _drop_other_versions(tier_directory(), days) if locked is None else 0
    freed = max(0, before - tier.store.bytes())
    return Pruned([str(each.id) for each in going], contents, len(every) - len(going), freed, others)


def packages_in(lock_files: Iterable[str]) -> set[PackageId]:
    """The packages from elsewhere that some lock files name. Raises ConfigError for one that cannot be read."""
    found: set[PackageId] = set()
    for path in lock_files:
        try:
            lock = parse_lockfile(read_plain(path, MAX_LOCKFILE_BYTES))
        except (OSError, SourceError) as error:
            raise ConfigError(f"{path} cannot be read ({getattr(error, 'strerror', None) or error})") from None
        if lock.error:
            raise ConfigError(f"{path} {lock.error}")
        found.update(each.id for each in locked_in([lock]))
    return found


def _goes(package: StoredPackage, day: int, days: int | None, locked: Collection[PackageId] | None) -> bool:
    is_old = days is None or day < today() - days
    return is_old and (locked is None or package.id not in locked)


def _drop_other_versions(current: Path, days: int | None) -> int:
    """Remove stores that only other versions of rgraph read, where these have not written for so long."""
    gone = 0
    for folder in sorted(current.parent.glob("v*")):
        if folder == current or folder.is_symlink() or not folder.is_dir():
            continue
        newest = max((os.stat(file).st_mtime for file in folder.iterdir() if file.is_file()), default=0.0)
        if days is None or newest < time.time() - days * 86_400:
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    return gone
