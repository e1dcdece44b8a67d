"""Names in prose that no item has any more, as Markdown, which a terminal shows as well, and as a page."""

from __future__ import annotations

from datetime import UTC, datetime

from rgraph.doc.stale import Prose, Stale
from rgraph.spelling import counted

from .diff_html import asset, page, text
from .diff_html import sentence as html_sentence
from .markdown_words import escape, sentence
from .words import one_line


def prose_markdown(found: Prose) -> str:
    """A line for each name: where, what it named, what that is called now, and since when."""
    lines = [f"- {escape(_place(one))}: {sentence(told(one))}" for one in found.stale]
    notes = [f"note: {sentence(note)}" for note in found.notes]
    return "\n".join([*lines, *([""] if lines else []), sentence(_heading(found)), *notes])


def prose_html(found: Prose) -> str:
    """The same as a page."""
    rows = "".join(
        f"<li><code>{text(one_line(_place(one)))}</code> {html_sentence(one_line(told(one)))}</li>"
        for one in found.stale
    )
    notes = "".join(f"<li>{text(one_line(note))}</li>" for note in found.notes)
    body = f"<h1>{html_sentence(_heading(found))}</h1><ul>{rows}</ul>" + (
        f"<h2>Notes</h2><ul>{notes}</ul>" if notes else ""
    )
    return page("rgraph doc --check", body, asset("diff.css"))


def told(one: Stale) -> str:
    """What is wrong with a name, and what to write instead."""
    owner = f" (docs of `{one.owner}`)" if one.owner else ""
    was = f" was `{one.was}`" if one.was != one.written else ""
    now = f"now `{one.now}`" if one.now else "gone"
    return f"`{one.written}`{owner}{was}, {now} since {_since(one)}".replace("``", "`")


def _since(one: Stale) -> str:
    if one.since:
        return f"`{one.since}`"
    day = datetime.fromtimestamp(one.time, UTC).strftime("%Y-%m-%d")
    return f"`{one.commit[:10]}` {day} ({one.subject})"


def _place(one: Stale) -> str:
    return f"{one.path}:{one.line}"


def _heading(found: Prose) -> str:
    inside = f"{counted(found.documents, 'document')} and {counted(found.comments, 'doc comment')}"
    looked = f"{counted(found.names, 'name')} in {inside}"
    return f"{counted(len(found.stale), 'stale name')}; {looked} checked, {found.commit[:10]}"
