"""The conditions for the types of std, and for some of other crates, to have auto traits: `std.toml`, `crates.toml`."""

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
    return _read("std.toml")


@cache
def of_crates() -> Mapping[str, Mapping[str, str]]:
    """The same of types of other crates, whose `Send`, `Sync` and `Unpin` alone are known."""
    return _read("crates.toml")


def _read(name: str) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = tomllib.loads(
        (resources.files("rgraph.diff.semver.auto") / name).read_text("utf-8")
    )
    return found


_FACES = ("futures_core::", "futures_util::")
"""The crates whose items `futures` re-exports."""


def of_crate(path: str, trait: str) -> Mapping[str, str] | None:
    """The row of another crate's type; None where nothing is known of it, or of the trait."""
    face = next((each for each in _FACES if path.startswith(each)), "")
    named = f"futures::{path.removeprefix(face)}" if face else path
    return of_crates().get(named) if trait in {"Send", "Sync", "Unpin"} else None


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
