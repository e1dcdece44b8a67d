"""The past of a crate as text: one commit a line, and what it did."""

from __future__ import annotations

import re

from rgraph.deps.moves import Direction, Step
from rgraph.deps.past import Past
from rgraph.spelling import counted

from .deps_text import note_lines, source_words
from .style import PLAIN, Style
from .text import commit_line
from .words import one_line


def past_text(found: Past, style: Style = PLAIN) -> str:
    """The commits that moved a crate, oldest first."""
    lines = [f"{style.strong(one_line(found.crate))}: {counted(len(found.commits), 'commit')}"]
    for moved in found.commits:
        lines += ["", commit_line(moved.commit), *(f"  {_move(each, style)}" for each in moved.moves)]
    return "\n".join([*lines, *note_lines(found.notes)])


def _move(move: Step, style: Style) -> str:
    """`up 1.0.1 -> 1.0.2  Cargo.lock`."""
    steps = [_shortened(each) for each in (move.before, move.after) if each]
    if move.before == move.after:
        steps = steps[:1]
    where = _sources(move)
    word = str(move.direction) if move.locked else _WORDS[move.direction]
    marked = {Direction.UP: style.good, Direction.DOWN: style.bad}.get(move.direction, style.strong)(word)
    return f"{marked} {' -> '.join(steps)}{f' ({where})' if where else ''}  {style.dim(one_line(move.path))}"


def _sources(move: Step) -> str:
    """Where it is from, but crates.io; of one repository before and after, both commits."""
    words = [source_words(each) or "crates.io" for each in (move.source_before, move.source_after) if each]
    if len(words) == 2:
        (before, _, old), (after, _, new) = (each.partition("#") for each in words)
        return f"{after}: {old} -> {new}" if before == after and old and new else " -> ".join(words)
    return "" if words == ["crates.io"] else "".join(words)


def _shortened(step: str) -> str:
    """A version or requirement, with no more of a commit than tells it from others."""
    return _COMMIT.sub(r"\1", one_line(step))


_COMMIT = re.compile(r"(\b[0-9a-f]{8})[0-9a-f]{32}\b")

_WORDS = {
    Direction.ADDED: "required",
    Direction.REMOVED: "no longer required",
    Direction.UP: "requirement raised",
    Direction.DOWN: "requirement lowered",
    Direction.CHANGED: "requirement changed",
    Direction.THERE: "already required",
}
