"""Answers for agents: grep-like, one fact a line, nothing said twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.spelling import counted as number_of
from rgraph.view.answers import (
    SINCE_UNKNOWN,
    Affected,
    Impact,
    ItemCard,
    ItemRef,
    Life,
    LifeEvent,
    Neighbour,
    Neighbours,
)
from rgraph.view.lines import Lines

from .text import commit_line, counted, signature_line
from .told import Told, shown
from .words import from_macro, spanned, visible

FEW = 8
"""How many callers and callees a card names before it counts the rest."""

_CALLABLE = {ItemKind.FUNCTION, ItemKind.MACRO, ItemKind.CONST, ItemKind.STATIC}
"""Kinds whose callees a card names: of types and modules they are too many to say anything."""


def place(path: str, line: int) -> str:
    """`path:line`, as editors and agents read it; "outside" where there is no file."""
    return f"{path}:{line}" if path else "outside"


def numbered(lines: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Lines of code with their numbers, as grep shows them."""
    for number, text in lines:
        yield shown(f"{number}: {text}")


def asked_for(asked: str, item: ItemRef) -> list[str]:
    """The line that says what a path stands for, where an item was asked for by another."""
    return [shown(f"{asked} = {item.symbol}")] if asked else []


def notes(found: Iterable[str]) -> list[str]:
    """What a reader must know besides."""
    return [shown(f"note: {note}") for note in found]


def card_told(card: ItemCard, lines: Lines, source: bool = True, beside: int = 0) -> Told:
    """An item: place, signature, who is around it, and its source."""
    item = card.item
    where = f"{item.path}:{spanned(item.line, card.end_line)}" if item.path else "outside of this repository"
    head = [*asked_for(card.asked, item), shown(f"{item.kind} {item.symbol}  {where}{from_macro(item.made_by)}")]
    head += [shown(f"here since {commit_line(card.since)}")] if card.since else []
    with_source = source and bool(item.path)
    body = [] if with_source else list(_declared(card))
    body += _callers(card)
    body += _callees(card) if item.path else []
    if with_source:
        body += numbered(lines.between(item.path, card.start_line - beside, card.end_line + beside))
    body += _contents(card, with_source)
    paths = frozenset({item.path} - {""})
    foot = notes(note for note in card.notes if not note.startswith(SINCE_UNKNOWN))
    less = "ask without source, or for an item that it contains" if with_source else "ask for an item that it contains"
    return Told(head, body, foot, paths, less)


def _declared(card: ItemCard) -> Iterator[str]:
    yield from (shown(f"#[{attr}]") for attr in card.attrs)
    if card.item.signature:
        yield shown(signature_line(card.item.vis, card.item.signature))
    yield from (shown(f"/// {line}") for line in (card.doc.strip("\n").split("\n") if card.doc else []))


def _contents(card: ItemCard, with_source: bool) -> Iterator[str]:
    """What the item contains, as far as its code is not shown above."""
    here = card.item.path if with_source else ""
    inner = [one for one in card.contains if one.path != here or not card.start_line <= one.line <= card.end_line]
    if inner:
        yield f"contains {len(inner)}{' elsewhere' if len(inner) < len(card.contains) else ''}:"
        for one in inner:
            elsewhere = f"{one.path}:" if one.path != card.item.path else ""
            yield shown(f"{elsewhere}{one.line}: {signature_line(one.vis, one.signature)}")


def _merged(found: Iterable[Neighbour]) -> list[list[Neighbour]]:
    """Edges between the same two items in the same file as one, in the order of the first."""
    groups: dict[tuple[str, str, str], list[Neighbour]] = {}
    for near in found:
        groups.setdefault((near.symbol, near.path, near.through), []).append(near)
    return list(groups.values())


def _lines_of(edges: Sequence[Neighbour]) -> list[int]:
    """The lines of some edges in one file, each once."""
    return sorted({near.line for near in edges})


def _listed(numbers: Sequence[int]) -> str:
    """`12,14,20`; of many the first, and how many more."""
    more = f" and {len(numbers) - FEW} more" if len(numbers) > FEW else ""
    return ",".join(map(str, numbers[:FEW])) + more


def _callers(card: ItemCard) -> Iterator[str]:
    """A few places that use the item, calls before others, what is sure before what is not."""
    ordered = sorted(card.callers, key=lambda near: (near.tier is Tier.CANDIDATE, near.edge is not EdgeKind.CALLS))
    found = _merged(ordered)
    yield f"callers: {counted(card.callers)}"
    for near in found[:FEW]:
        where = f"{near[0].path}:{_listed(_lines_of(near))}" if near[0].path else "outside"
        yield shown(f"  {where}: {near[0].symbol}{_how(near)}")
    if len(found) > FEW:
        yield f"  and {len(found) - FEW} more: the tool callers lists all"


def _callees(card: ItemCard) -> Iterator[str]:
    """What the item uses, by name: where is seen in its code."""
    names = list(dict.fromkeys(near.symbol for near in card.callees if near.item is not None))
    outside = len({near.symbol for near in card.callees}) - len(names)
    more = f", {outside} outside" if outside else ""
    yield f"callees: {counted(card.callees)}{more}"
    if card.item.kind in _CALLABLE:
        yield from (shown(f"  {name}") for name in names[:FEW])
        if len(names) > FEW:
            yield f"  and {len(names) - FEW} more: callers with direction=callees lists all"


