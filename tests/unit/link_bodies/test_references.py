"""What a body refers to: kinds by what is referred to, prefixes of paths, counts of what was not resolved."""

from __future__ import annotations

import pytest

from rgraph.link.bodies.references import path_name, single
from rgraph.link.emitter import Emitter
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import Path, Segment
from tests.unit.link_types.worlds import Local

CRATE = """
pub mod m { pub mod n { pub struct S; } } pub struct S; pub enum E { V } pub union U { a: u8 } pub trait Tr { type O; const C: u8; fn f(); } pub type Al = S; pub const K: u8 = 1; pub static ST: u8 = 1;
impl S { pub const IN: u8 = 1; pub fn new() {} } fn here() {}
"""


@pytest.fixture
def local() -> Local:
    return Local(CRATE)


def edges(local: Local) -> set[str]:
    emit = local.walk.refs.emit
    assert isinstance(emit, Emitter)
    return {
        f"{each.kind.value} {each.dst.removeprefix('demo::')} {each.tier.value} {each.line} {each.via_macro}"
        for each in emit.linked([]).edges
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("S", "uses_type"),
        ("E", "uses_type"),
        ("U", "uses_type"),
        ("Tr", "uses_type"),
        ("Al", "uses_type"),
        ("V", "references"),
        ("m", "references"),
        ("K", "reads"),
        ("ST", "reads"),
        ("IN", "references"),
        ("C", "references"),
        ("O", "references"),
        ("new", "references"),
    ],
)
def test_the_kind_of_a_reference_is_by_what_is_referred_to(local: Local, name: str, kind: str) -> None:
    local.walk.refs.refer((local.item(name),), 3)
    (found,) = edges(local)
    assert found.split(" ")[0] == kind
    assert found.endswith(" exact 3 False")


def test_nothing_is_no_reference(local: Local) -> None:
    local.walk.refs.refer((), 1)
    assert edges(local) == set()


def test_within_a_macro_call_a_reference_is_through_it(local: Local) -> None:
    local.walk.refs.in_macro += 1
    local.walk.refs.edge(EdgeKind.CALLS, (local.item("new"),), Tier.INFERRED, 1)
    local.walk.refs.edge_outside(EdgeKind.CALLS, "far::f", 2)
    assert edges(local) == {"calls S::new inferred 1 True", "calls far::f exact 2 True"}


@pytest.mark.parametrize(
    ("path", "upto", "found"),
    [
        ("m::n::S", 2, {"references m", "references m::n"}),
        ("m::n::S", 3, {"references m", "references m::n", "uses_type m::n::S"}),
        ("crate::m", 2, {"references m"}),
        ("self::E::V", 2, {"uses_type E"}),
        ("missing::n::S", 2, set()),
        ("m::missing::S", 2, {"references m"}),
        ("Self::x", 1, set()),
    ],
)
def test_the_first_segments_of_a_path(local: Local, path: str, upto: int, found: set[str]) -> None:
    local.walk.refs.prefixes(Path(segments=[Segment(name) for name in path.split("::")], line=0), upto)
    assert {each.rsplit(" ", 3)[0] for each in edges(local)} == found


def test_what_is_not_resolved_is_counted_by_reason(local: Local) -> None:
    refs = local.walk.refs
    refs.unresolved("", "path", "x", 0)
    refs.unresolved("limit", "method", "y", 0)
    refs.unresolved("limit", "macro", "y", 0)
    assert refs.limits == 1  # the limit of a macro call is none of types
    emit = refs.emit
    assert isinstance(emit, Emitter)
    assert {(each.reason, each.shape): each.count for each in emit.linked([]).unresolved} == {
        ("unknown_name", "path"): 1,
        ("limit", "method"): 1,
        ("limit", "macro"): 1,
    }
    refs.begin()
    assert (refs.limits, refs.in_macro, refs.shift) == (0, 0, 0)


def test_an_explanation_is_made_only_where_somebody_listens(local: Local) -> None:
    made: list[str] = []
    local.walk.refs.explain(lambda: made.append("text") or "text")
    assert made == []
    local.walk.refs.emit.explaining = True
    local.walk.refs.explain(lambda: made.append("text") or "text")
    assert made == ["text"]


def test_a_path_that_is_one_plain_name() -> None:
    name = Segment("x")
    assert single(Path(segments=[name], line=0)) is name
    assert single(Path(segments=[name, name], line=0)) is None
    assert single(Path(segments=[name], line=0, root=True)) is None
    assert single(Path(segments=[], line=0)) is None
    assert path_name(Path(segments=[Segment("a"), Segment("b")], line=0)) == "b"
    assert path_name(Path(segments=[], line=0)) == ""
