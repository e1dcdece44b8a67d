"""Which calls have an edge, and which have none: method calls and calls of paths, each once."""

from __future__ import annotations

from rgraph.view.memory import graph_of


def counted(source: str) -> tuple[dict[tuple[str, str], int], set[tuple[str, str, str, int]]]:
    """Calls with an edge by shape and where it leads; what was not resolved by reason, shape, name and count."""
    manifest = '[package]\nname = "demo"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\nout = "1"\n'
    linked = graph_of({"Cargo.toml": manifest, "src/lib.rs": source}).linked("src/lib.rs")
    assert linked is not None
    sites = {(one.shape, one.where.value): one.count for one in linked.sites}
    return sites, {(one.reason, one.shape, one.name, one.count) for one in linked.unresolved}


def test_every_call_is_counted_once() -> None:
    sites, missed = counted(
        """
pub struct S;
impl S { pub fn new() -> S { S } pub fn go(&self) {} }
pub trait T { fn t(&self) {} }
impl T for S {}
pub fn each(s: S, d: &dyn T) {
    let v: Vec<u8> = Vec::new();
    v.len();
    S::new().go();
    s.t();
    d.t();
    out::run();
    Some(1);
    let f = || 1;
    f();
}
"""
    )
    assert sites == {("method", "std"): 1, ("method", "workspace"): 3, ("call", "std"): 1, ("call", "workspace"): 1,
                     ("call", "outside"): 1}  # fmt: skip
    assert missed == set()


def test_calls_without_an_edge_have_their_reason_and_name() -> None:
    sites, missed = counted(
        """
pub fn each() {
    let x = out::make();
    x.one().two();
    nothing();
    nothing;
    String::no_such();
}
"""
    )
    assert sites == {("call", "outside"): 1}
    assert {one for one in missed if one[1] != "method"} == {
        ("unknown_name", "call", "nothing", 1), ("unknown_name", "path", "nothing", 1),
        ("no_such_member", "call", "no_such", 1)}  # fmt: skip
    assert {(shape, name) for _, shape, name, _ in missed if shape == "method"} == {
        ("method", "one"),
        ("method", "two"),
    }


def test_a_call_in_a_body_is_placed_in_its_item() -> None:
    linked = graph_of({"src/lib.rs": "\n\npub fn f(\n) {\n    nothing();\n\n    nothing();\n}\n"}).linked("src/lib.rs")
    assert linked is not None
    (one,) = linked.unresolved
    assert (one.owner, one.line, one.count) == ("demo::f", 2, 2)
