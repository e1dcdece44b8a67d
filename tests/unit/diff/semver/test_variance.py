"""The variance of parameters, through types that the workspace declares, without following arguments into them."""

from __future__ import annotations

import pytest

from ..crates import report

HEAD = "pub struct Cell<T>(std::cell::Cell<T>);\npub struct Taken<T>(fn(T));\npub struct Given<T>(fn() -> T);\n"


@pytest.mark.parametrize(
    ("was", "now", "parameter"),
    [
        ("pub struct S<T>(Box<T>);", "pub struct S<T>(Cell<T>);", "T"),
        ("pub struct S<T>(Given<T>);", "pub struct S<T>(Taken<T>);", "T"),
        ("pub struct S<T>(Taken<Taken<T>>);", "pub struct S<T>(Taken<Given<T>>);", "T"),
        ("pub struct S<T>(Box<T>);", "pub struct S<T>(Taken<T>, Given<T>);", "T"),
        ("pub struct S<T>(T, In<T>); pub struct In<U>(U);", "pub struct S<T>(T, In<T>); pub struct In<U>(*mut U);", "T"),
        (
            "pub struct A<T>(T, Option<Box<B<T>>>); pub struct B<U>(Option<Box<A<U>>>);",
            "pub struct A<T>(T, Option<Box<B<T>>>); pub struct B<U>(Option<Box<A<U>>>, Cell<U>);",
            "T",
        ),
        ("pub struct S<T>(T, D<T>); pub struct D<A, B = A>(A, Option<B>);",
         "pub struct S<T>(T, D<T>); pub struct D<A, B = A>(A, Cell<B>);", "T"),
        ("pub enum E<T> { A(T) }", "pub enum E<T> { A(T), B { inside: Cell<Vec<T>> } }", "T"),
    ],
)  # fmt: skip
def test_what_is_lost_is_asked(was: str, now: str, parameter: str) -> None:
    asked = [str(each) for each in report(HEAD + was, HEAD + now).undecided]
    assert any(f"variant in `{parameter}` any more" in each for each in asked), asked


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("pub struct S<T>(Box<T>);", "pub struct S<T>(Given<T>);"),
        ("pub struct S<T>(Given<T>);", "pub struct S<T>(Taken<Taken<T>>);"),
        ("pub struct S<T>(Taken<T>);", "pub struct S<T>(Taken<Given<T>>);"),
        ("pub struct S<T>(Cell<T>);", "pub struct S<T>(Taken<T>, T);"),
        ("pub struct S<T>(T);", "pub struct S<T>(T, Cell<u8>);"),
        ("pub struct Doubles<T>(T, Option<Box<Doubles<(T, T)>>>);", "pub struct Doubles<T>(Option<Box<Doubles<[T; 2]>>>, T);"),
    ],
)  # fmt: skip
def test_what_is_kept_is_silent(was: str, now: str) -> None:
    asked = [str(each) for each in report(HEAD + was, HEAD + now).undecided]
    assert not any("variant in" in each for each in asked), asked


def test_types_that_hold_each_other_have_what_one_of_them_is() -> None:
    ring = """\
pub struct A<T>(Option<Box<B<T>>>, FIELD);
pub struct B<U>(Option<Box<C<U>>>);
pub struct C<V>(Option<Box<A<V>>>);
"""
    asked = [
        str(each)
        for each in report(HEAD + ring.replace("FIELD", "T"), HEAD + ring.replace("FIELD", "Cell<T>")).undecided
    ]
    assert [sum(f"variant in `{name}` any more" in each for each in asked) for name in "TUV"] == [1, 1, 1], asked
