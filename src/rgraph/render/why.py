"""How an edge was resolved, as text and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .markdown_words import code, escape
from .style import PLAIN, Style
from .text import note_lines
from .words import one_line

if TYPE_CHECKING:
    from rgraph.link.why import Found, Missed, Why


def why_text(found: Why, style: Style = PLAIN) -> str:
    """Each reference with its steps; where there is none, what stands in its place."""
    lines = [f"{style.strong(one_line(found.caller))} -> {style.strong(one_line(found.callee))}"]
    lines += note_lines(found.notes)
    for one in found.found:
        lines += ["", _headline(one), *(f"  {number}. {one_line(step)}" for number, step in enumerate(one.steps, 1))]
    if not found.found:
        lines.append("no edge")
        lines += [f"  {_missed(one)}" for one in found.missed]
    return "\n".join(lines)


def _headline(one: Found) -> str:
    macro = ", through a macro" if one.via_macro else ""
    return f"{one.kind} at {one_line(one.path)}:{one.line}, {one.tier}{macro}"


def _missed(one: Missed) -> str:
    return f"{one_line(one.path)}:{one.line}  {one_line(one.text)}  {one.reason}"


def why_markdown(found: Why) -> str:
    """The same with the steps as a numbered list."""
    lines = [f"### {code(found.caller)} to {code(found.callee)}"]
    lines += [f"\n{escape(note)}" for note in found.notes]
    for one in found.found:
        steps = (f"{number}. {escape(step)}" for number, step in enumerate(one.steps, 1))
        lines += ["", f"{escape(_headline(one))}:", "", *steps]
    if not found.found:
        lines += ["", "No edge.", *(f"\n- {escape(_missed(one))}" for one in found.missed)]
    return "\n".join(lines)
