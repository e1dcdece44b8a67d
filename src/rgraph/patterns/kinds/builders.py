"""`builders`: types that are set up step by step and then make another one."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.link.text import type_text
from rgraph.model.facts import Item, ItemKind
from rgraph.patterns.codebase import TYPES, Codebase
from rgraph.patterns.pattern import Found, Pattern
from rgraph.patterns.shapes import is_own
from rgraph.spelling import counted
from rgraph.view.places import ItemAt

_MIN_SETTERS = 2


def find(codebase: Codebase) -> Iterator[Found]:
    for at, _ in codebase.of_kind(*TYPES & {ItemKind.STRUCT, ItemKind.ENUM}):
        methods = codebase.methods(at.symbol)
        setters = [one for one in methods if _sets(one[1], at.name)]
        makers = [one for one in methods if _makes(one[1], at.name)]
        if len(setters) >= _MIN_SETTERS and makers:
            yield _found(codebase, at, setters, makers)


def _found(
    codebase: Codebase, at: ItemAt, setters: list[tuple[ItemAt, Item]], makers: list[tuple[ItemAt, Item]]
) -> Found:
    made = type_text(makers[0][1].ret, True)
    statement = (
        f"{codebase.spelt(at.symbol)} builds {made}: {counted(len(setters), 'setter')}, then `{makers[0][0].name}`"
    )
    shown = [codebase.shown(one) for one, _ in (*makers[:1], *setters)]
    return Found(at.symbol, statement, (codebase.shown(at), *shown))


def _sets(item: Item, name: str) -> bool:
    """`fn x(self, ..) -> Self`, `fn x(&mut self, ..) -> &mut Self`."""
    return item.self_param is not None and (item.self_param.mut or not item.self_param.ref) and is_own(item.ret, name)


def _makes(item: Item, name: str) -> bool:
    named = "Builder" in name and (item.name == "finish" or item.name.startswith("build_"))
    built = item.name == "build" or named
    return built and item.self_param is not None and item.ret is not None and not is_own(item.ret, name)


PATTERN = Pattern(
    "Builders", "A type collects settings through methods that return it, and builds another type at the end.", find
)
