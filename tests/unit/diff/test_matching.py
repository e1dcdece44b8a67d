"""Which item is which: the easy cases and the hard ones."""

from __future__ import annotations

import pytest

from rgraph.diff.matching import match
from rgraph.diff.matching.assign import assign
from rgraph.diff.report import ChangeKind, How
from rgraph.diff.snapshot import Node, Snapshot
from rgraph.view.memory import graph_of

from .crates import change, pairs, report, words

PARSE = """pub fn parse(text: &str) -> Vec<u32> {
    let mut found = Vec::new();
    for part in text.split(',') {
        if let Ok(number) = part.trim().parse::<u32>() {
            found.push(number * 2 + 1);
        }
    }
    found
}
"""
RENDER = """pub fn render(items: &[u32]) -> String {
    let mut out = String::from("[");
    for (index, item) in items.iter().enumerate() {
        if index > 0 { out.push_str(", "); }
        out.push_str(&item.to_string());
    }
    out.push(']');
    out
}
"""


def test_identical_versions_have_no_change() -> None:
    found = report(PARSE + RENDER, PARSE + RENDER)
    assert found.empty


def test_reordering_formatting_and_comments_are_no_change() -> None:
    found = report(PARSE + RENDER, "// a comment\n" + RENDER.replace("    ", "\t") + "\n\n" + PARSE)
    assert not found.changes


def test_a_doc_change_is_a_kind_of_its_own() -> None:
    found = change(report(PARSE, "/// Reads numbers.\n" + PARSE), "parse")
    assert found.kinds == (ChangeKind.DOCS,)
    assert not found.code


def test_a_rename_is_followed() -> None:
    found = change(report(PARSE, PARSE.replace("fn parse", "fn read_numbers")), "read_numbers")
    assert found.kinds == (ChangeKind.RENAMED,)
    assert found.evidence is not None
    assert found.evidence.how is How.HASHES


def test_a_move_between_modules_is_followed() -> None:
    old = {"src/lib.rs": "pub mod a;\npub mod b;", "src/a.rs": PARSE, "src/b.rs": RENDER}
    new = {"src/lib.rs": "pub mod a;\npub mod b;", "src/a.rs": "", "src/b.rs": RENDER + PARSE}
    assert change(report(old, new), "b::parse").kinds == (ChangeKind.MOVED,)


def test_a_rename_and_move_with_an_edit_is_followed() -> None:
    old = {"src/lib.rs": "pub mod a;\npub mod b;", "src/a.rs": PARSE, "src/b.rs": ""}
    edited = PARSE.replace("fn parse", "fn read_numbers").replace("* 2 + 1", "* 2 + 3")
    new = {"src/lib.rs": "pub mod a;\npub mod b;", "src/a.rs": "", "src/b.rs": edited}
    found = change(report(old, new), "b::read_numbers")
    assert {ChangeKind.RENAMED, ChangeKind.MOVED, ChangeKind.BODY} <= set(found.kinds)
    assert found.evidence is not None
    assert 0.5 < found.evidence.score < 1
    assert dict(found.evidence.parts)["code"] > 0.8


def test_renamed_to_legacy_with_a_new_one_in_its_place() -> None:
    new_parse = "pub fn parse(text: &str) -> Vec<u32> { text.bytes().map(u32::from).rev().skip(1).collect() }\n"
    found = pairs(PARSE, PARSE.replace("fn parse", "fn parse_legacy") + new_parse)
    assert found == {"parse": "parse_legacy"}


def test_two_functions_swapped_their_names() -> None:
    swapped = PARSE.replace("fn parse", "fn render") + RENDER.replace("fn render", "fn parse")
    assert pairs(PARSE + RENDER, swapped) == {"parse": "render", "render": "parse"}


def test_a_copy_beside_the_original_is_no_move() -> None:
    found = report(PARSE, PARSE + PARSE.replace("fn parse", "fn parse_again"))
    assert words(found) == {("parse_again", "added")}
    assert change(found, "parse_again").notes == ("copy of `demo::parse`",)


def test_a_file_that_moved_as_a_whole() -> None:
    old = {"src/lib.rs": "pub mod a;", "src/a.rs": PARSE + RENDER}
    new = {"src/lib.rs": "pub mod c;", "src/c.rs": PARSE + RENDER}
    assert pairs(old, new) == {"a": "c", "a::parse": "c::parse", "a::render": "c::render"}
    assert words(report(old, new)) == {("c", "renamed")}, "what moved along with its module is not told again"


def test_a_module_that_became_a_directory() -> None:
    old = {"src/lib.rs": "pub mod a;", "src/a.rs": PARSE}
    new = {"src/lib.rs": "pub mod a;", "src/a/mod.rs": PARSE}
    assert not report(old, new).changes


