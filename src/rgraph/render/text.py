"""Answers as text for a terminal."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from rgraph.model.graph import Tier
from rgraph.spelling import counted as number_of
from rgraph.view.answers import (
    Affected,
    CommitRef,
    Impact,
    ItemCard,
    ItemRef,
    Life,
    LifeEvent,
    Neighbour,
    Neighbours,
    TestRun,
)

from .style import PLAIN, Style
from .words import from_macro, one_line, spanned

SHOWN = 10
"""How many callers and callees `show` lists before it points at the command that lists all."""


def asked_lines(asked: str, item: ItemRef) -> list[str]:
    """The line that says what a path stands for, where an item was asked for by one that is not its symbol."""
    where = f"{item.path}:{item.line}" if item.path else "outside"
    return [one_line(f"{asked} = {item.symbol} ({where})")] if asked else []


def note_lines(notes: Iterable[str]) -> list[str]:
    """What a reader must know besides."""
    return [f"note: {one_line(note)}" for note in notes]


def neighbours_text(found: Neighbours, style: Style = PLAIN) -> str:
    """Callers or callees by file, nearest first, what is sure before what is not."""
    lines = asked_lines(found.asked, found.item)
    lines += [f"{found.direction} of {style.strong(found.item.symbol)}: {counted(found.neighbours)}"]
    for depth, group in groupby(found.neighbours, key=lambda near: near.depth):
        if depth > 1:
            lines.append(f"\n{style.strong(number_of(depth, 'edge'))} away")
        lines += _by_surety(list(group), style)
    if found.notes:
        lines += ["", *note_lines(found.notes)]
    return "\n".join(lines)


def counted(found: Sequence[Neighbour]) -> str:
    """`12 (9 exact, 3 candidate), by 15 edges`: how many items, and how many edges where they are more."""
    tiers: dict[str, Tier] = {}
    for near in found:
        tiers.setdefault(near.symbol, near.tier)
    by_tier = Counter(tiers.values())
    parts = ", ".join(f"{by_tier[tier]} {tier}" for tier in Tier if by_tier[tier])
    edges = f", by {number_of(len(found), 'edge')}" if len(found) > len(tiers) else ""
    return f"{len(tiers)} ({parts}){edges}" if tiers else "none"


def _by_surety(found: Sequence[Neighbour], style: Style) -> Iterable[str]:
    sure = [near for near in found if near.tier != Tier.CANDIDATE]
    maybe = [near for near in found if near.tier == Tier.CANDIDATE]
    yield from _by_file(sure, style)
    if maybe:
        yield ""
        yield style.doubtful("candidates: the reference means one of several items, and may mean this one")
        yield from _by_file(maybe, style)


def _by_file(found: Sequence[Neighbour], style: Style) -> Iterable[str]:
    ordered = sorted(found, key=lambda near: (near.path, near.line, near.symbol, near.edge))
    for path, group in groupby(ordered, key=lambda near: near.path):
        yield f"\n{style.dim(one_line(path))}"
        for near in _merged(group):
            yield f"  {near.line:>5}  {one_line(near.symbol)}  {style.dim(_how(near))}"


def _merged(ordered: Iterable[Neighbour]) -> Iterator[Neighbour]:
    """Edges of one place that differ by what they lead to alone are one: several items in the module asked about."""
    for _, group in groupby(ordered, key=lambda near: msgspec.structs.replace(near, count=0)):
        alike = list(group)
        yield msgspec.structs.replace(alike[0], count=sum(near.count for near in alike))


def _how(near: Neighbour) -> str:
    words = [f"{near.edge} through {near.through}" if near.through else str(near.edge), str(near.tier)]
    if near.count > 1:
        words.append(f"{near.count} times")
    if near.via_macro:
        words.append("through a macro")
    if near.item is None:
        words.append("outside")
    elif near.item.made_by:
        words.append(f"from macro {near.item.made_by}!")
    return ", ".join(words)


def impact_text(found: Impact, style: Style = PLAIN) -> str:
    """Who is affected, nearest first, and how to run the tests among them."""
    tests = sum(1 for one in found.affected if one.is_test)
    reach = f"{number_of(len(found.affected), 'item')}, {number_of(tests, 'test')} among them"
    lines = asked_lines(found.asked, found.item)
    lines += [f"a change to {style.strong(found.item.symbol)} may affect {reach}"]
    for depth, group in groupby(found.affected, key=lambda one: one.depth):
        lines.append(f"\n{style.strong(number_of(depth, 'edge'))} away")
        lines += [_affected_line(one, style) for one in group]
    if found.cut_at:
        lines += ["", f"stopped {number_of(found.cut_at, 'edge')} away; there is more beyond; `--depth 0` follows all"]
    if found.test_runs:
        lines += ["", style.strong("tests that reach it"), *_run_lines(found.test_runs)]
    if found.notes:
        lines += ["", *note_lines(found.notes)]
    return "\n".join(lines)


def _affected_line(one: Affected, style: Style) -> str:
    mark = style.doubtful("?") if one.tier == Tier.CANDIDATE else " "
    test = " (test)" if one.is_test else ""
    made = from_macro(one.item.made_by)
    through = f" through {one.through}" if one.depth > 1 else ""
    how = style.dim(f"{one.edge}{through}, {one.tier}")
    return f"{mark} {one_line(one.path)}:{one.line}  {one_line(one.item.symbol)}{test}  {how}{made}"


def _run_lines(runs: Iterable[TestRun]) -> Iterable[str]:
    for run in runs:
        yield f"  {one_line(run.command)}  # {number_of(len(run.tests), 'test')}"


def card_text(card: ItemCard, style: Style = PLAIN) -> str:
    """An item: place, signature, doc, contents, and the nearest of its callers and callees."""
    item = card.item
    lines = [*asked_lines(card.asked, item), style.strong(item.symbol), one_line(_where(card))]
    if card.since:
        lines.append(f"here since {commit_line(card.since)}")
    lines += note_lines(card.notes)
    declared = [*(f"#[{attr}]" for attr in card.attrs), signature_line(item.vis, item.signature)]
    lines += ["", *(f"  {one_line(line)}" for line in declared if line)] if any(declared) else []
    if card.doc:
        lines += ["", *(f"  {line}".rstrip() for line in card.doc.strip("\n").split("\n"))]
    if card.contains:
        lines += ["", style.strong(f"contains {len(card.contains)}")]
        lines += [
            f"  {inner.line:>5}  {one_line(signature_line(inner.vis, inner.signature))}" for inner in card.contains
        ]
    lines += _around("callers", card.callers, item.symbol, style)
    lines += _around("callees", card.callees, item.symbol, style) if item.path else []
    return "\n".join(lines)


def _where(card: ItemCard) -> str:
    item = card.item
    if not item.path:
        return f"{item.kind} of crate {card.crate}" if item.kind != "outside" else f"of crate {card.crate}"
    at = f"{item.path}:{spanned(item.line, card.end_line)}"
    place = f"{item.kind} in {at}, crate {card.crate}{from_macro(item.made_by)}"
    return f"{place} of {card.template.path}:{card.template.line}" if card.template is not None else place


def signature_line(vis: str, signature: str) -> str:
    """The signature with its visibility before it, once."""
    return signature if not vis or signature.startswith(vis) else f"{vis} {signature}"


def _around(direction: str, found: Sequence[Neighbour], symbol: str, style: Style) -> list[str]:
    lines = ["", f"{style.strong(direction)}: {counted(found)}"]
    for near in found[:SHOWN]:
        mark = style.doubtful("?") if near.tier == Tier.CANDIDATE else " "
        lines.append(f"{mark} {one_line(near.path)}:{near.line}  {one_line(near.symbol)}  {style.dim(_how(near))}")
    if len(found) > SHOWN:
        lines.append(f"  and {len(found) - SHOWN} more: rgraph {direction} '{symbol}'")
    return lines


def commit_line(commit: CommitRef) -> str:
    """`1a2b3c4d5e 2024-02-03 Author: subject`."""
    return f"{commit.oid[:10]} {day(commit.time)} {one_line(commit.author)}: {one_line(commit.subject)}"


def day(seconds: int) -> str:
    """The UTC day of a time."""
    return time.strftime("%Y-%m-%d", time.gmtime(seconds))


def life_text(found: Life, style: Style = PLAIN) -> str:
    """The life of an item, oldest first, one commit a line; signatures where they changed."""
    told = number_of(len(found.events), "commit") if found.events else "its history is not known"
    lines = [f"{found.asked} = {found.symbol}"] if found.asked else []
    lines.append(f"{style.strong(found.symbol)}: {told}")
    for event in found.events:
        lines += ["", *_event_lines(event, style)]
    lines += [f"\nnote: {one_line(note)}" for note in found.notes]
    return "\n".join(lines)


def _event_lines(event: LifeEvent, style: Style) -> Iterable[str]:
    yield f"{commit_line(event.commit)}"
    yield f"  {style.strong(', '.join(event.changes))}  {style.dim(f'{one_line(event.path)}:{event.line}')}"
    if event.before:
        yield style.bad(f"  - {one_line(event.before)}")
    if event.after:
        yield style.good(f"  + {one_line(event.after)}")
