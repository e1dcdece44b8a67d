"""Closures: what is expected of one tells its parameters, and what it gives tells the call."""

from __future__ import annotations

import pytest

from .walks import type_of, walked

CRATE = """
pub struct A; pub struct B; impl A { pub fn go(&self) -> B { B } } impl B { pub fn of_b(&self) {} }
pub fn call<F: Fn(A) -> R, R>(f: F) -> R { loop {} } pub fn once<R>(f: impl FnOnce(&A) -> R) -> R { loop {} }
pub fn boxed(f: Box<dyn Fn(A) -> B>) {} pub fn pointer(f: fn(A) -> B) {} pub fn by_where<F, X>(x: X, f: F) where F: FnMut(X) {}
pub fn reference(f: &dyn Fn(A)) {} pub struct Held { pub f: Box<dyn Fn(A) -> B> } pub fn make<T>() -> T { loop {} }
"""


@pytest.mark.parametrize(
    ("written", "ty"),
    [
        ("|| 1u8", "fn() -> u8"),
        ("|x: u8, y: bool| x", "fn(u8, bool) -> u8"),
        ("|x| x", "fn(_) -> _"),
        ("|x: u8| -> bool { true }", "fn(u8) -> bool"),
        ("|(a, b): (u8, char)| b", "fn((u8, char)) -> char"),
        ("|| return 1u8", "fn() -> u8"),
        ("|| { return 1u8; }", "fn() -> u8"),
        ("async || 1u8", "fn() -> impl Future<u8>"),
        ("move || { loop {} }", "fn() -> ()"),
        ("call(|x| x)", "A"),
        ("call(|x| x.go())", "B"),
        ("once(|x| x)", "&A"),
        ("once(|x| x.go())", "B"),
        ("(|x: u8| x)(1)", "u8"),
        ("{ let f = |x| x; f(1u8) }", "u8"),
        ("Some(A).map(|x| x.go())", "Option<B>"),
        ("vec![A].iter().map(|x| x.go()).collect::<Vec<_>>()", "Vec<B>"),
        ("vec![A].into_iter().filter(|x| true).next()", "Option<A>"),
        ("Some(1u8).map_or(A, |x| make())", "A"),
        ("Some(&A).map(A::go)", "Option<B>"),
        ("Some(1u8).map(Some)", "Option<Option<u8>>"),
        ("make::<Held>().f", "Box<dyn Fn<(A), B>>"),
        ("(make::<Held>().f)(A)", "B"),
        ("make::<Box<dyn FnMut(u8) -> A>>()(1)", "A"),
        ("make::<fn(u8) -> A>()(1)", "A"),
        ("make::<&dyn Fn() -> A>()()", "A"),
    ],
)
def test_the_type_of_a_closure_and_its_call(written: str, ty: str) -> None:
    assert type_of(CRATE, written) == ty


@pytest.mark.parametrize(
    "written",
    [
        "call(|x| x.go());",
        "once(|x| x.go());",
        "boxed(Box::new(|x| x.go()));",
        "pointer(|x| x.go());",
        "by_where(A, |x| { x.go(); });",
        "reference(&|x| { x.go(); });",
        "Held { f: Box::new(|x| x.go()) };",
        "let f: Box<dyn Fn(A) -> B> = Box::new(|x| x.go());",
        "let f: &dyn Fn(A) -> B = &|x| x.go();",
        "let f = |x: A| x.go();",
        "let f = |x: &A| x.go(); f(&A);",
        "call(|x| { let g = || x.go(); g() });",
        "vec![A].iter().for_each(|x| { x.go(); });",
        "vec![(1u8, A)].into_iter().map(|(_, x)| x.go()).count();",
        "Some(A).and_then(|x| Some(x.go()));",
        "std::thread::spawn(move || A.go());",
    ],
)
def test_the_parameters_of_a_closure_are_known(written: str) -> None:
    found = walked(CRATE + f"fn here() {{ {written} }}")
    assert "A::go" in found.calls
    assert found.unresolved == {}


def test_a_generic_bound_on_the_caller_is_called() -> None:
    found = walked(
        CRATE
        + "fn here<F: Fn(A) -> B>(f: F, g: impl FnOnce() -> A, h: &mut dyn FnMut(B) -> A) { f(A).of_b(); g().go(); h(B).go(); }"
    )
    assert found.calls == {"A::go", "B::of_b"}
    assert found.unresolved == {}


def test_a_closures_return_is_its_own() -> None:
    found = walked(CRATE + "fn here() -> u8 { let f = || -> A { return A; }; f().go(); 1 }")
    assert found.calls == {"A::go"}


def test_a_closures_locals_end_with_it() -> None:
    assert walked(CRATE + "pub fn x() {} fn here() { let f = |x: u8| x; x(); }").calls == {"x"}
