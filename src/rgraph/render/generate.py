"""A model's change: the patch as it can be piped to `git apply`, and what is wrong with it."""

from __future__ import annotations

from rgraph.generate.checks import Kind
from rgraph.generate.generating import Draft, told
from rgraph.spelling import counted

from .style import PLAIN, Style
from .words import one_line

_SAID = {
    Kind.APPLIES: "does not apply",
    Kind.PARSES: "does not parse",
    Kind.NAMES: "names",
    Kind.RULES: "breaks a rule",
    Kind.BREAKS: "breaks users",
}


def draft_text(draft: Draft, style: Style = PLAIN) -> str:
    """The patch, then what the checks found."""
    lines = draft.patch.rstrip("\n").split("\n") if draft.patch else []
    lines += ["", *(_problem(one.kind, one.text, style) for one in told(draft.problems))]
    return "\n".join([*lines, _verdict(draft, style)]).lstrip("\n")


def _problem(kind: Kind, text: str, style: Style) -> str:
    paint = style.doubtful if kind is Kind.BREAKS else style.bad
    return f"{paint(_SAID[kind])}: {one_line(text)}"


def _verdict(draft: Draft, style: Style) -> str:
    by = f"by {one_line(draft.model)} " if draft.model else ""
    rounds = f"{by}in {counted(draft.rounds, 'round')}"
    if not draft.patch:
        return f"{style.bad('no patch')}: {rounds}"
    if not draft.is_fine:
        return f"{style.bad('not fine')}: {counted(len(draft.files), 'file')}, {rounds}; nothing was written"
    done = "written to the worktree" if draft.applied else "nothing was written, --apply does"
    return f"{style.good('ok')}: {counted(len(draft.files), 'file')}, {rounds}; {done}"


def draft_json(draft: Draft, kind: str) -> str:
    """The draft without the contents that its patch has."""
    from .json import to_json

    fields = ("task", "model", "patch", "files", "problems", "rounds", "answer", "applied", "is_fine")
    return to_json({name: getattr(draft, name) for name in fields}, kind)
