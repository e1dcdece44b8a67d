"""Installing, listing and removing hooks; what was there is chained, and put back byte for byte."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rgraph.errors import RgraphError

from .place import HooksPlace, Owner
from .scripts import HOOKS, VERSION, hook_version, script

CHAINED = ".rgraph-chained"
LEGACY = ".legacy"
"""What the pre-commit framework appends to the name of a hook that it found and runs first."""


class HookError(RgraphError):
    """A hook cannot be installed or removed without losing somebody's work."""


class State(StrEnum):
    """What stands under a hook's name."""

    ABSENT = "absent"
    FOREIGN = "not rgraph's"
    INSTALLED = "installed"
    CHAINED = "installed, and runs the previous hook too"
    LEGACY = "installed, run by pre-commit"
    OUTDATED = "installed by another version or Python"


@dataclass(frozen=True, slots=True)
class HookStatus:
    """One hook as it is."""

    name: str
    state: State
    work: str
    path: Path


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to one hook."""

    name: str
    what: str


def status(place: HooksPlace) -> list[HookStatus]:
    """Every hook that rgraph has, and whether it is installed."""
    return [
        HookStatus(name, _state(place.folder, name), work.value, place.folder / name) for name, work in HOOKS.items()
    ]


def install(place: HooksPlace, names: Iterable[str], shared: bool = False, fail_open: bool = False) -> list[Change]:
    """Installs hooks; those that are there already are updated.

    Raises HookError for a folder that others share (unless `shared`) and where an original would be lost.
    """
    if place.owner is not Owner.REPOSITORY and not shared:
        whom = "the team: it is committed" if place.owner is Owner.TEAM else "every repository of this machine"
        raise HookError(
            f"core.hooksPath is {place.folder}, which belongs to {whom}.",
            "Add `rgraph hooks run --detach NAME` to the hooks there yourself, or install with --shared.",
        )
    chosen = list(names)
    for name in chosen:
        _refuse_loss(place.folder, name)
    place.folder.mkdir(parents=True, exist_ok=True)
    return [Change(name, _install_one(place.folder, name, fail_open)) for name in chosen]


def uninstall(place: HooksPlace, names: Iterable[str]) -> list[Change]:
    """Removes hooks that rgraph wrote and puts back what they chained; others are left as they are."""
    return [Change(name, _uninstall_one(place.folder, name)) for name in names]


# ---- one hook -----------------------------------------------------------------------------------------------


def _state(folder: Path, name: str) -> State:
    path = folder / name
    if not _exists(path):
        return State.ABSENT
    version = _version(path)
    if not version:
        return State.LEGACY if _version(folder / (name + LEGACY)) else State.FOREIGN
    if version != VERSION or f"'{sys.executable}'".encode() not in path.read_bytes():
        return State.OUTDATED
    return State.CHAINED if _exists(folder / (name + CHAINED)) else State.INSTALLED


def _refuse_loss(folder: Path, name: str) -> None:
    path, chained = folder / name, folder / (name + CHAINED)
    if not _exists(chained) or not _exists(path) or _version(path) or _version(folder / (name + LEGACY)):
        return
    if chained.read_bytes() != path.read_bytes():
        raise HookError(
            f"{path} was replaced after rgraph had chained {chained.name}, and the two differ.",
            f"Keep one of them as {name}, delete {chained}, and install again.",
        )


def _install_one(folder: Path, name: str, fail_open: bool) -> str:
    path, chained = folder / name, folder / (name + CHAINED)
    text = script(name, fail_open=fail_open)
    if not _exists(path):
        _write(path, text)
        return "installed"
    if _version(path):
        unchanged = path.read_bytes() == text
        if not unchanged:
            _write(path, text)
        return "is installed" if unchanged else "updated"
    if _version(folder / (name + LEGACY)):
        _write(folder / (name + LEGACY), text)
        return "is installed, run by pre-commit"
    os.replace(path, chained)
    _write(path, text)
    return f"installed; the previous hook runs {'first' if HOOKS[name].value == 'check' else 'after it'}"


def _uninstall_one(folder: Path, name: str) -> str:
    path, chained = folder / name, folder / (name + CHAINED)
    if not _version(path) and _version(folder / (name + LEGACY)):
        path = folder / (name + LEGACY)
    if not _version(path):
        return "is not rgraph's; left unchanged" if _exists(path) else "was not installed"
    if _exists(chained):
        os.replace(chained, path)
        return "removed; the previous hook is restored"
    path.unlink()
    return "removed"


def _version(path: Path) -> int:
    """The version of rgraph's hook at `path`, 0 where there is none."""
    if path.is_symlink() or not path.is_file():
        return 0
    with path.open("rb") as file:
        return hook_version(file.read(400))


def _exists(path: Path) -> bool:
    return os.path.lexists(path)


def _write(path: Path, content: bytes) -> None:
    """Writes an executable file so that nobody ever sees half of it."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.chmod(0o755)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
