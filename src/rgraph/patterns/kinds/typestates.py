"""`typestates`: types whose parameter says in which state a value is, with other methods in each."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.diff.api.objects import last_name
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import Path, TPath
from rgraph.patterns.codebase import TYPES, Codebase, Impl
from rgraph.patterns.pattern import Found, Pattern
from rgraph.patterns.shapes import paths_in, takes_value
from rgraph.view.places import ItemAt


def find(codebase: Codebase) -> Iterator[Found]:
    names = {at.name for at in codebase.own if at.kind in TYPES}
    for at, item in codebase.of_kind(*TYPES):
        if not any(param.kind == "type" for param in item.generics.params):
            continue
        impls = [impl for impl in codebase.impls_of.get(at.symbol, ()) if not impl.trait]
        states = {impl.at.symbol: _states(impl, names) for impl in impls}
        moves: list[ItemAt] = []
        changed: set[int] = set()
        for impl in impls:
            for method, fn in codebase.members(impl.at.symbol, ItemKind.FUNCTION):
                places = _changed(fn, at.name, states[impl.at.symbol], names) if takes_value(fn) else set()
                changed |= places
                moves += [method] if places else []
        every = {found[place] for found in states.values() for place in changed if place in found}
        if len(every) >= 2:
            yield _found(codebase, at, sorted(every), moves, impls)


def _found(codebase: Codebase, at: ItemAt, states: list[str], moves: list[ItemAt], impls: list[Impl]) -> Found:
    ways = f"`{moves[0].name}` leads" if len(moves) == 1 else f"`{moves[0].name}` and {len(moves) - 1} more lead"
    statement = f"{codebase.spelt(at.symbol)} has the states {', '.join(states)}; {ways} from one to another"
    evidence = [codebase.shown(each) for each in (at, *moves)]
    return Found(at.symbol, statement, (*evidence, *(codebase.shown(impl.at) for impl in impls)))


def _states(impl: Impl, names: set[str]) -> dict[int, str]:
    """The types of this workspace among the arguments of an impl's type, by place; its own parameters are none."""
    item = impl.at.item
    if item is None or not isinstance(item.ty, TPath) or not item.ty.path.segments:
        return {}
    own = {param.name for param in item.generics.params}
    return {place: name for place, name in _arguments(item.ty.path) if name in names - own}


def _arguments(path: Path) -> Iterator[tuple[int, str]]:
    for place, argument in enumerate(path.segments[-1].args):
        if isinstance(argument, TPath):
            yield place, last_name(argument.path)


def _changed(method: Item, name: str, state: dict[int, str], names: set[str]) -> set[int]:
    """The places at which what a method returns has another of these types than the impl that it stands in."""
    returned = [path for path in paths_in(method.ret) if last_name(path) == name]
    return {
        place
        for path in returned
        for place, to in _arguments(path)
        if place in state and to in names and to != state[place]
    }


PATTERN = Pattern(
    "Typestates",
    "A type parameter says which state a value is in; each state has its own methods, and some lead to another state.",
    find,
)
