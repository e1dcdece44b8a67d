"""Types as written into terms."""

from __future__ import annotations

import pytest

from .worlds import Local, item, shown, signatures

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
        ("x: Box<dyn Tr<Out = u8> + Send>", "Box<dyn Tr+Send<'u8'>>"),
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


# ---- generics, aliases, defaults -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "written", "term"),
    [
        ("pub struct D<T = u8, U = Vec<T>>(T, U);", "D", "D<u8, Vec<u8>>"),
        ("pub struct D<T = u8, U = Vec<T>>(T, U);", "D<bool>", "D<bool, Vec<bool>>"),
        ("pub struct D<T>(T);", "D", "D<?>"),
        ("pub struct D<T>(T);", "D<u8, u16>", "D<u8>"),
        ("pub struct D<const N: usize>;", "D<3>", "D<=3>"),
        ("pub struct D<'a, T>(&'a T);", "D<'static, u8>", "D<u8>"),
        ("pub type D<T> = (T, T);", "D<u8>", "(u8, u8)"),
        ("pub type D<T = u8> = [T; 2];", "D", "[u8; _]"),
        ("pub type D = E<u8>; pub type E<T> = Option<F<T>>; pub type F<T> = T;", "D", "Option<u8>"),
        ("pub type D = E; pub type E = D;", "D", "?"),
        ("pub type D<T> = D<Vec<T>>;", "D<u8>", "?"),
        ("pub enum D<T> { V(T) }", "D<u8>", "D<u8>"),
        ("pub union D { a: u8 }", "D", "D"),
        ("pub trait D<X> { type O; }", "Box<dyn D<u8, O = bool>>", "Box<dyn D<u8, bool>>"),
        ("pub trait D {}", "Box<dyn D + Send + 'static>", "Box<dyn D+Send>"),
        ("pub trait D {}", "&D", "&dyn D"),
        ("", "Box<dyn Send>", "Box<dyn Send>"),
        ("pub trait D {}", "Box<dyn Sync + D + Send>", "Box<dyn D+Send+Sync>"),
        ("pub trait D {}", "Box<dyn far::Away + Send>", "Box<?>"),
        ("", "Box<dyn Fn(u8) -> bool>", "Box<dyn Fn<(u8), bool>>"),
        ("", "Box<dyn Fn(&str)>", "Box<dyn Fn<(&str), ()>>"),
        ("", "for<'a> fn(&'a u8)", "fn(&u8) -> ()"),
        ("", "*mut [u8]", "*mut [u8]"),
        ("mod m { pub struct D; }", "self::m::D", "D"),
        ("#[cfg(unix)] pub struct D; #[cfg(not(unix))] pub struct D;", "D", "D"),
    ],
)
def test_names_with_their_arguments(declared: str, written: str, term: str) -> None:
    world, found = signatures(f"{declared} fn f(x: {written}) {{}}")
    (ty,) = found.signature(item(world, "f")).inputs
    assert shown(ty) == term


# ---- associated types: which bound defines the name --------------------------------------------------------------

TRAITS = """
use std::ops::{Add, Deref};
pub trait Has { type Out; } pub trait Also { type Out; } pub trait Low: Has {} pub trait Of<X> { type Got; } pub trait Marked<X> {}
pub trait Deep: Low {} pub trait Ring: Gnir {} pub trait Gnir: Ring { type Out; }
pub trait Pair<X>: Of<X> {} pub trait Selfish { type A; type B: Of<Self::A>; fn both(&self, b: &Self::B) -> Self::A; }
"""


