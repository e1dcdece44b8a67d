"""What one look at the working directory gives: plain records."""

from __future__ import annotations

from dataclasses import dataclass

from rgraph.rules.violation import Violation


@dataclass(frozen=True, slots=True)
class Broken:
    """A reference that led somewhere and leads nowhere now: `owner` names `name` at `path:line`, which was `target`."""

    owner: str
    name: str
    target: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Round:
    """One look, or half of one: references are told before the rules are judged (`judged`), which takes longer.

    `changed` are the files that are other than at the look before; `broken`, `mended`, `came` and `went` are what is
    new since then, `standing` and `violations` how many references are broken, and rules violated, now. `unreadable`
    are files with new syntax errors: until they are mended nothing is judged. `notes` say what hinders.
    """

    head: str
    changed: tuple[str, ...]
    broken: tuple[Broken, ...] = ()
    mended: tuple[Broken, ...] = ()
    came: tuple[Violation, ...] = ()
    went: tuple[Violation, ...] = ()
    standing: int = 0
    violations: int = 0
    rules: int = 0
    unreadable: tuple[str, ...] = ()
    judged: bool = False
    notes: tuple[str, ...] = ()
