"""Declarations as terms: functions, impl headers, fields, what generics demand."""

from __future__ import annotations

import pytest

from rgraph.link.types.signatures import Signature

from .worlds import Local, shown

CRATE = """
use std::{ops::Add, fmt::Debug, future::Future, cell::RefCell};
pub trait Tr<X = Self> { type Out: Debug + Tr<u8>; const K: X; fn m<V>(&self, v: V) -> Self::Out where V: Tr; fn made() -> Self; }
pub trait Sub: Tr<bool> + far::Away where Self: Clone, u8: Debug { }
pub struct S<T> { pub one: T, two: Vec<(T, Self)> } pub struct Unit; pub enum E<T> { V(T, Box<E<T>>), W { w: T } }
impl<T: Debug> S<T> { pub const K: T = loop {}; fn new(t: T) -> Self { loop {} } fn by_ref<'a>(&'a mut self) -> &'a T { loop {} } async fn later(self) -> T { loop {} } }
impl<T: Debug> Tr for S<T> where Vec<T>: Debug { type Out = (T, T); const K: Self = loop {}; fn m<V>(&self, v: V) -> (T, T) where V: Tr { loop {} } fn made() -> Self { loop {} } }
impl Add<u8> for Unit { type Output = u8; fn add(self, x: u8) -> u8 { x } } impl Add for Unit { type Output = Unit; fn add(self, x: Unit) -> Unit { x } }
impl far::Away for Unit {}
pub static TEXT: &str = ""; pub const NUMBERS: [u8; 2] = [1, 2];
thread_local! { static HELD: RefCell<Unit> = RefCell::new(Unit); }
fn plain(a: u8, b: &str) -> bool { true } fn generic<T: Tr<u8, Out = bool> + ?Sized, const N: usize>(t: &T, n: [T; N]) -> [T; N] { loop {} } fn nothing() {} fn diverges() -> ! { loop {} }
fn here() {}
"""
local = Local(CRATE)


def signature(name: str) -> Signature:
    return local.types.signatures.signature(local.item(name))


@pytest.mark.parametrize(
    ("name", "taken", "ret", "params"),
    [
        ("plain", ["u8", "&str"], "bool", []),
        ("generic", ["&T", "[T; _]"], "[T; _]", ["T", "N"]),
        ("nothing", [], "()", []),
        ("diverges", [], "!", []),
        ("S::new", ["T"], "S<T>", ["T"]),
        ("by_ref", ["&mut S<T>"], "&T", ["T"]),
        ("later", ["S<T>"], "impl Future<T>", ["T"]),
        ("Tr::m", ["&Self", "V"], "<Self as Tr<X>>::Out", ["V", "X", "Self"]),
        ("Tr::made", [], "Self", ["X", "Self"]),
        ("Unit::add", ["Unit", "u8"], "u8", []),
    ],
)
def test_what_a_function_takes_and_returns(name: str, taken: list[str], ret: str, params: list[str]) -> None:
    found = signature(name) if not name.startswith("Unit") else _member("Unit", "add")
    assert [shown(ty) for ty in found.taken] == taken
    assert shown(found.ret) == ret
    assert [repr(param) for param in found.params] == params
    assert found.plain is (not params and "impl" not in ret)


def _member(owner: str, name: str) -> Signature:
    trait = local.std("std::ops::Add")
    impl = local.types.lookups.trait_impls(local.item(owner), trait)[0]
    return local.types.signatures.signature(next(each for each in local.world.members(impl) if each.name == name))


def test_a_functions_own_parameters_come_first() -> None:
    found = signature("Tr::m")
    assert found.own == 1
    assert signature("S::new").own == 0


def demanded(name: str) -> set[str]:
    found = set()
    for each in local.types.signatures.predicates(local.item(name)):
        args = [shown(arg) for arg in each.args] + [f"{assoc} = {shown(ty)}" for assoc, ty in each.assoc]
        found.add(f"{shown(each.subject)}: {each.trait.name}<{', '.join(args)}>")
    return found


def test_what_is_demanded_of_parameters() -> None:
    assert demanded("generic") == {"T: Tr<u8, Out = bool>"}
    assert demanded("plain") == set()
    assert demanded("Tr::m") == {"V: Tr<V>"}  # Self as the default of a trait's parameter is the subject
    assert {f"{shown(each.subject)}: {each.trait.name}" for each in signature("S::new").predicates} == {"T: Debug"}


