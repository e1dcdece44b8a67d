"""Which traits a method may belong to: few are asked one by one, of many those that the type has."""

from __future__ import annotations

import pytest

from rgraph.link.types.limits import TRAITS_OF_A_NAME
from rgraph.link.types.terms import Ty
from rgraph.link.types.trait_members import TraitMembers

from .worlds import Local, std

MANY = TRAITS_OF_A_NAME + 16
FEW = """
pub trait Near { fn go(&self) {} const K: u8 = 0; type Go; } pub trait Other { fn go(&self) {} } pub trait Without { fn stop(&self) {} }
pub mod far { pub trait Far { fn go(&self) {} } }
pub struct A; pub fn here() {}
"""


def traits(local: Local, name: str, ty: Ty) -> list[str]:
    """The traits of the members called so, as `fn here` sees them."""
    members = TraitMembers(local.types.lookups)
    members.see(local.world.traits_in_scope(local.world.scope(local.item("here"))))
    found = members.called(name, ty)
    assert all(member.parent is trait and member.name == name for trait, member in found)
    assert len(found) == len(set(found))
    return [trait.name for trait, _ in found]


def crate(rest: str, imports: str = "use many::*;") -> Local:
    """Many traits with `fn go`, and what is said of the types A and B."""
    many = "".join(f"pub trait T{at} {{ fn go(&self) {{}} }} " for at in range(MANY))
    return Local(f"pub mod many {{ {many} }} {imports} pub struct A; pub struct B; pub fn here<P>() {{}} {rest}")


def test_few_are_all_asked_whatever_the_type_has() -> None:
    local = Local(FEW)
    assert traits(local, "go", local.adt("A")) == ["Near", "Other"]
    assert traits(local, "K", local.adt("A")) == ["Near"]
    assert traits(local, "stop", local.adt("A")) == ["Without"]
    assert traits(local, "nobody", local.adt("A")) == []


def test_without_a_scope_nothing_is_seen() -> None:
    local = Local(FEW)
    assert TraitMembers(local.types.lookups).called("go", local.adt("A")) == []


def test_another_scope_is_another_answer() -> None:
    local = Local(FEW + "pub mod inner { use crate::far::Far; pub fn there() {} }")
    members = TraitMembers(local.types.lookups)
    seen = []
    for name in ("here", "there", "here"):
        members.see(local.world.traits_in_scope(local.world.scope(local.item(name))))
        seen.append([trait.name for trait, _ in members.called("go", local.adt("A"))])
    assert seen == [["Near", "Other"], ["Far"], ["Near", "Other"]]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", []),
        ("impl T3 for A {}", ["T3"]),
        ("impl T3 for A {} impl many::T30 for A {} impl T4 for B {}", ["T3", "T30"]),
        ("impl T9 for A {} impl T2 for A {}", ["T2", "T9"]),
        ("use many::T5 as Renamed; impl Renamed for A {}", ["T5"]),
        ("use A as C; impl T6 for C {}", ["T6"]),
        ("type C = A; impl T6 for C {}", ["T6"]),
        ("impl<T> T7 for T {}", ["T7"]),
        ("impl<T: T1> T7 for T {} impl T1 for A {}", ["T1", "T7"]),
        ("impl T8 for &A {}", []),
        ("impl A { fn go(&self) {} }", []),
        ("macro_rules! make { ($t:ty) => { impl T9 for $t {} } } make!(A);", ["T9"]),
    ],
)
def test_of_many_those_that_the_type_has_impls_of(said: str, found: list[str]) -> None:
    local = crate(said)
    assert traits(local, "go", local.adt("A")) == found


def test_many_for_types_without_a_definition() -> None:
    local = crate("impl T1 for u8 {} impl T2 for str {} impl<T> T3 for &T {} impl T4 for dyn T5 {}")
    terms = local.types.terms
    assert traits(local, "go", terms.make("u8")) == ["T1"]
    assert traits(local, "go", terms.make("str")) == ["T2"]
    assert traits(local, "go", terms.make("&", (local.adt("A"),))) == ["T3"]
    assert traits(local, "go", local.param("P")) == []


def test_of_many_only_those_in_scope() -> None:
    said = "impl many::T1 for A {} impl many::T2 for A {} impl many::T3 for A {}"
    local = crate(said, imports="use many::T1; use many::T3 as _;")
    assert traits(local, "go", local.adt("A")) == ["T1", "T3"]


def test_of_many_derived_ones_and_those_of_std() -> None:
    """`clone` of many traits: std's is asked whatever the type has, since a type may have it built in."""
    many = "".join(f"pub trait T{at} {{ fn clone(&self) {{}} }} " for at in range(MANY))
    local = Local(
        f"pub mod many {{ {many} }} use many::*; #[derive(Clone)] pub struct A; pub struct B; pub fn here() {{}}"
    )
    assert traits(local, "clone", local.adt("A")) == ["Clone"]
    assert traits(local, "clone", local.adt("B")) == ["Clone"]
    assert std(local.world, "std::clone::Clone") in local.world.traits_with("clone")


def test_a_derive_that_is_a_trait_of_the_crate() -> None:
    local = crate("#[derive(T2)] pub struct D;")
    assert traits(local, "go", local.adt("D")) == ["T2"]