def test_an_impl_split_in_two() -> None:
    head = "pub struct S(u32);\n"
    one = "impl S { pub fn a(&self) -> u32 { self.0 + 1 }\n pub fn b(&self) -> u32 { self.0 + 2 } }\n"
    two = "impl S { pub fn a(&self) -> u32 { self.0 + 1 } }\nimpl S { pub fn b(&self) -> u32 { self.0 + 2 } }\n"
    assert not report(head + one, head + two).changes


def test_a_renamed_type_takes_its_methods_along() -> None:
    old = "pub struct Old { a: u32 }\nimpl Old { pub fn get(&self) -> u32 { self.a } pub fn set(&mut self) { self.a = 1; } }"
    found = pairs(old, old.replace("Old", "New"))
    assert found["Old"] == "New"
    assert found["Old::get"] == "New::get"
    assert found["Old.a"] == "New.a"


def test_a_function_extracted_out_of_another() -> None:
    inner = RENDER[RENDER.index("{") + 1 : RENDER.rindex("}")]
    old = f"pub fn all(items: &[u32]) -> String {{ let items = &items[1..]; {inner} }}"
    new = "pub fn all(items: &[u32]) -> String { let items = &items[1..]; render(items) }\n" + RENDER
    assert change(report(old, new), "render").notes == ("extracted from `demo::all`",)


def test_a_function_inlined_into_another() -> None:
    inner = RENDER[RENDER.index("{") + 1 : RENDER.rindex("}")]
    new = f"pub fn all(items: &[u32]) -> String {{ let items = &items[1..]; {inner} }}"
    old = "pub fn all(items: &[u32]) -> String { let items = &items[1..]; render(items) }\n" + RENDER
    assert change(report(old, new), "render").notes == ("inlined into `demo::all`",)


def test_an_unrelated_function_is_no_rename() -> None:
    found = words(report(PARSE, RENDER))
    assert found == {("parse", "removed"), ("render", "added")}


def test_trivial_getters_are_not_taken_for_each_other() -> None:
    old = "pub struct S { a: u8 }\nimpl S { pub fn alpha(&self) -> u8 { self.a } }"
    new = "pub struct S { a: u8 }\nimpl S { pub fn is_ready(&self) -> bool { true } }"
    assert ("S::alpha", "removed") in words(report(old, new))


def test_fields_and_variants_are_matched_in_their_type() -> None:
    found = pairs("pub struct S { pub width: u32, pub b: u8 }", "pub struct S { pub wide: u32, pub b: u8 }")
    assert found["S.width"] == "S.wide"
    assert "E::A" in pairs("pub enum E { A, B }", "pub enum E { B, A }")


def test_the_assignment_is_global() -> None:
    """The best single pair is not part of the best whole."""
    assert assign({("a", "x"): 0.9, ("a", "y"): 0.8, ("b", "x"): 0.8}) == {"a": "y", "b": "x"}


def test_ties_are_settled_the_same_way_whatever_the_order() -> None:
    scores = {(a, b): 0.7 for a in "cab" for b in "zxy"}
    once = assign(scores)
    assert sorted(once.values()) == ["x", "y", "z"]
    assert once == assign(dict(reversed(list(scores.items()))))


def test_large_groups_are_assigned_too() -> None:
    scores = {(f"a{i:03}", f"b{j:03}"): 1.0 if i == j else 0.6 for i in range(130) for j in range(130)}
    assert assign(scores) == {f"a{i:03}": f"b{i:03}" for i in range(130)}


def test_hundreds_of_equal_items_are_paired_without_comparing_each_with_each(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    nearness = match._nearness

    def counted(a: Node, b: Node) -> float:
        nonlocal asked
        asked += 1
        return nearness(a, b)

    monkeypatch.setattr(match, "_nearness", counted)
    body = "{ let mut a = 1; a += 2; a *= 3; drop(a); drop(a + 1); }"
    old = "\n".join(f"pub fn f{i}() {body}" for i in range(150))
    new = "\n".join(f"pub mod m {{ pub fn f{i}() {body} }}" if i == 7 else f"pub fn g{i}() {body}" for i in range(150))
    found = pairs(old, new)
    assert asked == 0
    assert len(found) == 150
    assert found["f7"] == "m::f7"


def test_the_text_of_a_file_is_read_once_for_its_items() -> None:
    graph = graph_of({"src/lib.rs": PARSE + RENDER})
    read: list[str] = []
    source = graph.source
    graph.source = lambda path: read.append(path) or source(path)  # type: ignore[method-assign,assignment,func-returns-value]
    snapshot = Snapshot(graph)
    texts = [snapshot.text(node) for node in snapshot.nodes.values()]
    assert PARSE.strip() in texts and RENDER.strip() in texts
    assert read == ["src/lib.rs"]
