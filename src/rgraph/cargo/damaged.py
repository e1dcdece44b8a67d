"""What can be read of a `Cargo.lock` that is no TOML: a merge left half done, an entry edited by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rgraph.toml import Table, TomlError, read

from .limits import MAX_LOCKFILE_BYTES, MAX_LOCKFILE_PROBLEMS

_TRIES = 3
"""Lines that are taken out of one entry before it is given up."""

_HEADER = re.compile(r"\s*\[\[?\s*([\w-]+)\s*\]\]?\s*(?:#.*)?\Z")


@dataclass(slots=True)
class Damaged:
    """What was read, and by line what was left out. The lines of a document begin at 1."""

    document: Table = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    _left_out: int = 0

    @classmethod
    def of(cls, source: bytes) -> Damaged:
        """Read each entry by itself. Of a merge conflict the first side is taken, as `git checkout --ours` does."""
        found = cls()
        lines = source.decode("utf-8-sig", "replace").split("\n")
        part: list[tuple[int, str]] = []
        for number, line in found._first_sides(lines):
            if _HEADER.match(line):
                found._read(part)
                part = []
            part.append((number, line))
        found._read(part)
        if found._left_out:
            found.problems.append(f"{found._left_out:,} more places are damaged")
        return found

    def _first_sides(self, lines: list[str]) -> list[tuple[int, str]]:
        kept: list[tuple[int, str]] = []
        side = ""
        for number, line in enumerate(lines, 1):
            mark = line[:7]
            if mark == "<<<<<<<":
                self._problem(number, "an unresolved merge conflict; its first side is read")
                side = "first"
            elif side and mark in ("|||||||", "======="):
                side = "other"
            elif mark == ">>>>>>>":
                side = ""
            elif side != "other":
                kept.append((number, line))
        return kept

    def _read(self, part: list[tuple[int, str]]) -> None:
        """One table with its lines. A line that is wrong is left out; after some of these, the whole table."""
        for _ in range(_TRIES + 1):
            if not part:
                return
            try:
                found = read("\n".join(line for _, line in part).encode(), MAX_LOCKFILE_BYTES)[1]
            except TomlError as error:
                at = min(max(error.line, 1), len(part)) - 1
                self._problem(part[at][0], error.reason)
                del part[at]
            else:
                self._take(found)
                return
        self._problem(part[0][0] if part else 0, "the entry is left out")

    def _take(self, found: Table) -> None:
        for key, value in found.items():
            known = self.document.get(key)
            if isinstance(known, list) and isinstance(value, list):
                known.extend(value)
            else:
                self.document.setdefault(key, value)

    def _problem(self, line: int, what: str) -> None:
        if len(self.problems) < MAX_LOCKFILE_PROBLEMS:
            self.problems.append(f"line {line}: {what}")
        else:
            self._left_out += 1
