"""Types as written into terms."""

from __future__ import annotations

import pytest

from tests.unit.link_types.worlds import item, signatures

CRATE = """
use std::collections::HashMap;
pub struct P<T, U = u8> { one: T, two: U }
pub type Alias<X> = P<X, bool>;
pub type Short = Alias<str>;
pub trait Tr { type Out; fn own(&self) -> Self::Out; }
impl<T> Tr for P<T> { type Out = Vec<T>; fn own(&self) -> Self::Out { loop {} } }
mod inner { pub struct Q; }
fn f(%s) {}
"""


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("x: &mut [u8]", "'&mut'<'[]'<'u8'>>"),
        ("x: (u8, inner::Q)", "'()'<'u8', Q>"),
        ("x: P<bool>", "P<'bool', 'u8'>"),
        ("x: Alias<char>", "P<'char', 'bool'>"),
        ("x: Short", "P<'str', 'bool'>"),
        ("x: fn(u8) -> bool", "'fn'<'u8', 'bool'>"),
        ("x: Box<dyn Tr<Out = u8> + Send>", "Box<dyn Tr<'u8'>>"),
        ("x: HashMap<String, [u8; 3]>", "HashMap<String, '[;]'<'u8'>, RandomState>"),
        ("x: *const !", "'*'<'!'>"),
        ("x: far::Away<u8>", "'?'"),
        ("x: <P<u8> as Tr>::Out", "Tr::Out<P<'u8', 'u8'>>"),
        ("x: impl Tr", "impl#0"),
        ("x: Missing", "'?'"),
    ],
)
def test_a_parameter(written: str, term: str) -> None:
    world, declared = signatures(CRATE % written)
    found = declared.signature(item(world, "f")).inputs[0]
    assert repr(found) == term


def test_an_async_function_returns_a_future() -> None:
    world, declared = signatures("async fn f() -> u8 { 1 }")
    assert repr(declared.signature(item(world, "f")).ret) == "impl Future<'u8'>"


def test_self_is_the_type_of_the_impl() -> None:
    world, declared = signatures("pub struct S<T>(T); impl<T> S<T> { fn me(&self) -> Self { loop {} } }")
    signature = declared.signature(item(world, "me"))
    assert repr(signature.receiver) == "'&'<S<T>>"
    assert repr(signature.ret) == "S<T>"


def test_defaults_of_trait_parameters_are_the_subject() -> None:
    world, declared = signatures("use std::ops::Add; fn f<T: Add>(t: T) {}")
    (predicate,) = declared.predicates(item(world, "f"))
    assert predicate.args == (predicate.subject,)
