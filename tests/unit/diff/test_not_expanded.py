"""Macro calls that were not expanded: a diff and an API say how many may hide something."""

from __future__ import annotations

from rgraph.diff.api.asked import listings
from rgraph.diff.compare import Options, Scope
from rgraph.view.memory import graph_of

from .crates import graph, report

TWO = {
    "Cargo.toml": '[workspace]\nmembers = ["a", "b"]\n',
    "a/Cargo.toml": '[package]\nname = "a"\nversion = "1.0.0"\nedition = "2021"\n',
    "a/src/lib.rs": "pub fn f() { mystery!(x) }\nmystery! { one }\nmod m { mystery! { two } }\n",
    "b/Cargo.toml": '[package]\nname = "b"\nversion = "1.0.0"\nedition = "2021"\n',
    "b/src/lib.rs": "pub fn g() {}\n",
}


def test_a_listing_tells_of_the_calls_that_make_items() -> None:
    first, second = listings(graph_of(TWO), [])
    assert first.notes == ("2 macro calls in scope were not expanded: items that are generated there are not listed",)
    assert second.notes == ()


def test_a_module_in_a_macro_s_argument_whose_file_is_shorter_than_its_declaration_s() -> None:
    files = {"src/lib.rs": "pub fn a() {}\npub fn b() {}\nmystery! { pub mod m; }\n", "src/m.rs": "pub fn f() {}\n"}
    (found,) = listings(graph(files), [])
    assert "pub fn demo::m::f()" in found.lines and "pub mod demo::m" in found.lines


def test_a_diff_tells_of_the_calls_in_the_crates_that_changed() -> None:
    told = "3 macro calls in scope were not expanded: changes in what is generated and used there are not seen"
    changed_a = {**TWO, "a/src/lib.rs": TWO["a/src/lib.rs"] + "pub fn new() {}\n"}
    changed_b = {**TWO, "b/src/lib.rs": "pub fn g() {}\npub fn new() {}\n"}
    assert report(TWO, changed_a).notes == (told,)
    assert report(changed_a, TWO).notes == (told,)
    assert report(TWO, changed_b).notes == ()
    assert report(TWO, TWO).notes == ()


def test_where_every_call_is_expanded_nothing_is_told() -> None:
    text = "macro_rules! known { ($n:ident) => { pub fn $n() {} } }\nknown!(f);\n"
    assert report(text, text + "known!(g);\n").notes == ()
    assert listings(graph(text), [])[0].notes == ()


def judged(old: dict[str, str], new: dict[str, str], *paths: str, crates: tuple[str, ...] = ()) -> list[str]:
    options = Options(Scope(crates, paths))
    return [note for note in report(old, new, options).notes if note.endswith("not judged")]


def test_a_diff_says_what_changed_and_was_not_compared() -> None:
    def with_a(text: str) -> dict[str, str]:
        return {**TWO, "a/src/lib.rs": text}

    changed = TWO["a/src/lib.rs"].replace("{ two }", "{ three }")
    assert judged(TWO, with_a(changed)) == ["1 macro call changed; its items are not judged"]
    assert judged(with_a(changed), TWO) == ["1 macro call changed; its items are not judged"]
    assert judged(TWO, with_a(changed.replace("{ one }", "{ 1 }"))) == [
        "2 macro calls changed; their items are not judged"
    ]
    assert judged(TWO, with_a(TWO["a/src/lib.rs"] + "mystery! { four }\n")) == [
        "1 macro call changed; its items are not judged"
    ]


def test_calls_that_stay_as_they_are_wherever_they_stand_and_those_in_bodies_are_not_told() -> None:
    moved = {**TWO, "a/src/lib.rs": "mod m { mystery! { two } }\n\nmystery! { one }\npub fn f() { mystery!(y) }\n"}
    assert judged(TWO, moved) == []
    other = {**TWO, "b/src/lib.rs": "pub fn g() { 1; }\n"}
    assert judged(TWO, other) == []


def test_includes_and_files_that_were_not_read_in_full_are_told_too() -> None:
    built = 'include!(concat!(env!("OUT_DIR"), "/{}.rs"));\n'
    old = {**TWO, "a/src/lib.rs": built.format("x"), "b/src/lib.rs": "pub fn g() {}\n"}
    new = {**TWO, "a/src/lib.rs": built.format("y") + "mystery! { five }\n", "b/src/lib.rs": "pub fn g( {}\n"}
    assert judged(old, new) == [
        "1 macro call, 1 include and 1 file that was not read in full changed; their items are not judged"
    ]
    assert judged(old, new, "b/src/lib.rs") == ["1 file that was not read in full changed; its items are not judged"]
    assert judged(old, new, crates=("a",)) == ["1 macro call and 1 include changed; their items are not judged"]
    assert judged(old, old) == []


def test_each_call_that_is_not_judged_is_named_with_its_place() -> None:
    def named(old: str, new: str) -> list[str]:
        found = report({**TWO, "a/src/lib.rs": old}, {**TWO, "a/src/lib.rs": new})
        return [note for note in found.notes if note.startswith("the call")]

    changed = TWO["a/src/lib.rs"].replace("{ two }", "{ three }")
    assert named(TWO["a/src/lib.rs"], changed) == ["the call `mystery!` at a/src/lib.rs:3 changed or is new"]
    assert named(TWO["a/src/lib.rs"], changed + "other! { x }\n") == [
        "the call `mystery!` at a/src/lib.rs:3 changed or is new",
        "the call `other!` at a/src/lib.rs:4 changed or is new",
    ]
    gone = "pub fn f() { mystery!(x) }\n\nmystery! { one }\n"
    assert named(TWO["a/src/lib.rs"], gone) == ["the call `mystery!` that was at a/src/lib.rs:3 changed or is gone"]
    assert named(gone, gone.replace("\n\n", "\n")) == []
