"""Trait selection: which candidate holds, when several do, what is undecided, and associated types through all of it."""

from __future__ import annotations

import pytest

from rgraph.link.types.limits import CANDIDATES, MANY_IMPLS
from rgraph.link.types.selection import Selection
from rgraph.link.types.terms import UNKNOWN, Ty, Var, shallow
from rgraph.model.graph import EdgeKind
from rgraph.model.recursion import room_to_recurse
from rgraph.view.memory import graph_of

from .worlds import Local, shown

CRATE = """
use std::fmt::Debug;
pub struct A; pub struct B; pub struct W<T>(T); pub struct Pair<T, U>(T, U);
#[derive(Clone, Debug)] pub struct Derived<T>(T);
pub trait Tr { type Out; }
impl Tr for A { type Out = u8; }
impl<T: Tr> Tr for W<T> { type Out = (T::Out, T); }
impl<T> Tr for Pair<T, T> { type Out = T; }
impl Tr for Pair<u8, bool> { type Out = B; }
pub trait Sub: Tr<Out = B> {}
pub trait Blanket { type Of; } impl<T: Tr> Blanket for T { type Of = T::Out; }
pub trait Own { type Of; } impl Own for A { type Of = A; } impl<T: Debug> Own for T { type Of = B; }
pub trait Arg<X> { type Got; } impl Arg<u8> for A { type Got = A; } impl Arg<bool> for A { type Got = B; } impl<T> Arg<T> for B { type Got = T; }
pub trait One<X> {} impl One<B> for A {}
pub trait Default1 { type D; } impl Default1 for A { type D = B; }
pub trait Needs { type N; } impl<T> Needs for W<T> where T: Tr<Out = u8> { type N = A; } impl<T> Needs for Pair<T, u8> where W<T>: far::Unknown { type N = B; }
pub trait Cyc {} impl<T> Cyc for W<T> where W<T>: Cyc {} impl<T: Cyc2> Cyc for Pair<T, T> {} pub trait Cyc2 {}
fn here<T: Tr + Arg<B>, S: Sub, F: Fn(u8) -> B, D>(t: T, d: D) where W<D>: Tr, T::Out: Arg<A, Got = u8> {}
"""


@pytest.fixture
def local() -> Local:
    return Local(CRATE)


def selected(local: Local, ty: Ty, trait: str, *args: Ty) -> Selection | None:
    found = local.std(trait) if "::" in trait else local.item(trait)
    return local.types.solver.select(ty, found, args)


def projected(local: Local, ty: Ty, trait: str, name: str, *args: Ty) -> str:
    found = local.types.obligations.project(local.item(trait), name, ty, args)
    return "" if found is None else shown(local.inference.resolve(found))


# ---- impls -------------------------------------------------------------------------------------------------


def test_an_impl_tells_what_its_parameters_stand_for(local: Local) -> None:
    found = selected(local, local.adt("W", local.adt("A")), "Tr")
    assert found is not None
    assert found.decides
    assert {repr(param): shown(ty) for param, ty in found.mapping.items()} == {"T": "A"}


@pytest.mark.parametrize("depth", [1, 5, 40])
def test_associated_types_through_where_clauses(local: Local, depth: int) -> None:
    expected = "u8"
    ty = local.adt("A")
    for _ in range(depth):
        expected = f"({expected}, {shown(ty)})"
        ty = local.adt("W", ty)
    found = projected(local, ty, "Tr", "Out")
    assert len(expected) < 10_000 or depth == 40
    assert found == expected


def test_a_parameter_that_stands_twice_is_one_type(local: Local) -> None:
    u8, boolean = local.terms.make("u8"), local.terms.bool
    assert projected(local, local.adt("Pair", u8, u8), "Tr", "Out") == "u8"
    assert projected(local, local.adt("Pair", u8, boolean), "Tr", "Out") == "B"
    assert selected(local, local.adt("Pair", boolean, u8), "Tr") is None


def test_a_where_clause_that_fails_rules_an_impl_out(local: Local) -> None:
    assert selected(local, local.adt("W", local.adt("B")), "Tr") is None
    assert selected(local, local.adt("W", local.adt("W", local.adt("B"))), "Tr") is None


