"""Which impls are tried at all: the index leaves out none that could fit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.link.types.candidates import SMALL, Candidates, impl_heads
from rgraph.link.types.signatures import ImplTerm
from rgraph.link.types.terms import UNKNOWN, Ty, Var

from .worlds import Local

HEADERS = [
    "<T> Tr<T> for S<T>", "Tr<u8> for S<u8>", "Tr<u16> for S<u8>", "Tr<A> for S<A>", "Tr<B> for S<A>", "Tr<A> for S<B>",
    "<T> Tr<S<T>> for S<A>", "<T> Tr<T> for S<B>", "<T> Tr<A> for S<S<T>>", "Tr<&str> for S<str>", "<T: K> Tr<T::O> for S<i8>",
    "<T: K> Tr<u8> for S<T::O>", "<T> Tr<[T]> for S<&T>", "<T> Tr<&mut T> for S<&mut T>", "Tr<()> for S<()>", "Tr<f32> for S<f64>",
    "Tr<fn(u8)> for S<Box<dyn K<O = u8>>>", "<T> Tr<(T, T)> for S<(T, u8)>", "Tr<i64> for S<outside::X>",
    "<T> Tr<*const T> for S<*const T>", "<T> Tr<u8> for S<[T; 2]>", "Tr<u8> for S<fn(u8) -> u8>",
]  # fmt: skip
WRITTEN = [
    "u8", "u16", "i8", "f64", "A", "B", "S<A>", "S<S<u8>>", "&str", "str", "&u8", "&mut A", "()", "[A]", "(A, u8)", "[u8; 2]",
    "dyn K<O = u8>", "fn(u8)", "outside::X", "T", "T::O", "*const A", "!", "Box<dyn K<O = u8>>", "fn(u8) -> u8",
]  # fmt: skip
CRATE = (
    "pub struct A; pub struct B; pub struct S<T: ?Sized>(Box<T>); pub trait K { type O; } pub trait Tr<X: ?Sized> {}"
    + "".join(f"impl {header} {{}}\n" for header in HEADERS)
    + "pub fn here<T: K>("
    + ", ".join(f"p{at}: S<{written}>" for at, written in enumerate(WRITTEN))
    + ") {}"
)
local = Local(CRATE)
TRAIT, STRUCT = local.item("Tr"), local.item("S")
WRITTEN_TERMS = [ty.args[0] for ty in local.types.signatures.signature(local.item("here")).inputs]


def terms() -> st.SearchStrategy[Ty]:
    """What stands in a goal: types as written, variables, what nothing tells."""
    return st.sampled_from([*WRITTEN_TERMS, UNKNOWN]) | st.sampled_from(["", "int", "float"]).map(Var)


def all_impls() -> list[ImplTerm]:
    return [local.types.lookups.impl_term(each) for each in local.types.lookups.trait_impls(STRUCT, TRAIT)]


def test_every_header_is_an_impl() -> None:
    assert len(all_impls()) == len(HEADERS) > SMALL
    assert len(WRITTEN_TERMS) == len(WRITTEN)


@settings(max_examples=400)
@given(terms(), terms())
def test_no_impl_is_left_out_that_may_fit(inner: Ty, arg: Ty) -> None:
    may_fit = local.inference.may_fit
    ty = local.terms.make(STRUCT, (inner,))
    able = [each for each in all_impls() if may_fit(each.self_term, ty) and may_fit(each.args[0], arg)]
    kept = Candidates(local.types.lookups).of(STRUCT, TRAIT, ty, (arg,))
    assert [each for each in kept if each in able] == able


def test_the_index_leaves_out_most() -> None:
    candidates = Candidates(local.types.lookups)
    ty = local.terms.make(STRUCT, (local.adt("B"),))
    assert len(candidates.of(STRUCT, TRAIT, ty, (local.adt("B"),))) < len(HEADERS) / 2


@given(terms(), terms())
def test_impls_keep_their_order(inner: Ty, arg: Ty) -> None:
    kept = Candidates(local.types.lookups).of(STRUCT, TRAIT, local.terms.make(STRUCT, (inner,)), (arg,))
    order = {each: at for at, each in enumerate(all_impls())}
    assert [order[each] for each in kept] == sorted(order[each] for each in kept)


def test_a_few_impls_are_not_indexed() -> None:
    few = Local(
        "pub struct S<T>(T); pub trait Tr<X> {} impl Tr<u8> for S<u8> {} impl Tr<u16> for S<u16> {} fn here() {}"
    )
    ty = few.adt("S", few.terms.bool)
    assert len(Candidates(few.types.lookups).of(few.item("S"), few.item("Tr"), ty, (few.terms.bool,))) == 2


@pytest.mark.parametrize(
    ("written", "heads"),
    [
        ("u8", ("u8", "int")),
        ("f32", ("f32", "float")),
        ("&u8", ("&",)),
        ("&mut u8", ("&",)),
        ("*mut u8", ("*",)),
        ("[u8]", ("[]",)),
        ("(u8, u8)", ("()",)),
        ("str", ("str",)),
        ("dyn K<O = u8>", ("dyn K",)),
        ("impl K", ()),
        ("T", ()),
        ("T::O", ()),
        ("fn(u8)", ("fn",)),
        ("!", ("!",)),
    ],
)
def test_what_impls_for_a_type_are_looked_for_under(written: str, heads: tuple[str, ...]) -> None:
    found = Local(f"pub trait K {{ type O; }} fn here<T: K>(p: {written}) {{}}")
    assert impl_heads(found.types.signatures.signature(found.item("here")).inputs[0]) == heads


def test_a_literal_has_the_impls_of_what_it_is_by_default() -> None:
    assert impl_heads(Var("int")) == ("int", "i32")
    assert impl_heads(Var("float")) == ("float", "f64")
    assert impl_heads(local.adt("A")) == (local.item("A"),)


def test_a_type_of_another_crate_is_known_by_its_last_name() -> None:
    assert impl_heads(local.terms.outside("outside::deep::X")) == ("X",)
