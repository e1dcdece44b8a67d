"""Paths between manifests: joined and normalised as text, never outside the repository; Cargo's globs."""

from __future__ import annotations

MANIFEST = "Cargo.toml"
LOCK_FILE = "Cargo.lock"


def directory(path: str) -> str:
    """The directory of a path, "" for the root of the repository."""
    return path.rpartition("/")[0]


def join(base: str, relative: str) -> str | None:
    """`relative` seen from the directory `base`, without `.` and `..`; None where it leaves the repository."""
    if relative.startswith("/") or "\0" in relative:
        return None
    parts = base.split("/") if base else []
    for part in relative.replace("\\", "/").split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def is_manifest(path: str) -> bool:
    """Whether a file is a manifest, by its name."""
    return path.rpartition("/")[2] == MANIFEST


def is_lock_file(path: str) -> bool:
    """Whether a file is a lock file, by its name."""
    return path.rpartition("/")[2] == LOCK_FILE


def lock_file_in(folder: str) -> str:
    """The path of the lock file of a directory."""
    return f"{folder}/{LOCK_FILE}" if folder else LOCK_FILE


def manifest_in(folder: str) -> str:
    """The path of the manifest of a directory."""
    return f"{folder}/{MANIFEST}" if folder else MANIFEST


def is_below(path: str, folder: str) -> bool:
    """Whether a path is a directory or lies below it, by whole components."""
    return not folder or path == folder or path.startswith(f"{folder}/")


def is_glob(pattern: str) -> bool:
    """Whether a member is a pattern rather than a directory."""
    return any(sign in pattern for sign in "*?[")


def matches(pattern: str, path: str) -> bool:
    """Whether a directory matches a glob: `*` and `?` stay within a component, `**` crosses them.

    Takes time proportional to the product of the lengths, whatever the pattern.
    """
    given = path.split("/")
    wanted: list[str] = []
    for component in pattern.split("/"):
        if component != "**" or wanted[-1:] != ["**"]:
            wanted.append(component)
    reached = {0}
    for component in given:
        reached = {step for start in _skip(wanted, reached) for step in _step(wanted, start, component)}
        if not reached:
            return False
    return len(wanted) in _skip(wanted, reached)


def _skip(wanted: list[str], reached: set[int]) -> set[int]:
    """Places in the pattern that can be reached by letting `**` stand for nothing."""
    return reached | {start + 1 for start in reached if start < len(wanted) and wanted[start] == "**"}


def _step(wanted: list[str], at: int, component: str) -> tuple[int, ...]:
    if at == len(wanted):
        return ()
    if wanted[at] == "**":
        return (at,)
    return (at + 1,) if _component_matches(wanted[at], component) else ()


def _component_matches(pattern: str, text: str) -> bool:
    """`*`, `?` and `[...]` against one component, going back only to the last star."""
    at = place = 0
    star = mark = -1
    while place < len(text):
        width = _single(pattern, at, text[place])
        if width:
            at += width
            place += 1
        elif at < len(pattern) and pattern[at] == "*":
            star, mark = at, place
            at += 1
        elif star >= 0:
            mark += 1
            at, place = star + 1, mark
        else:
            return False
    return not pattern[at:].strip("*")


def _single(pattern: str, at: int, char: str) -> int:
    """How many characters of the pattern one character of the text uses up; 0 where it does not match."""
    if at >= len(pattern) or pattern[at] == "*":
        return 0
    if pattern[at] == "?":
        return 1
    if pattern[at] == "[":
        end = pattern.find("]", at + 2)
        if end > 0:
            return end - at + 1 if _in_class(pattern[at + 1 : end], char) else 0
    return 1 if pattern[at] == char else 0


def _in_class(members: str, char: str) -> bool:
    negated = members.startswith("!")
    members = members[1:] if negated else members
    found = False
    at = 0
    while at < len(members):
        if members[at + 1 : at + 2] == "-" and at + 2 < len(members):
            found = found or members[at] <= char <= members[at + 2]
            at += 3
        else:
            found = found or members[at] == char
            at += 1
    return found != negated


def brief(text: str) -> str:
    """Text of a manifest as a message can show it: on one line and not endless."""
    short = text if len(text) <= 100 else f"{text[:100]}..."
    return short if short.isprintable() else repr(short)
