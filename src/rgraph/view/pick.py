"""The one item that a name means, or an error that lists what it may mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from rgraph.errors import ItemError
from rgraph.model.ids import Symbol

from .answers import Impact, ItemCard, Life, Neighbours
from .graph import CommitGraph, ItemAt
from .meanings import is_full, meant, named_outside, outside_ends
from .names import bare_identifiers, segments
from .near import near_symbols
from .places import Meaning, Outside
from .spots import at_spot

LISTED = 10
"""How many candidates an error lists before it says how many more there are."""

Answer = TypeVar("Answer", Neighbours, Impact, Life, ItemCard)


class Picked(msgspec.Struct, frozen=True, gc=False):
    """What a name was taken for. `asked` is the name where it is a path that leads to the item from elsewhere; `notes`
    tell what else it may mean."""

    item: Meaning
    asked: str = ""
    notes: list[str] = []

    def told(self, answer: Answer) -> Answer:
        """An answer about the item that says by which path it was asked for."""
        return msgspec.structs.replace(answer, asked=self.asked, notes=[*self.notes, *answer.notes])

    def meaning(self) -> list[str]:
        """What a reader must know of the name: what it stands for, and what else."""
        return [*([f"{self.asked} = {_place(self.item)}"] if self.asked else []), *self.notes]


def pick_item(graph: CommitGraph, name: str) -> ItemAt:
    """The item of the tree that `name` means. Raises ItemError where it means none, or more than one."""
    return in_tree(pick(graph, name))


def in_tree(picked: Picked) -> ItemAt:
    """The item, where it is one of the tree. Raises ItemError."""
    if isinstance(picked.item, Outside):
        raise ItemError(f"{picked.item.symbol} is outside of this repository", "its source is not read here")
    return picked.item


def pick_target(graph: CommitGraph, name: str) -> Picked:
    """What may be referred to by `name`: what it means, else an item outside that nothing refers to."""
    symbol = Symbol(bare_identifiers(name.strip()).removeprefix("::"))
    return _picked(graph, name) or Picked(named_outside(graph, symbol))


def pick(graph: CommitGraph, name: str) -> Picked:
    """What `name` means in this graph: an item's symbol, a full path to it, an end of one symbol alone, or a place.

    A path that begins with a crate of the tree means what that crate has under it, also where other symbols end so.
    Raises ItemError where it means nothing, or more than one thing.
    """
    found = _picked(graph, name)
    if found is None:
        raise _unknown(graph, name)
    return found


def _picked(graph: CommitGraph, name: str) -> Picked | None:
    """What `name` means; None where it means nothing."""
    there = at_spot(graph, name)
    if there is not None:
        return Picked(there, name.strip())
    name = bare_identifiers(name.strip())
    bare = name.removeprefix("::")
    exact = graph.item(bare)
    if exact is not None:
        return Picked(exact, notes=_beside(graph, exact))
    ends = [] if name.startswith("::") else graph.find(name)
    found = _by_path(graph, bare, ends)
    if found is not None:
        return found
    if len(ends) == 1:
        return Picked(ends[0])
    if ends:
        raise _ambiguous(name, ends, "items end with it")
    others = outside_ends(graph, bare)
    if len(others) > 1:
        raise _ambiguous(name, others, "names outside of the repository end with it")
    return Picked(others[0]) if others else None


def _by_path(graph: CommitGraph, name: str, ends: Sequence[ItemAt]) -> Picked | None:
    """What a path means that begins with a crate; None where it does not, or leads to nothing."""
    if (ends and len(segments(name)) == 1) or not is_full(graph, name):
        return None
    found, macros, others = meant(graph, name)
    if name.endswith("!") or not found:
        found, macros = macros, []
    if not found:
        found, others = others, []
    if len(found) > 1:
        raise _ambiguous(name, found, "items have this path")
    if not found:
        return None
    beside = [item for item in ends if item.symbol != found[0].symbol]
    if beside and isinstance(found[0], Outside):
        raise _ambiguous(name, [*beside, found[0]], "items match", f"`::{name}` is the one outside")
    notes = [f"{name} is {_named(one)} too" for one in macros]
    notes += [f"under another cfg {name} is {_named(one)}" for one in others]
    notes += [f"{_named(one)} ends with it too" for one in beside[:LISTED]]
    is_own = any(found[0].symbol == item.symbol for item in ends) or found[0].symbol == name
    return Picked(found[0], "" if is_own else name, notes)


def _beside(graph: CommitGraph, item: ItemAt) -> list[str]:
    """What else an item's symbol means, read as a path: one of the name beside it, or one that is re-exported there."""
    second = graph.item(f"{item.symbol}#2")
    if second is not None:
        return [f"{_named(second)} has the same name"]
    around = graph.item(item.parent)
    uses = graph.facts(around.path).uses if around is not None else ()
    if not any(use.vis and item.name == (use.alias or (use.path[-1] if use.path else "")) for use in uses):
        return []
    found = [one for every in meant(graph, item.symbol) for one in every if one.symbol != item.symbol]
    return [f"as a path, {item.symbol} is {_named(one)} too" for one in found]


def _place(one: Meaning) -> str:
    if isinstance(one, Outside):
        return f"{one.symbol} (outside)"
    return f"{one.symbol} ({one.path}:{one.line})"


def _named(one: Meaning) -> str:
    if isinstance(one, Outside):
        return f"{one.symbol}, outside of the repository"
    return f"the {one.kind} {one.symbol} ({one.path}:{one.line})"


def _ambiguous(name: str, found: Sequence[Meaning], what: str, further: str = "") -> ItemError:
    lines = [f"  {_candidate(one)}" for one in found[:LISTED]]
    if len(found) > LISTED:
        lines.append(f"  and {len(found) - LISTED} more")
    listed = "\n".join([*lines, *([further] if further else [])])
    return ItemError(f"{name!r} is ambiguous: {len(found)} {what}", f"name one of these:\n{listed}")


def _candidate(one: Meaning) -> str:
    if isinstance(one, Outside):
        return f"{one.symbol}  outside"
    return f"{one.symbol}  {one.kind} at {one.path}:{one.line}"


def _unknown(graph: CommitGraph, name: str) -> ItemError:
    at = f" at {graph.commit[:12]}" if graph.commit else ""
    error = ItemError(f"no item {name!r}{at}", _instead(graph, name))
    error.unknown = name
    return error


def _instead(graph: CommitGraph, name: str) -> str:
    near = near_symbols(graph, name)
    if near:
        return "did you mean:\n" + "\n".join(f"  {symbol}" for symbol in near)
    if graph.cargo.errors:
        path, error = graph.cargo.errors[0]
        return f"{path} cannot be read, so its crates are not known: it {error}"
    return "`rgraph search WORDS` finds items by words; FILE:LINE names the item that stands there"
