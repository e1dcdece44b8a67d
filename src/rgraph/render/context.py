"""A pack as Markdown for a person's chat or a model's prompt, and as XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from xml.sax.saxutils import escape as escaped
from xml.sax.saxutils import quoteattr

from rgraph.context.pieces import Pack, Piece, Role
from rgraph.spelling import counted

from .markdown_words import code, escape, fenced, sentence
from .words import one_line, spanned, visible

TITLES = {
    Role.SUMMARY: "What changed",
    Role.BREAKS: "What breaks",
    Role.VIOLATION: "Rules newly broken",
    Role.CHANGE: "Changes",
    Role.STALE: "Who uses it",
    Role.READ: "Code",
    Role.EXCERPT: "Code",
    Role.CONTRACT: "Traits",
    Role.BESIDE: "Around it",
    Role.TEST: "Tests",
    Role.DOC: "Modules",
    Role.HISTORY: "History",
}
"""The heading of each role's section."""

_BLOCKS = frozenset({Role.CHANGE, Role.READ, Role.EXCERPT, Role.CONTRACT})
"""Roles whose pieces are code of several lines."""

_FOUND = frozenset({Role.READ, Role.EXCERPT})
"""Roles whose pieces show by themselves why they are there."""

_PROSE = frozenset({Role.SUMMARY, Role.BREAKS, Role.VIOLATION, Role.HISTORY})
"""Roles whose pieces are sentences."""

_LAYOUT = "\n\t"


def cited(piece: Piece, commit: str) -> str:
    """`path:line-end@commit`; the commit itself for what is one; "" for what stands nowhere."""
    if piece.role is Role.HISTORY:
        return piece.symbol[:10]
    if not piece.path:
        return ""
    return one_line(f"{piece.path}:{spanned(piece.line, piece.end_line)}@{(piece.commit or commit)[:10]}")


def context_markdown(pack: Pack) -> str:
    """Sections in a fixed order; each piece with its place, code in fences."""
    lines = [f"# {escape(pack.task) or code(pack.revision)}", "", _about(pack)]
    lines += [f"note: {escape(note)}" for note in pack.notes]
    for title, group in groupby(pack.pieces, key=lambda piece: TITLES[piece.role]):
        lines += ["", f"## {title}", ""]
        lines += [line for piece in group for line in _markdown(piece, pack.commit)]
    return "\n".join(lines)


def _about(pack: Pack) -> str:
    left = f"; {counted(pack.left_out, 'piece')} had no room" if pack.left_out else ""
    at = f"{pack.revision} {pack.commit[:10]}" if pack.commit not in {"", pack.revision} else pack.revision
    return f"At {code(at)}, within {pack.budget:,} tokens ({escape(pack.counter)}){left}."


def _markdown(piece: Piece, commit: str) -> Iterator[str]:
    place, why = cited(piece, commit), f" ({sentence(one_line(piece.why))})" if piece.why else ""
    named = " ".join(code(text) for text in (piece.symbol, place) if text)
    if piece.role in _BLOCKS:
        yield f"### {named}{'' if piece.role in _FOUND else why}"
        yield from fenced("diff" if piece.role is Role.CHANGE else "rust", piece.text.split("\n"))
    elif piece.role is Role.DOC:
        yield f"- {named}: {escape(piece.text)}"
    elif piece.role in _PROSE:
        yield f"- {code(place) + ' ' if place else ''}{sentence(one_line(piece.text))}{why}"
    else:
        yield f"- {code(place) + ' ' if place else ''}{code(piece.text)}{why}"


def context_xml(pack: Pack) -> str:
    """One element a piece, its text as it is but for what XML escapes."""
    given = {
        "task": pack.task,
        "revision": pack.revision,
        "commit": pack.commit,
        "budget": str(pack.budget),
        "tokens_by": pack.counter,
        "left_out": str(pack.left_out),
    }
    lines = [f"<context{_attributes(given)}>"]
    lines += [f"<note>{escaped(one_line(note))}</note>" for note in pack.notes]
    lines += [_element(piece, pack.commit) for piece in pack.pieces]
    return "\n".join([*lines, "</context>"])


def _element(piece: Piece, commit: str) -> str:
    symbol = "" if piece.role is Role.HISTORY else piece.symbol
    given = {"at": cited(piece, commit), "symbol": symbol, "why": piece.why}
    return f"<{piece.role}{_attributes(given)}>\n{escaped(visible(piece.text, keep=_LAYOUT))}\n</{piece.role}>"


def _attributes(given: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(one_line(value))}" for name, value in given.items() if value)
