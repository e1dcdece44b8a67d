"""A linker that goes on from a store links only the bodies of a changed file that differ, and finds the same."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rgraph.link import spared
from rgraph.link.bodies import BodyLinker
from rgraph.link.linked import unpack_footprint
from rgraph.link.linker import Linker
from rgraph.model.facts import Body
from tests.golden.link.crates import MANIFEST, MemorySource

from .test_incremental import trees

LIB = """mod other;
pub struct S;
impl S { pub fn new() -> S { S } pub fn m(&self) -> S { other::d(); S::new() } }
pub fn a() -> S { S::new().m() }
pub fn b() { a().m(); unknown(); }
pub fn c() { other::d(); unknown(); }
pub fn e() { use other::d; d(); S.m(); }
pub const K: u8 = { c(); 1 };
"""
FILES = {"Cargo.toml": MANIFEST.format(edition="2021"), "src/lib.rs": LIB, "src/other.rs": "pub fn d() {}\n"}


@pytest.fixture
def walked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The owners whose bodies were linked, in order."""
    owners: list[str] = []
    real = BodyLinker.link

    def watched(linker: BodyLinker, body: Body, alone: bool = False) -> None:
        owners.append(linker.place.defs(body.owner).name)
        real(linker, body, alone)

    monkeypatch.setattr(BodyLinker, "link", watched)
    return owners


def assert_steps(*states: dict[str, str], walked: list[str] | None = None) -> None:
    """Each state, linked from what a store would have of the one before, is what it is alone."""
    source = MemorySource()
    known = Linker(source, links={}.get).link(source.tree(states[0]))
    links, footprints = dict(known.linked), dict(known.footprints)
    before = states[0]
    for files in states[1:]:
        linker = Linker(source, links=links.get)
        linker.restore(source.tree(before), footprints)
        if walked is not None:
            walked.clear()
        delta = linker.link(source.tree(files))
        told = list(walked or ())
        links = {path: file for path, file in {**links, **delta.linked}.items() if path not in delta.gone}
        footprints.update(delta.footprints)
        assert links == Linker(source).link(source.tree(files)).linked
        if walked is not None:
            walked[:] = told
        before = files


def edited(old: str, new: str) -> dict[str, str]:
    assert old in LIB
    return {**FILES, "src/lib.rs": LIB.replace(old, new)}


def test_a_body_edit_links_that_body_and_those_that_are_told_by_more(walked: list[str]) -> None:
    assert_steps(FILES, edited("{ a().m(); unknown(); }", "{ unknown(); }"), walked=walked)
    assert walked == ["b", "e"]


def test_comments_and_lines_link_no_function(walked: list[str]) -> None:
    assert_steps(FILES, {**FILES, "src/lib.rs": "\n// moved\n" + LIB}, walked=walked)
    assert set(walked) == {"e"}


def test_steps_from_one_store_to_the_next() -> None:
    edit = edited("{ other::d(); unknown(); }", "{ a(); b(); }")
    assert_steps(FILES, edit, FILES, edited("S::new().m()", "S::new().m().m()"), edit)


def test_a_declaration_that_changes_links_who_leans_on_it(walked: list[str]) -> None:
    assert_steps(FILES, edited("pub fn b() {", "fn b(_: S) {"), walked=walked)
    assert walked == ["b", "e"]
    assert_steps(FILES, edited("pub fn a() -> S {", "pub fn a() -> u8 {"), walked=walked)
    assert walked == ["a", "b", "e"]


def test_a_function_that_is_added_links_no_other(walked: list[str]) -> None:
    assert_steps(FILES, {**FILES, "src/lib.rs": LIB + "fn added() { b() }\n"}, walked=walked)
    assert walked == ["e", "added"]


def test_a_function_that_goes_takes_its_calls_along() -> None:
    assert_steps(FILES, edited("pub fn c() { other::d(); unknown(); }", ""), FILES)