def test_a_where_clause_on_an_associated_type_is_demanded(local: Local) -> None:
    assert projected(local, local.adt("W", local.adt("A")), "Needs", "N") == "A"
    assert selected(local, local.adt("W", local.adt("W", local.adt("A"))), "Needs") is None


def test_a_where_clause_through_an_absent_crate_is_not_known_to_fail(local: Local) -> None:
    assert projected(local, local.adt("Pair", local.adt("A"), local.terms.make("u8")), "Needs", "N") == "B"


def test_unknown_types_in_a_goal_are_not_known_to_fail(local: Local) -> None:
    assert selected(local, local.adt("W", UNKNOWN), "Tr") is not None
    assert selected(local, local.adt("W", local.terms.outside("far::X")), "Tr") is not None
    assert selected(local, UNKNOWN, "Tr") is None


def test_blanket_impls_hold_where_their_bounds_do(local: Local) -> None:
    assert projected(local, local.adt("W", local.adt("A")), "Blanket", "Of") == "(u8, A)"
    assert selected(local, local.adt("B"), "Blanket") is None


def test_an_impl_for_the_type_comes_before_a_blanket_one(local: Local) -> None:
    assert projected(local, local.adt("A"), "Own", "Of") == "A"
    assert projected(local, local.adt("Derived", local.terms.bool), "Own", "Of") == "B"


# ---- arguments of traits -----------------------------------------------------------------------------------


def test_an_argument_chooses_the_impl(local: Local) -> None:
    assert projected(local, local.adt("A"), "Arg", "Got", local.terms.make("u8")) == "A"
    assert projected(local, local.adt("A"), "Arg", "Got", local.terms.bool) == "B"
    assert selected(local, local.adt("A"), "Arg", local.terms.str) is None


def test_an_argument_that_is_not_known_leaves_several(local: Local) -> None:
    arg = local.inference.fresh()
    found = selected(local, local.adt("A"), "Arg", arg)
    assert found is not None
    assert not found.decides
    assert len(found.several) == 2
    assert shallow(arg) is arg
    assert projected(local, local.adt("A"), "Arg", "Got", arg) == ""


def test_one_impl_tells_the_argument(local: Local) -> None:
    arg = local.inference.fresh()
    assert selected(local, local.adt("A"), "One", arg) is not None
    assert shown(arg) == "B"


def test_a_parameter_of_the_impl_leaves_the_argument_open(local: Local) -> None:
    arg = local.inference.fresh()
    found = selected(local, local.adt("B"), "Arg", arg)
    assert found is not None
    assert found.decides
    assert shown(arg) == "_"
    (term,) = found.mapping.values()
    local.inference.unify(arg, local.terms.str)
    assert shown(term) == "str"


def test_a_literal_chooses_among_numbers(local: Local) -> None:
    literal = Var("int")
    assert projected(local, local.adt("A"), "Arg", "Got", literal) == "A"


@pytest.mark.parametrize("impls", [CANDIDATES + 1, 100])
def test_more_impls_than_are_candidates_are_not_tried(impls: int) -> None:
    many = Local(
        "pub struct S; pub trait Tr<X> {} "
        + "".join(f"pub struct T{at}; impl Tr<T{at}> for S {{}}" for at in range(impls))
        + "fn here() {}"
    )
    before = many.types.fuel.left
    found = selected(many, many.adt("S"), "Tr", many.inference.fresh())
    assert found is not None
    assert len(found.several) == CANDIDATES + 1
    assert before - many.types.fuel.left < 3 * CANDIDATES
    decided = selected(many, many.adt("S"), "Tr", many.adt(f"T{impls - 1}"))
    assert decided is not None
    assert decided.decides


# ---- bounds and what is built in ---------------------------------------------------------------------------


def test_a_bound_in_scope_holds_and_tells_its_argument(local: Local) -> None:
    arg = local.inference.fresh()
    found = selected(local, local.param("T"), "Arg", arg)
    assert found is not None
    assert found.impl is None
    assert shown(arg) == "B"
    assert selected(local, local.param("D"), "Tr") is None


def test_the_type_of_a_bound_is_what_the_bound_says_or_stays(local: Local) -> None:
    assert projected(local, local.param("S"), "Tr", "Out") == "B"
    assert projected(local, local.param("T"), "Tr", "Out") == "<T as Tr>::Out"
    out = local.terms.projection(local.item("Tr"), "Out", (local.param("T"),))
    assert projected(local, out, "Arg", "Got", local.adt("A")) == "u8"


