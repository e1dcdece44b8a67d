"""What all bodies together ask grows with the bodies, however many impls and arms there are to choose from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest

from rgraph.link.impls import Impls
from rgraph.link.linker import Linker
from rgraph.link.types.search import Search
from rgraph.link.types.trials import Trials
from rgraph.parse import expand
from tests.dsl.compiled import needs_python
from tests.unit.link.test_linear import LINEAR, dyn_impls, from_and_into, impls_for_wrapped, macro_arms
from tests.unit.link.work import growth, texts_of

from .worlds import costs

N = 20
Shape = Callable[[int], str]


def steps(root: str) -> int:
    """The fuel that the bodies of a crate spend."""
    return sum(cost.steps for cost in costs(root).values())


def times_called(owner: Any, name: str) -> Callable[[str], int]:
    """A measure: how often this is called to link a crate."""

    def measured(root: str) -> int:
        needs_python(owner, name)
        texts = texts_of(root)
        with patch.object(owner, name, autospec=True, side_effect=getattr(owner, name)) as called:
            Linker(texts).link(texts.tree)
        return called.call_count

    return measured


@pytest.mark.parametrize("shape", [impls_for_wrapped, from_and_into, macro_arms, dyn_impls])
def test_fuel(shape: Shape) -> None:
    assert growth(steps, shape, N) < LINEAR


@pytest.mark.parametrize("shape", [impls_for_wrapped, from_and_into, dyn_impls])
def test_headers_of_impls_that_are_read(shape: Shape) -> None:
    assert growth(times_called(Impls, "_header"), shape, N) < LINEAR


@pytest.mark.parametrize("shape", [impls_for_wrapped, from_and_into, dyn_impls])
def test_steps_of_the_search(shape: Shape) -> None:
    assert growth(times_called(Search, "step"), shape, N) < LINEAR


@pytest.mark.parametrize("shape", [impls_for_wrapped, from_and_into])
def test_impls_that_are_tried(shape: Shape) -> None:
    assert growth(times_called(Trials, "_header"), shape, N) < LINEAR


def impls_by_argument(count: int) -> str:
    impls = "".join(
        f"pub struct S{n}; impl W<S{n}> {{ fn f(&self) {{}} }} fn g{n}(x: W<S{n}>) {{ x.f() }}" for n in range(count)
    )
    return f"pub struct W<X>(X); {impls}"


def test_inherent_impls_for_other_arguments_are_not_tried() -> None:
    assert growth(times_called(Trials, "one"), impls_by_argument, N) < LINEAR


def test_arms_that_are_tried() -> None:
    assert growth(times_called(expand, "matched"), macro_arms, N) < LINEAR
