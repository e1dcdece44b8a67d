"""An emitter merges edges, sorts them, and takes back what ended in an error."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.errors import StoreError
from rgraph.link.emitter import Emitter
from rgraph.model.graph import EdgeKind, LinkedFile, Sites, Tier, Unresolved, Where
from rgraph.model.ids import Symbol

from .code import Code

CODE = Code("pub fn a() {} pub fn b() {} pub fn c() {} #[cfg(unix)] fn d() {} #[cfg(windows)] fn d() {}")
A, B, C = (CODE.item(name) for name in "abc")

edge = st.tuples(
    st.sampled_from([A, B]),
    st.sampled_from([EdgeKind.CALLS, EdgeKind.REFERENCES]),
    st.sampled_from([B, C, "serde::Serialize"]),
    st.sampled_from([Tier.EXACT, Tier.INFERRED, Tier.CANDIDATE]),
    st.integers(0, 5),
    st.booleans(),
)


def emitted(edges: list[tuple]) -> LinkedFile:  # type: ignore[type-arg]
    emit = Emitter(CODE.world)
    for each in edges:
        emit.edge(*each)
    return emit.linked([])


@given(st.lists(edge, max_size=6).flatmap(lambda edges: st.tuples(st.just(edges), st.permutations(edges))))
def test_the_order_of_edges_never_matters(case: tuple[list[tuple], list[tuple]]) -> None:  # type: ignore[type-arg]
    assert emitted(case[0]) == emitted(case[1])


@given(st.lists(edge, max_size=5), st.lists(edge, max_size=5), st.lists(edge, max_size=5))
def test_what_is_taken_back_was_never_there(before: list, taken: list, after: list) -> None:  # type: ignore[type-arg]
    emit = Emitter(CODE.world)
    for each in before:
        emit.edge(*each)
    emit.unresolved("external", "call", 2)
    emit.begin(A)
    for each in taken:
        emit.edge(*each)
        emit.unresolved("external", "call")
        emit.unresolved("macro", "call")
        emit.site("call", Where.STD)
    emit.take_back()
    emit.begin(B)
    for each in after:
        emit.edge(*each)
    found = emit.linked([])
    assert found.edges == emitted(before + after).edges
    assert found.unresolved == [Unresolved("external", "call", 2)]
    assert found.sites == []


def test_the_surest_tier_the_first_line_and_all_counts() -> None:
    for order in permutations([(Tier.CANDIDATE, 4, True), (Tier.EXACT, 9, False), (Tier.INFERRED, 2, True)]):
        (found,) = emitted([(A, EdgeKind.CALLS, B, *each) for each in order]).edges
        assert (found.tier, found.count, found.line, found.via_macro) == (Tier.EXACT, 3, 2, False)


def test_what_is_not_resolved_is_counted_by_name_and_item_with_its_first_line() -> None:
    def said(order: list[tuple[str, int]]) -> list[Unresolved]:
        emit = Emitter(CODE.world)
        for owner in (B, A):
            emit.begin(owner)
            for name, line in order:
                emit.unresolved("external", "method", 1, name, line)
        return emit.linked([]).unresolved

    order = [("f", 5), ("g", 4), ("f", 3)]
    wanted = [("f", "demo::a", 2, 2), ("f", "demo::b", 2, 2), ("g", "demo::a", 1, 3), ("g", "demo::b", 1, 3)]
    for every in permutations(order):
        assert [(one.name, one.owner, one.count, one.line) for one in said(list(every))] == wanted


def test_calls_with_an_edge_are_counted_by_where_they_lead() -> None:
    emit = Emitter(CODE.world)
    for shape, where in [("method", Where.STD), ("call", Where.OUTSIDE), ("method", Where.STD)]:
        emit.site(shape, where)
    assert emit.linked([]).sites == [Sites("call", Where.OUTSIDE, 1), Sites("method", Where.STD, 2)]


def test_alternatives_that_do_not_hold_are_candidates() -> None:
    emit = Emitter(CODE.world)
    emit.edges(A, EdgeKind.CALLS, (CODE.item("d"), CODE.item("d#2")), Tier.EXACT, 0)
    assert [(each.dst, each.tier) for each in emit.linked([]).edges] == [
        ("demo::d", Tier.EXACT),
        ("demo::d#2", Tier.CANDIDATE),
    ]


def test_an_internal_error_is_counted_and_kept_for_the_log() -> None:
    emit = Emitter(CODE.world)
    emit.begin(A)
    emit.edge(A, EdgeKind.CALLS, B, Tier.EXACT, 0)
    emit.fail(A, "body", ValueError("why"))
    found = emit.linked([])
    assert (found.edges, found.unresolved) == ([], [Unresolved("internal_error", "body", 1, "a", Symbol("demo::a"))])
    assert [gap.what for gap in emit.gaps] == ["src/lib.rs: body of demo::a"]
    assert "ValueError: why" in emit.gaps[0].trace


@pytest.mark.parametrize("error", [MemoryError(), StoreError("damaged", "rebuild it")])
def test_what_is_no_internal_error_goes_on(error: Exception) -> None:
    emit = Emitter(CODE.world)
    emit.begin(A)
    with pytest.raises(type(error)):
        emit.fail(A, "body", error)