def test_bounds_are_forgotten_with_their_body() -> None:
    local = Local(CRATE + "fn other<T>(t: T) {}")
    assert selected(local, local.param("T"), "Tr") is not None
    local.types.begin(local.item("other"))
    assert selected(local, local.param("T"), "Tr") is None
    local.types.begin(local.item("here"))
    assert selected(local, local.param("T"), "Tr") is not None


@pytest.mark.parametrize(
    ("written", "trait", "holds"),
    [
        ("fn", "std::ops::Fn", True),
        ("fn", "std::clone::Clone", True),
        ("fn", "std::fmt::Debug", False),
        ("()", "std::fmt::Debug", True),
        ("()", "std::clone::Clone", True),
        ("A", "std::marker::Send", True),
        ("A", "std::marker::Sized", True),
        ("A", "std::clone::Clone", False),
        ("Derived", "std::clone::Clone", True),
        ("Derived", "std::fmt::Debug", True),
        ("Derived", "std::cmp::PartialEq", False),
        ("u8", "std::clone::Clone", True),
        ("u8", "std::string::ToString", True),
        ("&", "std::clone::Clone", True),
    ],
)
def test_what_the_language_and_derives_give(local: Local, written: str, trait: str, holds: bool) -> None:
    types = {
        "fn": local.terms.make("fn", (local.terms.bool, local.terms.unit)),
        "()": local.terms.tuple((local.terms.bool, local.terms.str)),
        "&": local.terms.ref(local.adt("A")),
        "u8": local.terms.make("u8"),
    }
    ty = types.get(written) or (local.adt("Derived", local.terms.bool) if written == "Derived" else local.adt(written))
    args = tuple([local.inference.fresh() for _ in local.types.lookups.params(local.std(trait))])
    assert (selected(local, ty, trait, *args) is not None) is holds


def test_a_closures_result_is_its_output(local: Local) -> None:
    function = local.terms.make("fn", (local.terms.make("u8"), local.adt("B")))
    fn = local.std("std::ops::FnOnce")
    arg = local.terms.tuple((local.inference.fresh(),))
    assert shown(local.types.solver.project(fn, "Output", function, (arg,)) or UNKNOWN) == "B"
    assert shown(local.types.solver.project(fn, "Output", local.param("F"), (arg,)) or UNKNOWN) == "B"
    local.types.solver.call_shape(function, (arg,))
    assert shown(arg) == "(u8)"


# ---- cycles, cuts, undoing ---------------------------------------------------------------------------------


def test_a_goal_that_needs_itself_does_not_hold(local: Local) -> None:
    found = selected(local, local.adt("W", local.terms.bool), "Cyc")
    assert found is None or not found.decides or found.impl is not None
    before = local.types.fuel.left
    selected(local, local.adt("W", local.terms.bool), "Cyc")
    assert before - local.types.fuel.left < 10


def test_a_goal_that_needs_itself_is_undecided_with_variables(local: Local) -> None:
    found = selected(local, local.adt("W", local.inference.fresh()), "Cyc")
    assert found is not None


def test_a_failed_selection_binds_nothing(local: Local) -> None:
    variable = local.inference.fresh()
    mark = local.inference.mark()
    assert selected(local, local.adt("Pair", variable, local.terms.str), "Needs") is None
    assert local.inference.mark() == mark


def test_a_goal_with_a_variable_tells_what_the_variable_is() -> None:
    local = Local(
        "pub struct W<T, U>(T, U); pub trait Tr { type Out; } impl<T> Tr for W<T, bool> { type Out = T; } fn here() {}"
    )
    one, two = local.inference.fresh(), local.inference.fresh()
    assert projected(local, local.adt("W", one, two), "Tr", "Out") == "_"
    assert shown(two) == "bool"
    local.inference.unify(one, local.terms.str)
    assert projected(local, local.adt("W", one, two), "Tr", "Out") == "str"


