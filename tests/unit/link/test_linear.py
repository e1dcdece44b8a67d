"""Four times as much of one kind takes about four times the work: counted, never timed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .work import answers_to_link, calls_edges, calls_to_link, each, facts_listed, growth

N = 30
LINEAR = 5.0
"""Four times the work, and room for what grows by a logarithm."""


def glob_chain(n: int) -> str:
    chain = each(n, lambda i: f"pub mod m{i} {{ pub use crate::m{i + 1}::*; }}")
    return f"{chain}\npub mod m{n} {{ pub fn f() {{}} }}\n{each(n, lambda i: f'pub fn g{i}() {{ m{i}::f() }}')}"


def glob_ring(n: int) -> str:
    ring = each(n, lambda i: f"pub mod m{i} {{ pub use crate::m{(i + 1) % n}::*; {'' if i else 'pub fn f() {}'} }}")
    return f"{ring}\n{each(n, lambda i: f'pub fn g{i}() {{ m{i}::f() }}')}" if n else ""


def impls_for_wrapped(n: int) -> str:
    impls = each(n, lambda i: f"pub struct S{i}; impl T for W<S{i}> {{}} pub fn g{i}(x: W<S{i}>) {{ x.f() }}")
    return f"pub struct W<X>(X); pub trait T {{ fn f(&self) {{}} }}\n{impls}"


def from_and_into(n: int) -> str:
    def line(i: int) -> str:
        given = f"impl From<S{i}> for R {{ fn from(_: S{i}) -> R {{ R }} }}"
        return f"pub struct S{i}; {given} pub fn g{i}() -> R {{ S{i}.into() }}"

    return f"pub struct R;\n{each(n, line)}"


def macro_arms(n: int) -> str:
    """The method of a call's value: only its arm tells."""

    def line(i: int) -> str:
        return f"pub struct S{i}; impl S{i} {{ pub fn f(&self) {{}} }} pub fn g{i}() {{ m!(a{i}).f() }}"

    return f"macro_rules! m {{ {each(n, lambda i: f'(a{i}) => {{ S{i} }};')} }}\n{each(n, line)}"


def dyn_impls(n: int) -> str:
    def line(i: int) -> str:
        return f"pub struct S{i}; impl T for S{i} {{ fn f(&self) {{}} }} pub fn g{i}(x: &dyn T) {{ x.f() }}"

    return f"pub trait T {{ fn f(&self); }}\n{each(n, line)}"


SHAPES = [glob_chain, glob_ring, impls_for_wrapped, from_and_into, macro_arms, dyn_impls]


@pytest.mark.parametrize("shape", SHAPES)
def test_functions_called(shape: Callable[[int], str]) -> None:
    assert growth(calls_to_link, shape, N) < LINEAR


@pytest.mark.parametrize("shape", SHAPES)
def test_answers_computed(shape: Callable[[int], str]) -> None:
    assert growth(answers_to_link, shape, N) < LINEAR


@pytest.mark.parametrize("shape", SHAPES)
def test_facts_that_answers_list(shape: Callable[[int], str]) -> None:
    assert growth(facts_listed, shape, N) < LINEAR


@pytest.mark.parametrize("shape", SHAPES)
def test_every_call_of_the_shape_is_linked(shape: Callable[[int], str]) -> None:
    assert calls_edges(shape(N)) == N


def test_what_grows_with_the_square_is_noticed() -> None:
    """The measures themselves: n functions that call each of n others."""

    def square(n: int) -> str:
        calls = "; ".join(f"f{i}()" for i in range(n))
        return f"{each(n, lambda i: f'pub fn f{i}() {{}}')}\n{each(n, lambda i: f'pub fn g{i}() {{ {calls} }}')}"

    assert growth(calls_to_link, square, 12) > 1.5 * LINEAR
