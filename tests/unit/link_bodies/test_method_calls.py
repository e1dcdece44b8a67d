"""Method calls, and those whose receivers are known only later."""

from __future__ import annotations

import pytest

from .walks import type_of, walked

CRATE = """
use std::{rc::Rc, ops::Deref, fmt::Display};
pub struct A; pub struct B; pub struct G<T>(T); pub fn make<T>() -> T { loop {} }
impl A { pub fn own(&self) -> B { B } pub fn both(&self) {} pub fn taken(self) {} pub fn counted(self: Rc<Self>) {} pub fn typed<T>(&self) -> T { make() } pub fn with<T>(&self, t: T) -> T { t } }
impl B { pub fn of_b(&self) {} } impl<T> G<T> { pub fn inner(&self) -> &T { &self.0 } } impl G<u8> { pub fn num(&self) -> u8 { 1 } } impl G<bool> { pub fn num(&self) -> bool { true } }
pub trait Tr { type O; fn both(&self) {} fn of_trait(&self) -> Self::O; fn given(&self) -> B { B } } impl Tr for A { type O = B; fn of_trait(&self) -> B { B } } impl<T: Tr> Tr for G<T> { type O = T::O; fn of_trait(&self) -> T::O { loop {} } }
impl Deref for G<A> { type Target = A; fn deref(&self) -> &A { &self.0 } }
pub trait Ext { fn ext(&self) -> u8 { 1 } } impl<T: Display> Ext for T {} mod hidden { pub trait Far { fn far(&self) {} } impl Far for super::A {} }
"""


@pytest.mark.parametrize(
    ("written", "ty", "calls"),
    [
        ("A.own()", "B", {"A::own"}),
        ("(&&A).own()", "B", {"A::own"}),
        ("Box::new(A).own()", "B", {"A::own"}),
        ("G(A).own()", "B", {"A::own"}),
        ("A.both()", "()", {"A::both"}),
        ("Tr::both(&A)", "()", {"Tr::both"}),
        ("A.of_trait()", "B", {"<A as Tr>::of_trait"}),
        ("A.given()", "B", {"Tr::given"}),
        ("G(G(A)).of_trait()", "B", {"<G as Tr>::of_trait"}),
        ("G(G(A)).of_trait().of_b()", "()", {"<G as Tr>::of_trait", "B::of_b"}),
        ("Rc::new(A).counted()", "()", {"A::counted"}),
        ("G(1u8).num()", "u8", {"G::num"}),
        ("G(true).num()", "bool", {"G::num"}),
        ("G(B).inner()", "&B", {"G::inner"}),
        ("G(B).inner().of_b()", "()", {"G::inner", "B::of_b"}),
        ("A.typed::<u8>()", "u8", {"A::typed"}),
        ("A.with(B)", "B", {"A::with"}),
        ("1u8.ext()", "u8", {"Ext::ext"}),
        ('"".ext()', "u8", {"Ext::ext"}),
        ("A.own", "?", set()),
        ('"a".to_string().len()', "usize", set()),
        ("1.max(2u8)", "u8", set()),
        ("1u8.checked_add(2).unwrap()", "u8", set()),
    ],
)
def test_the_method_that_is_called(written: str, ty: str, calls: set[str]) -> None:
    found = walked(CRATE + f"fn here() -> Untold {{ {written} }}")
    assert found.type == ty
    assert {each.split("#")[0] for each in found.calls} == calls


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("A.missing()", "no_such_member method"),
        ("A.far()", "no_such_member method"),
        ("B.of_trait()", "no_such_member method"),
        ("G(B).of_trait()", "no_such_member method"),
        ("make().own()", "unknown_receiver method"),
        ("missing().own()", "unknown_receiver method"),
    ],
)
def test_why_no_method_is_found(written: str, reason: str) -> None:
    found = walked(CRATE + f"fn here() {{ {written}; }}")
    assert found.unresolved.get(reason) == 1


@pytest.mark.parametrize(
    "later",
    [
        "let y: A = x;",
        "take(x);",
        "x = A;",
        "let z = [x, A];",
        "if true { x } else { A };",
        "match 1 { 1 => x, _ => A };",
        "G(A).0 = x;",
        "Some(x) == Some(A);",
    ],
)
def test_a_receiver_that_is_known_later(later: str) -> None:
    crate = CRATE + "pub fn take(a: A) {} impl PartialEq for A { fn eq(&self, o: &A) -> bool { true } }"
    found = walked(crate + f"fn here() {{ let mut x = make(); x.own().of_b(); {later} }}")
    assert {"A::own", "B::of_b"} <= found.calls or later.startswith("Some(x)")


def test_calls_that_wait_for_each_other() -> None:
    found = walked(
        CRATE + "fn here() { let x = make(); let y = x.with(make()); y.of_b(); let z: B = y; let w: A = x; }"
    )
    assert {"A::with", "B::of_b"} <= found.calls
    assert found.unresolved == {}


def test_what_is_never_known_is_counted_once_each() -> None:
    found = walked(CRATE + "fn here() { let x = make(); x.a(); x.b().c(); }")
    assert found.unresolved == {"unknown_receiver method": 3}


def test_arguments_of_a_call_that_waits_are_walked_at_once() -> None:
    assert "A::own" in walked(CRATE + "fn here() { make().what(A.own()); A.missing(A.own()); }").calls


def test_calls_on_self() -> None:
    found = walked(CRATE + "impl A { fn here(&self) { self.own(); A.own(); } }")
    assert "calls A::own exact" in found.edges
    found = walked(CRATE + "impl A { fn here(&self, other: &A) { other.own(); } }")
    assert "calls A::own inferred" in found.edges


def test_a_turbofish_is_mentioned() -> None:
    assert "uses_type B exact" in walked(CRATE + "fn here() { A.typed::<B>(); }").edges


def test_a_generic_receiver_by_its_bounds() -> None:
    crate = (
        CRATE
        + "fn here<T: Tr<O = A>, D: Deref<Target = A>>(t: T, d: D, i: impl Tr, o: &dyn Tr<O = B>) { t.of_trait().own(); d.own(); i.given().of_b(); o.of_trait().of_b(); }"
    )
    found = walked(crate)
    assert {"Tr::of_trait", "A::own", "Tr::given", "B::of_b"} <= found.calls
    assert found.unresolved == {}


def test_an_import_in_a_block_brings_its_methods() -> None:
    assert type_of(CRATE, "{ use hidden::Far; A.far() }") == "()"
    found = walked(CRATE + "fn here() { { use hidden::Far; A.far(); } A.far(); { use hidden::Far as _; A.far(); } }")
    assert found.unresolved == {"no_such_member method": 1}
