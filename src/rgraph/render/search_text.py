"""Hits as a terminal and a program that reads lines want them: place, signature, why."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.search.hits import Hit, Hits
from rgraph.spelling import counted

from .markdown_words import code, escape
from .style import PLAIN, Style
from .text import note_lines
from .words import one_line


def hits_text(found: Hits, style: Style = PLAIN) -> str:
    """Two lines a hit, its source below where lines were asked for; then what else matched."""
    lines = [line for hit in found.hits for line in _hit(hit, style)]
    lines += [style.dim(line) for line in _rest(found)]
    return "\n".join([*lines, *note_lines(found.notes)])


def _hit(hit: Hit, style: Style) -> Iterator[str]:
    place = f"{one_line(hit.path)}:{hit.line}@{hit.commit[:10]}"
    yield f"{place}  {style.strong(one_line(hit.symbol or hit.name))}"
    yield f"    {one_line(hit.signature)}  {style.dim(one_line(f'[{hit.why}]'))}"
    for number, line in enumerate(hit.lines, hit.line):
        yield style.dim(f"{number:>7}  ") + one_line(line)


def _rest(found: Hits) -> Iterator[str]:
    if found.hits and found.matched > len(found.hits):
        yield f"{len(found.hits)} of {counted(found.matched, 'item')} that match; --limit shows more"
    elif not found.hits:
        yield f"nothing found for '{one_line(found.query)}' at {one_line(found.commit[:10])}"


def hits_markdown(found: Hits) -> str:
    """A list of hits to quote in an issue."""
    lines = [f"- {code(f'{hit.path}:{hit.line}')} {code(hit.signature)}: {escape(hit.why)}" for hit in found.hits]
    return "\n".join(lines or [escape(" ".join(found.notes))])