@pytest.mark.parametrize(
    ("generics", "written", "term"),
    [
        ("<T: Has>", "T::Out", "<T as Has>::Out"),
        ("<T> ... where T: Has", "T::Out", "<T as Has>::Out"),
        ("<T: Low>", "T::Out", "<T as Has>::Out"),
        ("<T: Deep>", "T::Out", "<T as Has>::Out"),
        ("<T: Ring>", "T::Out", "<T as Gnir>::Out"),
        ("<T: Of<u8>>", "T::Got", "<T as Of<u8>>::Got"),
        ("<T: Has + Marked<T::Out>>", "T::Out", "<T as Has>::Out"),
        ("<T: Marked<T::Out> + Has>", "T::Out", "<T as Has>::Out"),
        ("<T> ... where T: Marked<T::Out>, T: Has", "T::Out", "<T as Has>::Out"),
        ("<T: Has + Of<T::Out>>", "T::Got", "<T as Of<<T as Has>::Out>>::Got"),
        ("<T: Of<T::Out> + Has>", "T::Got", "<T as Of<<T as Has>::Out>>::Got"),
        ("<T: Has + Of<Vec<T::Out>>>", "T::Got", "<T as Of<Vec<<T as Has>::Out>>>::Got"),
        ("<T: Of<T::Got>>", "T::Got", "<T as Of<?>>::Got"),
        ("<T: Of<U::Out>, U: Has>", "T::Got", "<T as Of<<U as Has>::Out>>::Got"),
        ("<T: Of<U::Got>, U: Of<T::Got>>", "T::Got", "<T as Of<<U as Of<<T as Of<?>>::Got>>::Got>>::Got"),
        ("<T: Add + From<T::Output>>", "T::Output", "<T as Add<T>>::Output"),
        ("<T: Deref + AsRef<T::Target>>", "T::Target", "<T as Deref>::Target"),
        ("<T: Has> ... where T::Out: Has", "<T::Out as Has>::Out", "<<T as Has>::Out as Has>::Out"),
        ("<T: Has>", "<T as Has>::Out", "<T as Has>::Out"),
        ("<T: Add>", "<T as Add>::Output", "<T as Add<T>>::Output"),
        ("<T: Add>", "<T as Add<u8>>::Output", "<T as Add<u8>>::Output"),
        (
            "<T: Add> ... where T::Output: Add",
            "<T::Output as Add>::Output",
            "<<T as Add<T>>::Output as Add<<T as Add<T>>::Output>>::Output",
        ),
        ("<T>", "<T as Of<u8>>::Got", "<T as Of<u8>>::Got"),
        ("<T>", "<Vec<T> as Has>::Out", "<Vec<T> as Has>::Out"),
        ("<T>", "T::Out", "?"),
        ("<T: Has>", "T::Missing", "?"),
        ("<T: far::Has>", "T::Out", "?"),
        ("<T: ?Sized + Has>", "T::Out", "<T as Has>::Out"),
        ("<'a, T: 'a + Has>", "T::Out", "<T as Has>::Out"),
    ],
)
def test_an_associated_type_by_a_bound(generics: str, written: str, term: str) -> None:
    own, _, where = generics.partition(" ... ")
    world, found = signatures(f"{TRAITS} fn f{own}(x: {written}) {where} {{}}")
    assert shown(found.signature(item(world, "f")).inputs[0]) == term


def test_the_bounds_of_the_impl_around_count_too() -> None:
    world, found = signatures(
        TRAITS + "pub struct S<T>(T); impl<T: Has> S<T> { fn f<U: Of<T::Out>>(&self, x: U::Got, y: T::Out) {} }"
    )
    assert [shown(ty) for ty in found.signature(item(world, "f")).inputs] == [
        "<U as Of<<T as Has>::Out>>::Got",
        "<T as Has>::Out",
    ]


def test_self_in_a_trait_has_the_traits_own_types_and_those_above() -> None:
    world, found = signatures(
        TRAITS + "pub trait Own: Low { type Mine; fn f(&self, a: Self::Mine, b: Self::Out, c: Self::No); }"
    )
    assert [shown(ty) for ty in found.signature(item(world, "f")).inputs] == [
        "<Self as Own>::Mine",
        "<Self as Has>::Out",
        "?",
    ]


def test_self_in_a_trait_with_parameters_has_its_types_by_them() -> None:
    world, found = signatures(
        TRAITS + "pub trait Own<X, Y>: Of<X> { type Mine; fn f(&self, a: Self::Mine, b: Self::Got); }"
    )
    assert [shown(ty) for ty in found.signature(item(world, "f")).inputs] == [
        "<Self as Own<X, Y>>::Mine",
        "<Self as Of>::Got",
    ]


def test_self_in_an_impl_has_the_types_that_the_impl_gives() -> None:
    crate = (
        TRAITS
        + "pub struct S<T>(T); impl<T> Has for S<T> { type Out = Vec<T>; } impl<T> Low for S<T> { fn f(x: Self::Out) {} }"
    )
    world, found = signatures(crate + "impl<T> Of<u8> for S<T> { type Got = (T, Self); fn g(x: Self::Got) {} }")
    assert shown(found.signature(item(world, "f")).inputs[0]) == "<S<T> as Has>::Out"
    assert shown(found.signature(item(world, "g")).inputs[0]) == "(T, S<T>)"


def test_types_that_define_each_other_end() -> None:
    world, found = signatures(
        TRAITS
        + "impl Has for u8 { type Out = Self::Tuo; fn f(x: Self::Out) {} } impl Tr for u8 { type Tuo = Self::Out; }"
    )
    assert shown(found.signature(item(world, "f")).inputs[0]) == "?"


def test_holes_are_variables_in_bodies_and_unknown_in_declarations() -> None:
    local = Local("pub struct D<T, U = u8>(T, U); fn here(x: Vec<_>, y: D) {}")
    inputs = local.types.signatures.signature(local.item("here")).inputs
    assert [shown(ty) for ty in inputs] == ["Vec<?>", "D<?, u8>"]
    scope = local.world.scope(local.item("here"))
    written = [param.ty for param in local.item("here").item.params]  # type: ignore[union-attr]
    lowered = [local.types.lowering.lower(ty, scope, local.inference.fresh) for ty in written]
    assert [shown(ty) for ty in lowered] == ["Vec<_>", "D<_, _>"]


def test_each_impl_trait_is_a_parameter_of_its_own() -> None:
    world, found = signatures(
        "pub trait A {} pub trait B {} fn f(a: impl A, b: (impl B, Vec<impl A>), c: &impl B) -> impl A { a }"
    )
    signature = found.signature(item(world, "f"))
    assert [shown(ty) for ty in signature.inputs] == ["impl#0", "(impl#1, Vec<impl#2>)", "&impl#3"]
    assert signature.ret.head not in signature.params