def test_a_file_that_did_not_change_links_who_leans_on_what_did(walked: list[str]) -> None:
    assert_steps(FILES, {**FILES, "src/other.rs": "pub fn d() -> u8 { 1 }\n"}, walked=walked)
    assert walked == ["m", "c", "e", "d"]


def test_a_trait_that_gains_a_member_renews_what_overrides_it(walked: list[str]) -> None:
    text = (
        "trait T { }\nstruct S;\nimpl T for S { fn f(&self) {} fn g(&self) { self.h() } }\nimpl S { fn h(&self) {} }\n"
    )
    first = {**FILES, "src/lib.rs": text}
    assert_steps(first, {**FILES, "src/lib.rs": text.replace("T { }", "T { fn f(&self); }")}, first, walked=walked)
    assert "h" not in walked


def test_two_functions_of_one_name_that_change_places() -> None:
    text = "#[cfg(unix)] fn f() { a() }\n#[cfg(windows)] fn f() { b() }\nfn a() {}\nfn b() { f() }\n"
    first = {**FILES, "src/lib.rs": text}
    one, two, rest = text.split("\n", 2)
    assert_steps(first, {**FILES, "src/lib.rs": f"{two}\n{one}\n{rest}"}, {**FILES, "src/lib.rs": f"{one}\n{rest}"})


def test_what_the_file_leans_on_changes_at_the_same_time(walked: list[str]) -> None:
    files = edited("{ a().m(); unknown(); }", "{ unknown(); }")
    assert_steps(FILES, {**files, "src/other.rs": "mod d {}\n"}, walked=walked)
    assert "c" in walked


def test_one_file_in_two_crates() -> None:
    files = {**FILES, "src/main.rs": LIB, "src/shared.rs": "pub fn f() { g(); h() }\nfn g() { h() }\nfn h() {}\n"}
    files = {path: text + ("mod shared;\n" if text is LIB else "") for path, text in files.items()}
    assert_steps(files, {**files, "src/shared.rs": files["src/shared.rs"].replace("{ h() }", "{ h(); h() }")})


def test_where_a_limit_cut_something_the_whole_file_is_linked(
    walked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spared, "_CUT", frozenset({"unknown_name"}))
    assert_steps(FILES, edited("S::new().m()", "S::new()"), walked=walked)
    assert "c" in walked


EDITS = [("helper()", "(helper(), helper()).1"), ("S::new()", "{ S::new().m(); S::new() }"), ("s.m()", "s.f")]
EDITS += [("{ T }", "{ helper(); T }"), ("loop {}", "{ helper() }"), ("mac!(", "mac!(mac!(), ")]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(trees, st.lists(st.tuples(st.sampled_from(EDITS), st.integers(1, 2)), min_size=1, max_size=3), st.data())
def test_edits_from_a_store_equal_from_scratch(
    files: dict[str, str], edits: list[tuple[tuple[str, str], int]], data: st.DataObject
) -> None:
    states = [files]
    for (old, new), times in edits:
        path = data.draw(st.sampled_from(sorted(each for each in files if each.endswith(".rs"))))
        files = {**files, path: files[path].replace(old, new, times)}
        states.append(files)
    assert_steps(*states)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(trees, trees)
def test_any_tree_from_a_store_equals_from_scratch(first: dict[str, str], second: dict[str, str]) -> None:
    assert_steps(first, second)


class Fresh(BodyLinker):
    """Knows nothing from one body to the next."""

    def link(self, body: Body, alone: bool = False) -> None:
        self.begin()
        super().link(body, alone)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(trees)
def test_a_function_depends_on_the_same_whatever_was_linked_before_it(files: dict[str, str]) -> None:
    """What is kept from one body to the next and read without being noted would be missing in the second's footprint."""
    source = MemorySource()
    tree = source.tree(files)
    found = Linker(source, links={}.get).link(tree).footprints
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spared, "BodyLinker", Fresh)
        alone = Linker(source, links={}.get).link(tree).footprints
    assert {path: unpack_footprint(each).bodies for path, each in found.items()} == {
        path: unpack_footprint(each).bodies for path, each in alone.items()
    }
