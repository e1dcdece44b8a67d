"""What test code is: one definition for rules, diffs and reports."""

from __future__ import annotations

from rgraph.model.cargo import CargoTree, TargetKind
from rgraph.model.facts import Item
from rgraph.model.predicates import needs_test

from .places import ItemAt, is_test_function

TEST_TARGETS = frozenset({TargetKind.TEST, TargetKind.BENCH, TargetKind.EXAMPLE})
"""Targets that nobody's program consists of."""


def test_crates(cargo: CargoTree) -> frozenset[str]:
    """The ids of the crates that are test code as a whole."""
    return frozenset(crate.id for crate in cargo.crates if crate.kind in TEST_TARGETS)


def built_for_tests(item: ItemAt) -> bool:
    """Whether an item itself is built for tests alone."""
    return is_for_tests(item.item)


def is_for_tests(item: Item | None) -> bool:
    """Whether a declaration is marked as a test, or stands under a `cfg` that only tests fulfil."""
    if item is None:
        return False
    return is_test_function(item) or any(needs_test(predicate) for predicate in item.attrs.cfg)
