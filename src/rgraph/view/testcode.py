"""What test code is: one definition for rules, diffs and reports."""

from __future__ import annotations

from collections.abc import Mapping

from rgraph.model.cargo import CargoTree, TargetKind
from rgraph.model.ids import Symbol
from rgraph.model.predicates import needs_test

from .places import ItemAt, is_test_function

TEST_TARGETS = frozenset({TargetKind.TEST, TargetKind.BENCH, TargetKind.EXAMPLE})
"""Targets that nobody's program consists of."""


def test_code(items: Mapping[Symbol, ItemAt], cargo: CargoTree) -> frozenset[Symbol]:
    """The items of test code: all of a test, bench or example target, and what is built for tests alone, with all that
    it contains."""
    crates = {crate.id for crate in cargo.crates if crate.kind in TEST_TARGETS}
    verdicts: dict[Symbol, bool] = {Symbol(""): False}
    for item in items.values():
        # up to what is known already: a module's verdict is that of all in it
        inside: list[ItemAt] = []
        at: ItemAt | None = item
        while at is not None and at.symbol not in verdicts:
            inside.append(at)
            at = items.get(at.parent)
        verdict = at is not None and verdicts[at.symbol]
        for one in reversed(inside):
            verdict = verdicts[one.symbol] = verdict or one.crate in crates or built_for_tests(one)
    return frozenset(symbol for symbol, is_test in verdicts.items() if is_test)


def built_for_tests(item: ItemAt) -> bool:
    """Whether an item itself is built for tests alone: marked as a test, or under a `cfg` that only tests fulfil."""
    if item.item is None:
        return False
    return is_test_function(item.item) or any(needs_test(predicate) for predicate in item.item.attrs.cfg)