def test_the_same_goal_with_other_variables_is_answered_from_memory(local: Local) -> None:
    goals = [(local.adt("W", local.adt("A")), local.inference.fresh()) for _ in range(3)]
    spent = []
    for ty, _ in goals:
        before = local.types.fuel.left
        assert selected(local, ty, "Blanket") is not None
        spent.append(before - local.types.fuel.left)
    assert spent[1] == spent[2] < spent[0]
    open_ = [local.inference.fresh() for _ in range(3)]
    for variable in open_:
        assert selected(local, local.adt("A"), "One", variable) is not None
    assert [shown(each) for each in open_] == ["B", "B", "B"]
    assert len(set(map(id, open_))) == 3


def test_a_cut_is_undecided_and_undone() -> None:
    local = Local(
        "pub struct W<T>(T); pub struct V<T>(T); pub trait Go<X> { type O; } impl<T> Go<u8> for W<T> where W<W<T>>: Go<u8>, W<V<T>>: Go<u8> { type O = u8; }"
        "impl<T> Go<u8> for V<T> where V<V<T>>: Go<u8>, V<W<T>>: Go<u8> { type O = u8; } fn here() {}"
    )
    arg, mark = local.inference.fresh(), local.inference.mark()
    with room_to_recurse():
        found = selected(local, local.adt("W", local.terms.bool), "Go", arg)
        assert found is not None
        assert found.undecided
        assert local.types.search.was_cut
        assert local.inference.mark() == mark
        assert projected(local, local.adt("V", local.terms.bool), "Go", "O", arg) == ""


def test_a_default_of_an_associated_type(local: Local) -> None:
    assert projected(local, local.adt("A"), "Default1", "D") == "B"
    assert projected(local, local.adt("A"), "Default1", "Missing") == ""


def test_impls_tried_for_a_type_are_strict_where_one_holds(local: Local) -> None:
    search, lookups = local.types.search, local.types.lookups
    impls = [lookups.impl_term(each) for each in lookups.trait_impls(local.item("Pair"), local.item("Needs"))]
    ty = local.adt("Pair", local.terms.bool, local.terms.make("u8"))
    trials = search.question(lambda: local.types.solver.trials.fitting(impls, ty), lambda: None, [])
    assert [trial is not None for trial in trials] == [True]
    other = local.adt("Pair", local.terms.bool, local.terms.str)
    assert search.question(lambda: local.types.solver.trials.fitting(impls, other), lambda: None, []) == [None]


def test_among_many_inherent_impls_the_one_for_the_argument_is_meant() -> None:
    impls = "".join(f"pub struct S{n}; impl W<S{n}> {{ pub fn f(&self) {{}} }}" for n in range(MANY_IMPLS + 2))
    by_second = "".join(f"impl<T> V<T, S{n}> {{ pub fn f(&self) {{}} }}" for n in range(MANY_IMPLS + 2))
    code = f"""
        pub struct W<X>(X); {impls}
        impl<'a> W<&'a str> {{ pub fn f(&self) {{}} }}
        impl<T> W<Vec<T>> {{ pub fn f(&self) {{}} pub fn only(&self) {{}} }}
        impl W<u8> {{ pub fn f(&self) {{}} }}
        pub struct V<X, Y>(X, Y); {by_second}
        pub type Third = W<S3>;
        fn by_name(x: &W<S1>) {{ x.f() }}
        fn by_alias(x: Third) {{ x.f() }}
        fn by_reference(x: W<&str>) {{ x.f() }}
        fn by_generic(x: W<Vec<u8>>) {{ x.f(); x.only() }}
        fn inferred() {{ let x = W(Vec::new()); x.only() }}
        fn literal() {{ W(1).f() }}
        fn by_second(x: V<u8, S2>) {{ x.f() }}
        fn of_nothing(x: W<u16>) {{ x.f() }}
    """
    graph = graph_of({"src/lib.rs": code})
    for owner, targets in {
        "by_name": ["demo::W::f#2"],
        "by_alias": ["demo::W::f#4"],
        "by_reference": [f"demo::W::f#{MANY_IMPLS + 3}"],
        "by_generic": [f"demo::W::f#{MANY_IMPLS + 4}", "demo::W::only"],
        "inferred": ["demo::W::only"],
        "literal": [f"demo::W::f#{MANY_IMPLS + 5}"],
        "by_second": ["demo::V::f#3"],
        "of_nothing": [],
    }.items():
        called = [edge.dst for edge in graph.out(f"demo::{owner}") if edge.kind is EdgeKind.CALLS]
        assert sorted(name for name in called if name.startswith(("demo::W::", "demo::V::"))) == targets, owner
