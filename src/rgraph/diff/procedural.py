"""Procedural macros whose code changed: what they accept and write follows from running them, which nobody does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from rgraph.link.table import proc_macro_name
from rgraph.view.testcode import built_for_tests

from .limits import MAX_MACROS_NAMED
from .macro_kinds import MACRO_KINDS
from .proportion.dependence import closed, depends_on
from .unjudged import listed

if TYPE_CHECKING:
    from rgraph.model.cargo import Crate
    from rgraph.view.graph import CommitGraph, ItemAt

    from .report import ItemChange


def rewritten_macros(old: CommitGraph, new: CommitGraph, changes: Iterable[ItemChange]) -> list[str]:
    """A sentence on each crate of procedural macros, there before and after, whose code is among these changes.

    Its code is that of the crate and of all libraries of the repository that it is built from, without their tests.
    """
    before = {crate.id for crate in _macro_crates(old)}
    crates = [crate for crate in _macro_crates(new) if crate.id in before]
    if not crates:
        return []
    changed = {change.ref.crate for change in changes if _may_reach_macros(old, new, change)}
    needs = depends_on(new.cargo)
    return [
        _sentence(crate, kept)
        for crate in crates
        if closed([crate.id], needs.__getitem__) & changed and (kept := _kept_macros(old, new, crate))
    ]


def _kept_macros(old: CommitGraph, new: CommitGraph, crate: Crate) -> set[str]:
    """The macros of a crate that both versions have: what is new or gone is told as such."""
    before = {name for each in _macro_crates(old) if each.id == crate.id for name in _macros(old, each)}
    return before & set(_macros(new, crate))


def _macro_crates(graph: CommitGraph) -> list[Crate]:
    return [crate for crate in graph.cargo.crates if crate.proc_macro]


def _may_reach_macros(old: CommitGraph, new: CommitGraph, change: ItemChange) -> bool:
    """Whether what other macros do may follow from a change; from one that came or went it does not."""
    came_or_went = change.old is None or change.new is None
    is_macro = change.ref.kind in MACRO_KINDS
    return change.code and not (came_or_went and is_macro) and not _is_test(old, new, change)


def _is_test(old: CommitGraph, new: CommitGraph, change: ItemChange) -> bool:
    graph = new if change.new is not None else old
    at = graph.item(change.ref.symbol)
    while at is not None and not built_for_tests(at):
        at = graph.item(at.parent) if at.parent else None
    return at is not None


def _macros(graph: CommitGraph, crate: Crate) -> Iterator[str]:
    """The macros of a crate as code names them; they all stand in its root."""
    for item in graph.items_of(crate.root):
        if item.item is not None and item.item.attrs.proc_macro:
            yield _as_written(item)


def _as_written(item: ItemAt) -> str:
    assert item.item is not None
    name, marker = proc_macro_name(item.item), item.item.attrs.proc_macro
    if marker.startswith("proc_macro_derive"):
        return f"`derive({name})`"
    return f"`#[{name}]`" if marker.startswith("proc_macro_attribute") else f"`{name}!`"


def _sentence(crate: Crate, macros: Collection[str]) -> str:
    """Which of several macros the code reaches is not told: what macros are built from is not always linked."""
    named = sorted(macros)[:MAX_MACROS_NAMED]
    more = len(macros) - len(named)
    if len(macros) == 1:
        return f"the code of the procedural macro {named[0]} changed; what it accepts and writes is not judged"
    parts = listed([*named, f"{more} more"] if more else named)
    return (
        f"code that the procedural macros of `{crate.name}` are built from changed ({parts}); "
        "what they accept and write is not judged"
    )