def _how(edges: Sequence[Neighbour]) -> str:
    """In parentheses what is not said of every reference: kinds that are no calls, tiers that are not exact."""
    first = edges[0]
    is_call = all(near.edge is EdgeKind.CALLS for near in edges)
    told = [([] if is_call else [str(near.edge)]) + ([] if near.tier is Tier.EXACT else [near.tier]) for near in edges]
    words = [" ".join(parts) for parts in told if parts]
    words += [f"{first.count} times"] if first.count > 1 else []
    words += ["through a macro"] if first.via_macro else []
    words += [f"through {first.through}"] if first.through else []
    words += ["outside"] if first.item is None else []
    return f"  ({', '.join(dict.fromkeys(words))})" if words else ""


def neighbours_told(found: Neighbours, lines: Lines, beside: int = 0) -> Told:
    """Callers or callees by file, nearest first, what is sure before what is not; each with the line that refers."""
    item = found.item
    head = [*asked_for(found.asked, item), f"{found.direction} of {item.symbol}: {counted(found.neighbours)}"]
    body: list[str] = []
    for depth, group in groupby(found.neighbours, key=lambda near: near.depth):
        if depth > 1:
            body.append(f"{number_of(depth, 'edge')} away:")
        near = list(group)
        body += _by_file([one for one in near if one.tier is not Tier.CANDIDATE], lines, beside)
        maybe = [one for one in near if one.tier is Tier.CANDIDATE]
        if maybe:
            body += ["candidates (the reference means one of several items):", *_by_file(maybe, lines, beside)]
    foot = notes(found.notes)
    if not found.neighbours:
        foot = [*_nobody(found), *foot]
    paths = frozenset(near.path for near in found.neighbours)
    return Told(head, body, foot, paths, "give tier=exact, without=imports, or a smaller depth")


def _nobody(found: Neighbours) -> list[str]:
    if found.direction == "callees":
        return ["nothing in it refers to anything that was resolved"]
    said = "nothing in this tree refers to it"
    return [f"{said}; it is pub, so code elsewhere may" if found.item.vis == "pub" else said]


def _by_file(found: Sequence[Neighbour], lines: Lines, beside: int) -> Iterator[str]:
    ordered = sorted(found, key=lambda near: (near.path, near.line, near.symbol, near.edge))
    for path, group in groupby(ordered, key=lambda near: near.path):
        yield shown(path)
        for edges in _merged(group):
            yield from _reference(edges, lines, beside)


def _reference(edges: Sequence[Neighbour], lines: Lines, beside: int) -> Iterator[str]:
    """The item at the other end, and the code that refers to it: the first line of it, or what stands around each."""
    path, found = edges[0].path, _lines_of(edges)
    first = next((text.strip() for _, text in lines.around(path, found[0], 0)), "")
    if beside:
        yield shown(f"  {edges[0].symbol}{_how(edges)}")
        yield from (f"  {line}" for line in _windows(path, found, lines, beside))
    else:
        yield shown(f"  {_listed(found)}: {edges[0].symbol}{_how(edges)}{' | ' + first if first else ''}")


def _windows(path: str, found: Sequence[int], lines: Lines, beside: int) -> Iterator[str]:
    """The code around some lines of a file, no line twice, `--` between windows as grep has it."""
    last = 0
    for line in found:
        window = [one for one in lines.around(path, line, beside) if one[0] > last]
        if last and window and window[0][0] > last + 1:
            yield "--"
        yield from (shown(f"{number}{':' if number in found else '-'} {text}") for number, text in window)
        last = max([last, *(number for number, _ in window)])


def impact_told(found: Impact) -> Told:
    """Who is affected by a change, nearest first; the tests and how to run them before all else."""
    tests = sum(1 for one in found.affected if one.is_test)
    reach = f"{number_of(len(found.affected), 'item')}, {number_of(tests, 'test')} among them"
    head = [*asked_for(found.asked, found.item), f"a change to {found.item.symbol} may affect {reach}"]
    runs = [visible(f"run {number_of(len(run.tests), 'test')}: {run.command}") for run in found.test_runs]
    body: list[str] = []
    for depth, group in groupby(found.affected, key=lambda one: one.depth):
        body += [f"{number_of(depth, 'edge')} away:", *(_affected(one) for one in group)]
    foot = notes(found.notes)
    if found.cut_at:
        foot.insert(0, f"stopped {number_of(found.cut_at, 'edge')} away; there is more beyond; depth=0 follows all")
    paths = frozenset(one.path for one in found.affected)
    whole = [*runs, *(shown(line) for line in body)]  # a command that is cut is none
    return Told(head, whole, foot, paths, "give a depth, or tier=exact")


def _affected(one: Affected) -> str:
    words = [str(one.edge)] if one.edge is not EdgeKind.CALLS else []
    words += [str(one.tier)] if one.tier is not Tier.EXACT else []
    words += ["test"] if one.is_test else []
    how = f"  ({', '.join(words)})" if words else ""
    return f"{place(one.path, one.line)}: {one.item.symbol}{how}{from_macro(one.item.made_by)}"


def life_told(found: Life) -> Told:
    """The life of an item, newest first: what was done to it last is asked for most."""
    count = number_of(len(found.events), "commit")
    told = f"{count}, newest first" if found.events else "its history is not known"
    head = [f"{found.asked} = {found.symbol}"] if found.asked else []
    head.append(f"{found.symbol}: {told}")
    body = [shown(line) for event in reversed(found.events) for line in _event(event)]
    paths = frozenset(event.path for event in found.events)
    return Told(head, body, notes(found.notes), paths, "")


def _event(event: LifeEvent) -> Iterator[str]:
    yield f"{commit_line(event.commit)}  {place(event.path, event.line)}"
    yield f"  {', '.join(event.changes)}"
    if event.before:
        yield f"  - {event.before}"
    if event.after:
        yield f"  + {event.after}"
