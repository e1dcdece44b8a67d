"""How an edge was resolved, as text and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .style import PLAIN, Style

if TYPE_CHECKING:
    from rgraph.link.why import Found, Missed, Why


def why_text(found: Why, style: Style = PLAIN) -> str:
    """Each reference with its steps; where there is none, what stands in its place."""
    lines = [f"{style.strong(found.caller)} -> {style.strong(found.callee)}"]
    for one in found.found:
        lines += ["", _headline(one), *(f"  {number}. {step}" for number, step in enumerate(one.steps, 1))]
    if not found.found:
        lines.append("no edge")
        lines += [f"  {_missed(one)}" for one in found.missed]
    return "\n".join(lines)


def _headline(one: Found) -> str:
    macro = ", through a macro" if one.via_macro else ""
    return f"{one.kind} at {one.path}:{one.line}, {one.tier}{macro}"


def _missed(one: Missed) -> str:
    return f"{one.path}:{one.line}  {one.text}  {one.reason}"


def why_markdown(found: Why) -> str:
    """The same with the steps as a numbered list."""
    lines = [f"### `{found.caller}` to `{found.callee}`"]
    for one in found.found:
        lines += ["", f"{_headline(one)}:", "", *(f"{number}. {step}" for number, step in enumerate(one.steps, 1))]
    if not found.found:
        lines += ["", "No edge.", *(f"\n- {_missed(one)}" for one in found.missed)]
    return "\n".join(lines)
