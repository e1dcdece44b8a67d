"""What a user asks for: a measure by its name, what stands behind its colon, or a query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rgraph.errors import ConfigError, ItemError
from rgraph.model.facts import ItemKind
from rgraph.model.ids import Symbol
from rgraph.spelling import nearest
from rgraph.view.places import ItemAt, Outside

from .measure import Argument, Measure, OfLinks, OfTrees
from .registry import measure, names, shown

if TYPE_CHECKING:
    from rgraph.view.session import Session

Family = Mapping[str, "Maker"]
"""Measures that another part of rgraph brings, by the word before the colon."""


class Maker:
    """Makes a measure of what stands behind a colon."""

    argument = "NAME"

    def made(self, session: Session, text: str, rev: str) -> OfTrees:
        """The measure. Raises ConfigError."""
        raise NotImplementedError


def is_query(text: str) -> bool:
    """Whether a text is Datalog and no name."""
    return ":=" in text or "<-" in text or text.lstrip().startswith("?[")


def named(text: str, more: Family) -> tuple[str, str, Measure | Maker]:
    """The measure of a name such as `pub items` or `callers:ITEM`, its own name, and what stands behind the colon.

    Raises ConfigError, with the nearest name, where there is none, or the colon is missing or too much.
    """
    word, colon, argument = text.strip().partition(":")
    name = "-".join(word.replace("_", " ").replace("-", " ").split()).lower()
    known = {**{one: shown(one) for one in names()}, **{one: f"{one}:{made.argument}" for one, made in more.items()}}
    if name not in known:
        near = nearest(name, known)
        hint = f"did you mean {known[near]}? " if near else ""
        listed = ", ".join(known[one] for one in sorted(known))
        raise ConfigError(f"no measure {text!r}", f"{hint}measures are {listed}; or give a query in Datalog")
    if bool(argument) != (":" in known[name]) or (colon and not argument):
        raise ConfigError(f"{text!r} is not how this measure is written", f"write {known[name]}")
    return name, argument, more[name] if name in more else measure(name)


def argument_of(session: Session, measure_: OfLinks, text: str, rev: str) -> Argument:
    """The symbols that an item (or module) had up to a revision, by its lineage; of one that is gone, its last.

    Raises ItemError where nothing was ever called so, as far as is known.
    """
    from rgraph.diff.lineage import alike, predecessor
    from rgraph.view.pick import pick

    graph = session.graph(rev)
    try:
        picked = pick(graph, text)
    except ItemError as error:
        past = session.absent(error.unknown, rev).past if error.unknown else None
        if past is None:
            raise
        session.note(f"{past.symbol} has been gone since {past.gone.oid[:10]} ({past.gone.subject})")
        return Argument(text, (Symbol(past.symbol),))
    item = picked.item
    if measure_.argument == "MODULE" and not (isinstance(item, ItemAt) and item.kind is ItemKind.MODULE):
        raise ConfigError(f"{item.symbol} is not a module", "name a module or a crate of this repository")
    if isinstance(item, Outside):
        return Argument(text, (item.symbol,), is_outside=True)
    if item.kind is ItemKind.MODULE:
        return Argument(text, (item.symbol,))
    events = session.life(item.symbol, rev, predecessor, alike).events
    past_names = dict.fromkeys([item.symbol, *(Symbol(event.symbol) for event in reversed(events))])
    return Argument(text, tuple(past_names))
