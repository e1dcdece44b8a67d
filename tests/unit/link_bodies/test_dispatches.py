"""Uses of traits' members: which impl they mean, how sure that is, and who else may be meant."""

from __future__ import annotations

import pytest

from rgraph.link.types.limits import CANDIDATES

from .walks import walked

CRATE = """
pub trait Tr { fn m(&self) {} fn own(&self); const K: u8; fn made() -> Self where Self: Sized; } pub struct A; pub struct B; pub struct G<T>(T);
impl Tr for A { fn m(&self) {} fn own(&self) {} const K: u8 = 1; fn made() -> A { A } } impl Tr for B { fn own(&self) {} const K: u8 = 2; fn made() -> B { B } }
impl<T> Tr for G<T> { fn own(&self) {} const K: u8 = 3; fn made() -> G<T> { loop {} } }
pub trait Arg<X> { fn arg(&self, x: X) {} } impl Arg<u8> for A { fn arg(&self, x: u8) {} } impl Arg<bool> for A { fn arg(&self, x: bool) {} } impl<X> Arg<X> for B { fn arg(&self, x: X) {} }
pub fn make<T>() -> T { loop {} }
"""


@pytest.mark.parametrize(
    ("body", "edges"),
    [
        ("A.own()", {"calls <A as Tr>::own inferred"}),
        ("A.m()", {"calls <A as Tr>::m inferred"}),
        ("B.m()", {"calls Tr::m inferred"}),
        ("G(1).own()", {"calls <G as Tr>::own inferred"}),
        ("Tr::own(&A)", {"calls <A as Tr>::own inferred"}),
        ("<A as Tr>::own(&A)", {"calls <A as Tr>::own inferred"}),
        ("A::K", {"references <A as Tr>::K inferred"}),
        ("let f = A::own", {"references <A as Tr>::own inferred"}),
        ("let a: A = Tr::made()", {"calls <A as Tr>::made inferred"}),
        ("A.arg(1u8)", {"calls <A as Arg<u8>>::arg inferred"}),
        ("A.arg(true)", {"calls <A as Arg<bool>>::arg inferred"}),
        ("B.arg('c')", {"calls <B as Arg>::arg inferred"}),
        ("let x = make(); A.arg(x); let y: bool = x", {"calls <A as Arg<bool>>::arg inferred"}),
        (
            "A.arg(far::x())",
            {"calls Arg::arg inferred", "calls <A as Arg<u8>>::arg candidate", "calls <A as Arg<bool>>::arg candidate"},
        ),
    ],
)
def test_which_impl_is_meant(body: str, edges: set[str]) -> None:
    found = {
        each
        for each in walked(CRATE + f"fn here() {{ {body}; }}").edges
        if "uses_type" not in each and "make" not in each
    }
    assert found == edges


@pytest.mark.parametrize("receiver", ["x: &dyn Tr", "x: impl Tr", "x: Box<dyn Tr>"])
def test_behind_a_bound_every_impl_is_a_candidate(receiver: str) -> None:
    found = {each for each in walked(CRATE + f"fn here({receiver}) {{ x.own(); }}").edges if each.startswith("calls")}
    assert found == {"calls Tr::own inferred", *(f"calls <{ty} as Tr>::own candidate" for ty in "ABG")}


@pytest.mark.parametrize("impls", [CANDIDATES, CANDIDATES + 1])
def test_more_candidates_than_tell_a_reader_anything_are_left_out(impls: int) -> None:
    many = "".join(f"pub struct S{at}; impl Go for S{at} {{ fn go(&self) {{}} }}" for at in range(impls))
    found = walked(f"pub trait Go {{ fn go(&self); }} {many} fn here(x: &dyn Go) {{ x.go(); }}")
    assert len(found.edges) == (1 + impls if impls <= CANDIDATES else 1)


def test_a_type_that_does_not_implement_the_trait_has_no_edge() -> None:
    assert walked(CRATE + "pub struct N; fn here() { N.own(); }").edges == {"uses_type N exact"}


def test_implicit_calls_are_noted_for_types_of_the_workspace_only() -> None:
    crate = "use std::ops::{Deref, Index}; pub struct P(u8); impl Deref for P { type Target = u8; fn deref(&self) -> &u8 { &self.0 } }"
    assert walked(crate + "fn here(p: P, b: Box<u8>, v: Vec<u8>) { *p; *b; v[0]; }").of("calls") == {
        "<P as Deref>::deref"
    }


def test_how_often_a_call_stands_is_counted_in_one_edge() -> None:
    assert (
        len(
            [
                each
                for each in walked(CRATE + "fn here() { A.own(); A.own(); Tr::own(&A); }").edges
                if each.startswith("calls")
            ]
        )
        == 1
    )
