"""Calls: arguments tell the callee's generics, and the callee's parameters tell the arguments."""

from __future__ import annotations

import pytest

from .walks import type_of, walked

CRATE = """
pub struct A; pub struct B; impl A { pub fn go(&self) {} } impl B { pub fn go(&self) {} } pub fn make<T>() -> T { loop {} }
pub fn same<T>(a: T, b: T) -> T { a } pub fn first<T>(x: &[T]) -> &T { loop {} } pub fn wrap<T>(x: T) -> Option<T> { None }
pub fn out<I: Iterator>(i: I) -> I::Item { loop {} } pub fn into<T: Into<A>>(t: T) -> A { A } pub fn by<T, F: FnOnce(T) -> U, U>(t: T, f: F) -> U { loop {} }
pub trait Tr { type O; } impl Tr for A { type O = B; } pub fn project<T: Tr>(t: T) -> T::O { loop {} } pub fn equal<T: Tr<O = X>, X>(t: T) -> X { loop {} }
pub fn opaque() -> impl Tr<O = A> { A } pub fn never() -> ! { loop {} } pub struct Pair<X, Y>(X, Y); pub fn pick<T: Pick<X>, X>(t: T) -> X { loop {} }
pub trait Pick<X> {} impl Pick<B> for A {}
"""


@pytest.mark.parametrize(
    ("written", "ty"),
    [
        ("same(make(), 1u8)", "u8"),
        ("same(1, 2u8)", "u8"),
        ("first(&[A])", "&A"),
        ("first(&vec![A])", "&A"),
        ("wrap(wrap(A))", "Option<Option<A>>"),
        ("out(vec![A].into_iter())", "A"),
        ('out("".chars().map(|c| B))', "B"),
        ("by(A, |x| x)", "A"),
        ("by(1u8, |x| (x, B))", "(u8, B)"),
        ("project(A)", "B"),
        ("equal(A)", "B"),
        ("pick(A)", "B"),
        ("project(opaque())", "A"),
        ("never()", "!"),
        ("Pair(A, 1u8)", "Pair<A, u8>"),
        ("Pair::<_, u8>(A, make())", "Pair<A, u8>"),
        ("Some(A)", "Option<A>"),
        ("Ok::<_, B>(A)", "Result<A, B>"),
        ("(|x: u8| A)(1)", "A"),
        ("[A][0]", "A"),
        ("{ let f = same; f(A, A) }", "A"),
        ("{ let x = make(); same(x, A); x }", "A"),
        ("{ let x: Option<A> = wrap(make()); x }", "Option<A>"),
        ("missing(A)", "?"),
        ("1u8(2)", "?"),
    ],
)
def test_the_type_of_a_call(written: str, ty: str) -> None:
    assert type_of(CRATE, written) == ty


def test_arguments_are_walked_whatever_is_called() -> None:
    for callee in ("missing", "far::f", "1u8", "A", "never", "Some", "{ 1 }"):
        assert "A::go" in walked(CRATE + f"fn here() {{ {callee}({{ A.go(); 1 }}, A.go()); }}").calls


def test_too_many_and_too_few_arguments_are_no_error() -> None:
    assert walked(CRATE + "fn here() { same(A); same(A, A, { B.go(); A }); }").calls == {"same", "B::go"}


def test_closures_are_walked_after_the_other_arguments() -> None:
    found = walked(
        CRATE
        + "pub fn late<T, U>(f: impl Fn(&T) -> U, t: T) -> U { loop {} } fn here() { late(|x| x.go(), A); late(|x| x.go(), B); }"
    )
    assert found.calls == {"late", "A::go", "B::go"}
    assert found.unresolved == {}


def test_a_value_of_no_known_type_that_is_called_is_counted() -> None:
    assert walked(CRATE + "fn here() { let f = make(); f(1); }").unresolved == {"unknown_receiver call": 1}


@pytest.mark.parametrize("bound", ["F: Fn(A) -> B", "F: FnMut(A) -> B + Send", "F: 'static + FnOnce(A) -> B"])
def test_a_parameter_with_a_bound_is_called(bound: str) -> None:
    assert walked(CRATE + f"fn here<{bound}>(f: F) {{ f(make()).go(); }}").calls == {"make", "B::go"}
