"""`raii_guards`: values whose drop undoes what a function has begun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.model.facts import Item, ItemKind
from rgraph.patterns.codebase import TYPES, Codebase
from rgraph.patterns.pattern import Found, Pattern
from rgraph.patterns.shapes import mentions
from rgraph.rules.attributes import has_attribute
from rgraph.rules.propose import Proposal, quoted, rule_fields
from rgraph.view.places import ItemAt

_NAME = re.compile(r"Guard|Permit|Defer|OnDrop|Restore|Bomb|Entered|Lease|(?:Read|Write|Scope)Lock$|^Ref(?:Mut)?$")


def find(codebase: Codebase) -> Iterator[Found]:
    makers: dict[str, list[ItemAt]] = {}
    candidates = {
        at.name: at
        for at, _ in codebase.of_kind(*TYPES)
        if _NAME.search(at.name) and codebase.implements(at.symbol, "std::ops::Drop")
    }
    for at, item in codebase.of_kind(ItemKind.FUNCTION) if candidates else ():
        for name, guard in candidates.items():
            if name in item.signature and mentions(item.ret, name) and _is_of(codebase, at, guard):
                makers.setdefault(name, []).append(at)
    guards = {at.symbol for at in candidates.values()}
    of_guards = {impl.at.symbol for guard in guards for impl in codebase.impls_of.get(guard, ())}
    traits = {impl.at.symbol for impl in codebase.impls if impl.trait}
    for name, at in sorted(candidates.items(), key=lambda each: each[1].symbol):
        begun = [one for one in makers.get(name, ()) if one.crate == at.crate and one.parent not in of_guards | traits]
        yield _found(codebase, at, sorted(begun, key=lambda one: (len(one.symbol), one.symbol)))


def _is_of(codebase: Codebase, function: ItemAt, guard: ItemAt) -> bool:
    return any(edge.dst == guard.symbol for edge in codebase.graph.out(function.symbol))


def _found(codebase: Codebase, at: ItemAt, makers: list[ItemAt]) -> Found:
    drop = next(impl.at for impl in codebase.impls_of[at.symbol] if impl.trait == "std::ops::Drop")
    begun = f" ends what `{codebase.spelt(makers[0].symbol)}` began" if makers else " cleans up"
    statement = f"{codebase.spelt(at.symbol)}{begun} when it is dropped"
    evidence = [codebase.shown(each) for each in (at, drop, *makers)]
    return Found(at.symbol, statement, tuple(evidence), _must_use(codebase, at))


def _must_use(codebase: Codebase, at: ItemAt) -> Proposal | None:
    if at.item is None or not _carries(at.item):
        return None
    name = codebase.spelt(at.symbol)
    reason = "A guard that is dropped at once guards nothing."
    fields = rule_fields(f"{name} is used", "attribute", reason)
    return Proposal(("Without must_use, nobody is warned about a guard that is dropped at once.",), fields).but(
        items=quoted(f"={name}"), require='["must_use"]'
    )


def _carries(item: Item) -> bool:
    return has_attribute(item.attrs.texts, ("must_use",))


PATTERN = Pattern("RAII guards", "A value stands for something that was begun, and ends it when it is dropped.", find)
