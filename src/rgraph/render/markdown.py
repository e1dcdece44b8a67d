"""Answers as Markdown, fit for an issue or a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from rgraph.view.answers import Impact, ItemCard, ItemRef, Life, Neighbour, Neighbours

from .markdown_words import code, escape, fenced, quoted
from .table import table_markdown
from .text import asked_lines, commit_line, counted, day, signature_line


def neighbours_markdown(found: Neighbours) -> str:
    """Callers or callees as a table."""
    title = f"### {found.direction} of {code(found.item.symbol)}: {counted(found.neighbours)}"
    lines = [title, *_told(found.asked, found.item, found.notes)]
    if found.neighbours:
        lines += ["", _table(found.neighbours)]
    return "\n".join(lines)


def _told(asked: str, item: ItemRef, notes: Sequence[str] = ()) -> list[str]:
    """What a path stands for, and notes, each a paragraph."""
    return [f"\n{escape(line)}" for line in (*asked_lines(asked, item), *notes)]


def _table(found: Sequence[Neighbour]) -> str:
    headers = ["where", "item", "edge", "tier", "count"]
    rows = [[escape(f"{near.path}:{near.line}"), code(near.symbol), near.edge, near.tier, near.count] for near in found]
    if any(near.through for near in found):
        headers += ["through", "edges away"]
        for row, near in zip(rows, found, strict=True):
            row += [f"{code(near.through)}" if near.through else "", near.depth]
    return table_markdown(headers, rows)


def impact_markdown(found: Impact) -> str:
    """Who is affected as a table, and the test commands as code."""
    lines = [f"### A change to {code(found.item.symbol)} may affect {len(found.affected)} items"]
    lines += _told(found.asked, found.item, found.notes)
    if found.affected:
        rows = [
            [
                one.depth,
                escape(f"{one.path}:{one.line}"),
                code(one.item.symbol),
                one.edge,
                one.tier,
                "yes" if one.is_test else "",
            ]
            for one in found.affected
        ]
        lines += ["", table_markdown(["edges away", "where", "item", "edge", "tier", "test"], rows)]
    if found.test_runs:
        lines += ["", "Tests that reach it:", "", *fenced("sh", [run.command for run in found.test_runs])]
    return "\n".join(lines)


def card_markdown(card: ItemCard) -> str:
    """An item with its signature as code, its contents as a list, its neighbours as tables."""
    item = card.item
    place = f" in {code(f'{item.path}:{item.line}')}" if item.path else ""
    lines = [f"### {code(item.symbol)}", "", f"{item.kind}{place}, crate {code(card.crate)}"]
    if item.made_by:
        template = f" of {code(f'{card.template.path}:{card.template.line}')}" if card.template is not None else ""
        lines[-1] += f", from macro {code(item.made_by + '!')}{template}"
    if card.since:
        lines[-1] += f", here since {escape(commit_line(card.since))}"
    lines += _told(card.asked, item, card.notes)
    declared = [*(f"#[{attr}]" for attr in card.attrs), signature_line(item.vis, item.signature)]
    lines += ["", *fenced("rust", declared)] if any(declared) else []
    if card.doc:
        lines += ["", *quoted(card.doc)]
    if card.contains:
        lines += ["", f"Contains {len(card.contains)}:", ""]
        lines += [f"- {code(signature_line(inner.vis, inner.signature))}" for inner in card.contains]
    for direction, found in (("Callers", card.callers), ("Callees", card.callees)):
        lines += ["", f"{direction}: {counted(found)}"]
        if found:
            lines += ["", _table(found)]
    return "\n".join(lines)


def life_markdown(found: Life) -> str:
    """The life of an item as a table, oldest first."""
    rows = [
        [code(event.commit.oid[:10]), day(event.commit.time), escape(event.commit.subject), ", ".join(event.changes)]
        for event in found.events
    ]
    notes = [f"\n{escape(note)}" for note in found.notes]
    return "\n".join(
        [f"### {code(found.symbol)}", "", table_markdown(["commit", "day", "subject", "changed"], rows), *notes]
    )
