"""The conditions for the types of std to have auto traits, from `std.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

AUTO = ("Send", "Sync", "Unpin", "UnwindSafe", "RefUnwindSafe")

POINTERS: Mapping[str, Mapping[str, str]] = {
    "&": {"Send": "0: Sync", "Unpin": "always", "UnwindSafe": "0: RefUnwindSafe"},
    "&mut": {"Unpin": "always", "UnwindSafe": "never"},
    "*const": {"Send": "never", "Sync": "never", "Unpin": "always", "UnwindSafe": "0: RefUnwindSafe"},
    "*mut": {"Send": "never", "Sync": "never", "Unpin": "always", "UnwindSafe": "0: RefUnwindSafe"},
}


GUARDS: Mapping[tuple[str, str], str] = {
    ("std::sync::Mutex", "lock"): "std::sync::MutexGuard",
    ("std::sync::RwLock", "read"): "std::sync::RwLockReadGuard",
    ("std::sync::RwLock", "write"): "std::sync::RwLockWriteGuard",
    ("std::cell::RefCell", "borrow"): "std::cell::Ref",
    ("std::cell::RefCell", "borrow_mut"): "std::cell::RefMut",
}
"""What methods give that keeps a lock: the type of the lock, the method, the type of the guard."""


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """The types whose auto traits are not simply those of their arguments, by path."""
    found: dict[str, Mapping[str, str]] = tomllib.loads(
        (resources.files("rgraph.diff.semver.auto") / "std.toml").read_text("utf-8")
    )
    return found


@cache
def _by_name() -> Mapping[str, str]:
    """The paths of the table by the name of the type, if only one type has it."""
    names: dict[str, list[str]] = {}
    for path in table():
        names.setdefault(path.rpartition("::")[2], []).append(path)
    return {name: paths[0] for name, paths in names.items() if len(paths) == 1}


def of_type(path: str) -> Mapping[str, str]:
    """The row of a type; a type is known by its name too, since modules re-export each other's types."""
    return table().get(path) or table().get(_by_name().get(path.rpartition("::")[2], ""), {})


def asked(row: Mapping[str, str], trait: str, arguments: int) -> list[tuple[int, str]] | None:
    """The traits that the arguments of a type must have for it to have one; None if it never has it."""
    told = row.get(trait, "")
    if told == "never":
        return None
    if told == "always":
        return []
    if not told:
        return [(index, trait) for index in range(arguments)]
    pairs = (part.split(": ") for part in told.split(", "))
    return [(int(index), wanted) for index, wanted in pairs if int(index) < arguments]
