"""Source before and after, side by side, as an HTML table."""

from __future__ import annotations

import html
from difflib import SequenceMatcher

from .limits import MOST_LINES


def side_by_side(before: str, after: str) -> str:
    """Two columns of lines; what went is marked left, what came right. Long code is cut, and says so."""
    old, new = before.splitlines(), after.splitlines()
    rows: list[str] = []
    matcher = SequenceMatcher(None, old[:MOST_LINES], new[:MOST_LINES], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        rows += _rows(tag, old[a:b], new[c:d])
    if max(len(old), len(new)) > MOST_LINES:
        rows.append(f'<tr><td colspan="2">… the first {MOST_LINES} lines are shown</td></tr>')
    return f'<table class="sides"><tbody>{"".join(rows)}</tbody></table>'


def _rows(tag: str, old: list[str], new: list[str]) -> list[str]:
    same = tag == "equal"
    rows = []
    for index in range(max(len(old), len(new))):
        left = _cell(old[index] if index < len(old) else None, "" if same else "gone")
        right = _cell(new[index] if index < len(new) else None, "" if same else "come")
        rows.append(f"<tr>{left}{right}</tr>")
    return rows


def _cell(line: str | None, kind: str) -> str:
    if line is None:
        return "<td></td>"
    return f'<td class="{kind}"><pre>{html.escape(line)}</pre></td>'