def test_what_a_trait_demands_of_self() -> None:
    supers = local.types.signatures.supertraits(local.item("Sub"))
    assert [(shown(each.subject), each.trait.name, [shown(arg) for arg in each.args]) for each in supers] == [
        ("Self", "Tr", ["bool"]),
        ("Self", "Clone", []),
    ]
    assert local.types.signatures.supertraits(local.item("Tr")) == ()


def test_what_a_trait_demands_of_its_associated_types() -> None:
    found = local.types.signatures.member_bounds(local.item("Tr"), "Out")
    assert [(shown(each.subject), each.trait.name, [shown(arg) for arg in each.args]) for each in found] == [
        ("<Self as Tr<X>>::Out", "Debug", []),
        ("<Self as Tr<X>>::Out", "Tr", ["u8"]),
    ]
    assert local.types.signatures.member_bounds(local.item("Tr"), "Missing") == ()


def test_the_header_of_an_impl() -> None:
    (impl,) = local.types.lookups.trait_impls(local.item("S"), local.item("Tr"))
    found = local.types.signatures.impl_term(impl)
    assert found.trait is local.item("Tr")
    assert shown(found.self_term) == "S<T>"
    assert [shown(arg) for arg in found.args] == ["S<T>"]
    assert [f"{shown(each.subject)}: {each.trait.name}" for each in found.predicates] == ["T: Debug", "Vec<T>: Debug"]


def test_impls_that_differ_by_the_arguments_of_their_trait() -> None:
    impls = local.types.lookups.trait_impls(local.item("Unit"), local.std("std::ops::Add"))
    assert sorted(shown(local.types.signatures.impl_term(each).args[0]) for each in impls) == ["Unit", "u8"]


def test_an_impl_of_another_crates_trait_has_no_trait() -> None:
    impls = [each for each in local.item("here").place.each() if each.kind.value == "impl"]
    without = [local.types.signatures.impl_term(each) for each in impls if local.world.decl(each).trait is not None]  # type: ignore[union-attr]
    assert [shown(each.self_term) for each in without if each.trait is None] == ["Unit"]


@pytest.mark.parametrize(
    ("name", "ty"),
    [
        ("one", "T"),
        ("two", "Vec<(T, S<T>)>"),
        ("w", "T"),
        ("TEXT", "&str"),
        ("NUMBERS", "[u8; _]"),
        ("HELD", "LocalKey<RefCell<Unit>>"),
        ("S::K", "T"),
        ("plain", "?"),
    ],
)
def test_the_declared_type_of_a_field_or_constant(name: str, ty: str) -> None:
    assert shown(local.types.signatures.declared(local.item(name))) == ty


def test_a_const_parameter_has_its_declared_type() -> None:
    declared = local.types.signatures.declared_param
    assert shown(declared(local.item("generic"), "N")) == "usize"
    assert shown(declared(local.item("generic"), "T")) == "?"


def test_answers_are_kept_for_the_life_of_the_world() -> None:
    assert signature("generic") is signature("generic")
    assert local.types.signatures.predicates(local.item("generic")) is local.types.signatures.predicates(
        local.item("generic")
    )


UNNAMED = Local("""
pub trait A { fn a(&self); } pub trait B { fn b(&self); } pub trait Given { type Out; } pub struct W<T>(T);
fn absent(#[cfg(any())] x: impl A, y: impl B) {} fn present(#[cfg(all())] x: impl A, y: impl B) {}
fn array(x: [impl A; 2], y: impl B) {} fn boxed(x: Box<dyn Given<Out = impl A>>, y: impl B) {}
fn nested(x: &[W<impl A>], y: impl B) {} fn inside(x: impl Given<Out = impl A>, y: impl B) {}
fn here() {}
""")


@pytest.mark.parametrize("name", ["absent", "present", "array", "boxed", "nested", "inside"])
def test_each_impl_trait_in_argument_position_is_the_parameter_with_its_bound(name: str) -> None:
    function = UNNAMED.item(name)
    last = UNNAMED.types.signatures.signature(function).taken[-1]
    bounds = [each.trait.name for each in UNNAMED.types.signatures.predicates(function) if each.subject is last]
    assert bounds == ["B"]
