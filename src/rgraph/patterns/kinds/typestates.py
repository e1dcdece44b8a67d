"""`typestates`: types whose parameter says in which state a value is, with other methods in each."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.diff.api.objects import last_name
from rgraph.link.text import type_text
from rgraph.model.facts import ItemKind
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
        states = {impl.at.symbol: _arguments(impl, names) for impl in impls}
        every = {name for found in states.values() for name in found}
        moves = [
            (method, _states_in(method.item.ret if method.item else None, at.name) & every - states[impl.at.symbol])
            for impl in impls
            if states[impl.at.symbol]
            for method, fn in codebase.members(impl.at.symbol, ItemKind.FUNCTION)
            if takes_value(fn)
        ]
        changing = [(method, to) for method, to in moves if to]
        if len(every) >= 2 and changing:
            yield _found(codebase, at, sorted(every), [method for method, _ in changing], impls)


def _found(codebase: Codebase, at: ItemAt, states: list[str], moves: list[ItemAt], impls: list[Impl]) -> Found:
    ways = f"`{moves[0].name}`" + (f" and {len(moves) - 1} more" if len(moves) > 1 else "")
    statement = f"{codebase.spelt(at.symbol)} has the states {', '.join(states)}; {ways} leads from one to another"
    evidence = [codebase.shown(each) for each in (at, *moves)]
    return Found(at.symbol, statement, (*evidence, *(codebase.shown(impl.at) for impl in impls)))


def _arguments(impl: Impl, names: set[str]) -> set[str]:
    """The types of this workspace that stand where the parameters do, not the block's own parameters."""
    ty = impl.at.item.ty if impl.at.item is not None else None
    return _named(ty.path, names) if isinstance(ty, TPath) else set()


def _named(path: Path, names: set[str]) -> set[str]:
    arguments = path.segments[-1].args if path.segments else []
    return {last_name(each.path) for each in arguments if isinstance(each, TPath)} & names


def _states_in(ret: object, name: str) -> set[str]:
    """The arguments of a type of this name, or of `Self`'s, in what a method returns."""
    return {
        type_text(argument, False)
        for path in paths_in(ret)  # type: ignore[arg-type]
        if last_name(path) == name
        for argument in path.segments[-1].args
    }


PATTERN = Pattern(
    "Typestates",
    "A type parameter says in which state a value is; each has methods of its own, and some change it.",
    find,
)
