"""The walk over the bodies of one file: owners, parameters, nesting, limits, one body after another."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from rgraph.link.bodies.exprs import Expressions
from rgraph.link.bodies.subexpressions import Subexpressions
from rgraph.link.types.limits import EXPRESSION_DEPTH, EXPRESSION_STEPS
from rgraph.link.types.terms import UNKNOWN
from rgraph.model.syntax import ELit, EOther
from tests.dsl.compiled import needs_python
from tests.unit.link_types.worlds import Local, calls, costs, linker_of

from .walks import walked

CRATE = "pub struct A; impl A { pub fn go(&self) {} } pub fn make<T>() -> T { loop {} }"


def test_parameters_and_the_result_are_known() -> None:
    found = walked(
        CRATE
        + "fn here(a: &A, (b, _): (A, u8), mut c: Vec<A>, _: u8) -> Option<A> { a.go(); b.go(); c[0].go(); make() }"
    )
    assert found.calls == {"A::go", "make"}
    assert found.type == "Option<A>"


def test_a_const_has_the_type_that_it_declares() -> None:
    assert walked(CRATE + "pub const here: Option<A> = make();").type == "Option<A>"
    assert walked(CRATE + "pub static here: A = make();").type == "A"


def test_a_discriminant_belongs_to_its_enum() -> None:
    texts, linker = linker_of(CRATE + "pub const fn one() -> isize { 1 } pub enum E { V = one() }")
    linked = linker.link({}).linked
    assert linked == {}
    again = linker.link(texts.tree).linked
    sources = {
        each.src
        for file in again.values()
        for each in file.edges
        if each.dst == "demo::one" and each.kind.value == "calls"
    }
    assert sources == {"demo::E"}


def test_an_async_function_gives_its_own_result() -> None:
    assert walked(CRATE + "async fn here() -> Option<A> { make() }").type == "Option<A>"


@pytest.mark.parametrize(("depth", "calls"), [(60, {"A::go", "B::go"}), (400, {"B::go"})])
def test_expressions_are_read_and_walked_so_deep(depth: int, calls: set[str]) -> None:
    crate = CRATE + "pub struct B; impl B { pub fn go(&self) {} }"
    found = walked(f"{crate} fn here() {{ {'Some(' * depth}{{ A.go(); 1 }}{')' * depth}; B.go(); }}")
    assert found.calls == calls


def test_expressions_earn_fuel_and_stop_at_their_depth() -> None:
    needs_python(Expressions, "Macros")
    local = Local(CRATE + " fn here() {}")
    fuel, refs = local.types.fuel, local.walk.refs
    seen: list[object] = []
    expressions = Expressions(
        fuel,
        refs,
        {ELit: lambda e, expected: seen.append(expected) or local.terms.bool},
        lambda stmt, expected: UNKNOWN,
        SimpleNamespace(statement=None, pattern=None),  # type: ignore[arg-type]
    )
    before = fuel.left
    assert expressions.expression(ELit("int"), local.terms.str) is local.terms.bool
    assert seen == [local.terms.str]
    assert fuel.left == before + EXPRESSION_STEPS
    nested = EOther([])
    for _ in range(EXPRESSION_DEPTH + 5):
        nested = EOther([nested])
    assert expressions.expression(nested, None) is UNKNOWN
    assert refs.limits == 1


def test_forms_that_are_not_known_are_walked_for_their_parts() -> None:
    assert walked(CRATE + "fn here() { let x = yield A.go(); }").calls <= {"A::go"}


def test_the_knot_is_tied_once() -> None:
    knot = Subexpressions()
    with pytest.raises(AttributeError):
        knot.expression(ELit("int"), None)
    local = Local(CRATE + " fn here() {}")
    knot.tie(local.walk.expressions)
    assert local.inference.resolve(knot.expression(ELit("bool"), None)) is local.terms.bool


def test_a_body_leaves_nothing_to_the_next() -> None:
    crate = (
        CRATE
        + "fn one<T: Clone>(x: T) { let a = A; let f = make(); f.later(); 'a: loop { break 'a } } fn two() { a.go(); x.go(); A.go(); }"
    )
    assert costs(crate, ["one", "two"])["two"] == costs(crate, ["two"])["two"]
    assert calls(costs(crate, ["one", "two"])["two"]) == {"demo::A::go"}


def test_a_cut_is_told_once_as_a_limit() -> None:
    crate = (
        "pub struct W<T>(T); pub struct V<T>(T); pub trait Go { type O; fn go(&self) -> Self::O; } impl<T> Go for W<T> where W<W<T>>: Go, W<V<T>>: Go { type O = u8; fn go(&self) -> u8 { 1 } }"
        "pub fn typed(x: <W<u8> as Go>::O) {} pub fn asked(x: W<u8>) { x.go(); } pub fn path() { W::<u8>::go; }"
    )
    found = costs(crate)
    assert found["typed"].unresolved == {"limit type": 1}
    assert found["asked"].unresolved == {"limit method": 1}
    assert found["path"].unresolved == {"limit path": 1}
