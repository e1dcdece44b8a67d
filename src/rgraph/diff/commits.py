"""The commits between two versions, each with the package that it changed most."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from .limits import MAX_COMMITS
from .report import CommitLine

if TYPE_CHECKING:
    from rgraph.git.records import CommitRecord
    from rgraph.git.repository import Repository
    from rgraph.model.cargo import CargoTree
    from rgraph.model.ids import Oid


def commits(repository: Repository, old: Oid, new: Oid, cargo: CargoTree) -> tuple[CommitLine, ...]:
    """The commits of `new` that `old` has not, oldest first, without merges. Those that touch no Rust file or manifest
    belong to no package.
    """
    folders = {package.manifest.rpartition("/")[0]: package.name for package in cargo.packages}
    walked = (record for record in repository.walk([new], [old]) if len(record.parents) < 2)
    return tuple([_line(repository, record, folders) for record in islice(walked, MAX_COMMITS)])


def _line(repository: Repository, record: CommitRecord, folders: dict[str, str]) -> CommitLine:
    parent = record.parents[0] if record.parents else None
    paths = sorted(change.path for change in repository.changes(parent, record.oid)) if not record.boundary else []
    owners = Counter(_owner(path, folders) for path in paths)
    package = min(owners, key=lambda name: (-owners[name], name), default="")
    mine = [path for path in paths if _owner(path, folders) == package]
    path = min(mine, key=lambda path: (not path.endswith(".rs"), path), default="")  # a manifest says less
    day = datetime.fromtimestamp(record.time, UTC).date().isoformat()
    return CommitLine(record.oid, record.subject, day, package, path)


def _owner(path: str, folders: dict[str, str]) -> str:
    """The package whose folder is the nearest around a path, "" for none."""
    folder = path.rpartition("/")[0]
    while folder and folder not in folders:
        folder = folder.rpartition("/")[0]
    return folders.get(folder, "")
