"""Macro calls: the macro, its arguments, and the names among tokens that are no expressions."""

from __future__ import annotations

import pytest

from rgraph.link.emitter import Emitter
from tests.unit.link_types.worlds import ROOT, linker_of

from .walks import walked

CRATE = """
macro_rules! plain { ($($t:tt)*) => {} } macro_rules! value { ($e:expr) => { $e } } #[macro_export] macro_rules! exported { () => {} }
pub mod m { pub fn f() {} pub struct T; impl T { pub fn new() -> T { T } } pub const K: u8 = 1; } pub fn g() -> A { A } pub struct A; impl A { pub fn go(&self) {} }
"""


def test_the_macro_is_referred_to() -> None:
    found = walked(CRATE + "fn here() { plain!(); crate::exported!(); value!(1); println!(); }")
    assert {each for each in found.of("expands") if not each.startswith("std::")} == {"plain!", "exported!", "value!"}
    assert any(each.startswith("expands std::") for each in found.edges)


def test_a_macro_that_is_not_there_is_counted() -> None:
    assert sum(walked(CRATE + "fn here() { missing!(); m::missing!(1); }").unresolved.values()) == 2


def test_arguments_are_read_in_what_the_call_becomes() -> None:
    found = walked(CRATE + "fn here(a: A) { value!(a.go()); plain!(m::f()); value!({ let x = g(); x.go() }); }")
    assert found.calls == {"g", "A::go"}


def test_a_call_that_is_not_expanded_is_counted_and_its_arguments_are_read() -> None:
    found = walked(CRATE + "fn here(a: A) { value!(a.go(); g()); }")
    assert found.calls == {"g", "A::go"}
    assert found.unresolved == {"not_expanded macro": 1}


@pytest.mark.parametrize(
    ("tokens", "edges"),
    [
        ("a => m::f()", {"calls m::f exact", "references m exact"}),
        ("m::f => a", {"references m::f exact", "references m exact"}),
        ("@ g() @", {"calls g exact"}),
        ("@ m::T @", {"uses_type m::T exact", "references m exact"}),
        ("@ m::K @", {"reads m::K exact", "references m exact"}),
        ("@ m::T::new() @", {"calls m::T::new exact", "uses_type m::T exact", "references m exact"}),
        ("@ nothing::here() @", set()),
        ("@ a @", set()),
        ("@ x.go() @", set()),
    ],
)
def test_names_among_tokens(tokens: str, edges: set[str]) -> None:
    found = walked(CRATE + f"fn here(a: A) {{ other::macro_of!({tokens}); }}")
    assert {each for each in found.edges if not each.startswith("expands")} == edges


def test_a_local_is_no_item_among_tokens() -> None:
    assert walked(CRATE + "fn here(g: u8) { other::macro_of!(@ g @); }").of("references") == set()


def lines(crate: str) -> dict[str, tuple[int, bool]]:
    """The calls of a crate's `here`: in which line of it, and whether through a macro."""
    _, linker = linker_of(crate)
    emit = Emitter(linker.world)
    linker.link_with(ROOT, emit)
    calls = [each for each in emit.linked([]).edges if each.kind.value == "calls" and each.src == "demo::here"]
    return {each.dst.replace("demo::", ""): (each.line, each.via_macro) for each in calls}


def test_edges_in_a_macro_are_known_as_such() -> None:
    assert lines(CRATE + "fn here() { value!(g()); }") == {"g": (0, True)}


def test_an_argument_has_its_own_line_and_a_template_that_of_the_call() -> None:
    crate = (
        "fn f() {} fn g() {} fn h(x: u8) {} macro_rules! m { ($($e:expr),*) => { $($e;)*\n\n h(inner!($($e),*)); } }\n"
    )
    crate += "macro_rules! inner { ($a:expr, $b:expr) => { k($b) } } fn k(x: ()) {}\n"
    assert lines(crate + "fn here() {\n m!(f(),\n\n g())\n }") == {
        "f": (1, True),
        "g": (3, True),
        "h": (1, True),
        "k": (1, True),
    }


@pytest.mark.parametrize(
    ("template", "call", "calls"),
    [
        ("{ let x = B; x.b(); $e.a() }", "{ let x = A; m!(x) }", {"A::a", "B::b"}),
        ("let $i = A;", "{ m!(y); y.a() }", {"A::a"}),
        ("let x = A;", "{ let x = B; m!(); x.b() }", {"B::b"}),
        ("{ let f = A; f.a() }; f()", "{ m!(); }", {"A::a", "f"}),
        ("let x = A; inner!(x)", "{ let x = B; m!(); }", {"A::a"}),
        ("match $o { Some(x) => x.a(), None => $e.b() }", "{ let x = B; m!(Some(A), x); }", {"A::a", "B::b"}),
        ("fn made() -> A { A } made().a()", "{ m!(); }", {"A::a"}),
        ("const K: A = A; K.a()", "{ m!(); }", {"A::a"}),
        ("use inside::g; g().a()", "{ m!(); }", {"A::a", "inside::g"}),
        ("macro_rules! made { () => { A.a() } } made!()", "{ m!(); }", {"A::a"}),
        ("$crate::inside::g()", "{ m!().a() }", {"A::a", "inside::g"}),
        ("S { x }", "{ let x = B; m!(); }", set()),
    ],
)
def test_what_a_template_binds_is_its_own(template: str, call: str, calls: set[str]) -> None:
    crate = f"""
    struct A; impl A {{ fn a(&self) {{}} fn b(&self) {{}} }} struct B; impl B {{ fn a(&self) {{}} fn b(&self) {{}} }}
    fn f() {{}} mod inside {{ pub fn g() -> crate::A {{ crate::A }} }}
    macro_rules! inner {{ ($e:expr) => {{ {{ let x = B; $e.a() }} }} }}
    macro_rules! m {{ () => {{ {template} }}; ($i:ident) => {{ {template} }}; ($e:expr) => {{ {template} }};
        ($o:expr, $e:expr) => {{ {template} }} }}
    fn here() {call}
    """.replace("($i:ident)", "($i:ident)" if "$i" in template else "(@ $i:ident)")
    assert walked(crate).calls == calls


def test_a_macro_in_a_body_sees_the_locals_before_it() -> None:
    crate = "struct A; impl A { fn a(&self) {} } fn here(x: A) { macro_rules! m { () => { x.a() } } m!(); }"
    assert walked(crate).calls == {"A::a"}


def test_patterns_and_types_are_expanded() -> None:
    crate = """struct A; impl A { fn a(&self) {} fn c(&self) {} } struct B; impl B { fn b(&self) {} } enum E { One(A), Two }
    macro_rules! one { ($x:ident) => { E::One($x) } } macro_rules! ty { ($t:ty) => { Option<$t> } }
    fn here(e: E, o: ty!(A)) { if let one!(x) = e { x.a(); } let p: ty!(B) = None; p.unwrap().b(); o.unwrap().c(); }"""
    found = walked(crate)
    assert found.calls == {"A::a", "A::c", "B::b"}
    assert "references E::One exact" in found.edges
    assert found.of("expands") == {"one!", "ty!"}
    assert found.unresolved == {}
