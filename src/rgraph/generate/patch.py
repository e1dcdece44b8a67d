"""A patch as a model writes it: places are found by their text, since models miscount lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_FENCE = re.compile(r"^```(?:diff|patch)?[ \t]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+\d+(?:,\d+)? @@")
_NOTHING = "/dev/null"


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines that are replaced, and by what; `line` is where the model says that they stand, 0 where it does not."""

    line: int
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(slots=True)
class FilePatch:
    """What becomes of one file: `old` is "" for a new one, `new` for one that goes."""

    old: str
    new: str
    hunks: list[Hunk] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The file's path from the root of the repository."""
        return self.new or self.old


@dataclass(frozen=True, slots=True)
class Applied:
    """Contents by path, None for a file that goes, and what could not be applied."""

    contents: Mapping[str, bytes | None]
    failures: tuple[str, ...]


def parse_patch(answer: str) -> list[FilePatch]:
    """The patches of a unified diff in an answer, in a fence or bare; none where there is no diff."""
    fenced = [text for text in _FENCE.findall(answer) if "+++ " in text]
    return list(_files("\n".join(fenced or [answer]).split("\n")))


def _files(lines: list[str]) -> Iterator[FilePatch]:
    found: FilePatch | None = None
    at = 0
    while at < len(lines):
        if lines[at].startswith("--- ") and at + 1 < len(lines) and lines[at + 1].startswith("+++ "):
            if found is not None:
                yield found
            found = FilePatch(_path(lines[at][4:], "a/"), _path(lines[at + 1][4:], "b/"))
            at += 2
        elif found is not None and lines[at].startswith("@@"):
            hunk, at = _hunk(lines, at)
            found.hunks.append(hunk)
        else:
            at += 1
    if found is not None:
        yield found


def _path(text: str, prefix: str) -> str:
    name = text.split("\t", maxsplit=1)[0].strip()
    return "" if name == _NOTHING else name.removeprefix(prefix)


def _hunk(lines: list[str], at: int) -> tuple[Hunk, int]:
    head = _HUNK.match(lines[at])
    old: list[str] = []
    new: list[str] = []
    at += 1
    while at < len(lines) and lines[at][:1] in {" ", "+", "-", "\\", ""}:
        line = lines[at]
        if line.startswith("--- ") and lines[at + 1 : at + 2] and lines[at + 1].startswith("+++ "):
            break
        if line[:1] in {" ", "-", ""} and not (line == "" and at == len(lines) - 1):
            old.append(line[1:])
        if line[:1] in {" ", "+", ""} and not (line == "" and at == len(lines) - 1):
            new.append(line[1:])
        at += 1
    return Hunk(int(head[1]) if head else 0, *_trimmed(old, new)), at


def _trimmed(old: list[str], new: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Without empty lines that end both sides: they are what stood between the hunk and what follows it."""
    while old and new and old[-1] == new[-1] == "":
        old.pop()
        new.pop()
    return tuple(old), tuple(new)


def apply_patch(files: Mapping[str, bytes], patches: list[FilePatch]) -> Applied:
    """What the files become. A hunk is applied where its old lines stand, the nearest place to where it says."""
    contents: dict[str, bytes | None] = {}
    failures: list[str] = []
    for patch in patches:
        base = contents[patch.old] if patch.old in contents else files.get(patch.old)
        if patch.old and base is None:
            failures.append(f"{patch.old} is not a file that can be changed")
            continue
        if not patch.old and patch.new in files:
            failures.append(f"{patch.new} already exists")
            continue
        if not patch.new:
            contents[patch.old] = None
            continue
        text, missed = _patched((base or b"").decode("utf-8", "surrogateescape"), patch)
        failures += missed
        if not missed:
            contents[patch.new] = text.encode("utf-8", "surrogateescape")
            if patch.old and patch.old != patch.new:
                contents[patch.old] = None
    return Applied(contents, tuple(failures))


def _patched(text: str, patch: FilePatch) -> tuple[str, list[str]]:
    lines = text.split("\n")
    missed: list[str] = []
    for number, hunk in enumerate(patch.hunks, 1):
        if not patch.old:
            lines = [*hunk.new, ""]
            continue
        place = _found(lines, hunk)
        if place is None:
            missed.append(f"hunk {number} of {patch.path}: its old lines are not in the file: {_first(hunk)!r}")
        else:
            lines[place : place + len(hunk.old)] = hunk.new
    return "\n".join(lines), missed


def _found(lines: list[str], hunk: Hunk) -> int | None:
    """Where the old lines stand: as they are, else without blanks at their ends."""
    if not hunk.old:
        return min(max(hunk.line, 0), len(lines)) if hunk.line else None
    for clean in (str, str.rstrip):
        wanted = [clean(line) for line in hunk.old]
        there = [clean(line) for line in lines]
        starts = [at for at in range(len(lines) - len(wanted) + 1) if there[at : at + len(wanted)] == wanted]
        if starts:
            return min(starts, key=lambda at: (abs(at + 1 - hunk.line), at))
    return None


def _first(hunk: Hunk) -> str:
    return next((line.strip() for line in hunk.old if line.strip()), "")[:80]
