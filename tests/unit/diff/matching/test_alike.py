"""Profiles, names, candidates and scores: what makes two items alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.diff.matching.candidates import candidates
from rgraph.diff.matching.fragments import body
from rgraph.diff.matching.profile import Profile, Profiles, containment, shared, similarity
from rgraph.diff.matching.score import WEIGHTS, Scorer, names_alike
from rgraph.diff.snapshot import Snapshot

from ..crates import graph

TOKENS = st.lists(st.sampled_from(["fn", "x", "(", ")", "1", "+"]), max_size=12).map(tuple)


@given(TOKENS, TOKENS)
def test_similarity_is_symmetric_between_none_and_all(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    one, two = Profile(a), Profile(b)
    assert similarity(one, two) == similarity(two, one)
    assert 0.0 <= similarity(one, two) <= 1.0
    assert similarity(one, one) == 1.0
    assert shared(one.shingles, two.shingles) == (one.shingles & two.shingles).total()


@given(TOKENS, TOKENS, TOKENS)
def test_a_part_is_contained_in_the_whole(
    before: tuple[str, ...], part: tuple[str, ...], after: tuple[str, ...]
) -> None:
    whole = Profile((*before, *part, *after))
    if len(part) >= 3:
        assert containment(Profile(part), whole) == 1.0
    assert containment(Profile(()), whole) == 0.0


@given(st.text("abcAB_", max_size=10), st.text("abcAB_", max_size=10))
def test_names_are_alike_from_nothing_to_all(a: str, b: str) -> None:
    assert 0.0 <= names_alike(a, b) <= 1.0
    assert names_alike(a, a) == 1.0


@pytest.mark.parametrize(
    ("name", "nearer", "farther"),
    [
        ("read_file", "read_files", "write_socket"),
        ("parse", "parse_all", "render"),
        ("ReadFile", "read_file", "Socket"),
        ("Config", "Configs", "Thing"),
    ],
)
def test_names_that_share_words_are_nearer(name: str, nearer: str, farther: str) -> None:
    assert names_alike(name, nearer) > names_alike(name, farther)


def test_a_profile_leaves_out_names_comments_and_layout() -> None:
    one = Snapshot(graph("fn a(x: u8) -> u8 { /* c */ a(x) + x.a() }"))
    two = Snapshot(graph("fn b(x: u8)\n -> u8 {\n b(x) + x.a() }"))
    first, second = Profiles(one).of(one.nodes["demo::a"]), Profiles(two).of(two.nodes["demo::b"])
    assert first.tokens == second.tokens and "a" in first.tokens
    assert not Profiles(one).of(one.nodes["demo"]).tokens
    assert body(first).tokens[0] == "\0name" and body(Profile(("x",))).tokens == ()


def test_short_code_is_trivial() -> None:
    assert Profile(("a",) * 13).trivial and not Profile(("a",) * 14).trivial


def nodes(source: str) -> tuple[Snapshot, Profiles]:
    snapshot = Snapshot(graph(source))
    return snapshot, Profiles(snapshot)


def paired(old: str, new: str) -> set[tuple[str, str]]:
    before, old_profiles = nodes(old)
    after, new_profiles = nodes(new)
    found = candidates(list(before.nodes.values()), list(after.nodes.values()), old_profiles, new_profiles)
    return {(a.symbol.removeprefix("demo::"), b.symbol.removeprefix("demo::")) for a, b in found}


def test_candidates_are_of_one_kind_and_share_a_name_or_code() -> None:
    found = paired(
        "fn f() {}\nstruct S;\nfn g(a: u8) -> u8 { a * 3 + 7 }", "struct f;\nfn S() {}\nfn h(a: u8) -> u8 { a * 3 + 7 }"
    )
    assert ("g", "h") in found
    assert ("f", "f") not in found and ("S", "S") not in found


def test_a_name_that_many_share_counts_only_under_the_same_parent() -> None:
    many = "".join(f"struct S{n};\nimpl S{n} {{ fn new() {{}} }}\n" for n in range(12))
    assert {pair for pair in paired(many, many) if pair[0].endswith("new")} >= {
        (f"S{n}::new", f"S{n}::new") for n in range(12)
    }


def test_a_score_is_the_weighted_sum_of_its_parts() -> None:
    old, new = Snapshot(graph("fn f(a: u8) -> u8 { a + 1 }")), Snapshot(graph("fn g(a: u8) -> u8 { a + 2 }"))
    scorer = Scorer(old, new, {})
    evidence = scorer.score(old.nodes["demo::f"], new.nodes["demo::g"])
    parts = dict(evidence.parts)
    assert set(parts) == set(WEIGHTS) and sum(WEIGHTS.values()) == pytest.approx(1.0)
    assert evidence.score == pytest.approx(sum(WEIGHTS[name] * value for name, value in parts.items()), abs=0.001)
    assert parts["place"] == 1.0 and parts["signature"] > 0.5


def test_the_same_symbol_is_a_little_more_likely() -> None:
    old, new = Snapshot(graph("fn f(a: u8) -> u8 { a + 1 }")), Snapshot(graph("fn f(a: u8) -> u8 { a + 2 }"))
    found = Scorer(old, new, {}).score(old.nodes["demo::f"], new.nodes["demo::f"])
    bare = sum(WEIGHTS[name] * value for name, value in found.parts)
    assert found.score == pytest.approx(min(1.0, bare + 0.08), abs=0.001)


def test_a_place_is_nearer_in_the_same_parent_then_file_then_crate() -> None:
    files = {
        "src/lib.rs": "pub mod a;\npub mod b;",
        "src/a.rs": "pub fn f() {}\npub mod in_a { pub fn f() {} }",
        "src/b.rs": "pub fn f() {}",
    }
    snapshot = Snapshot(graph(files))
    place = [
        Scorer(snapshot, snapshot, {})._place(snapshot.nodes["demo::a::f"], snapshot.nodes[other])
        for other in ("demo::a::f", "demo::a::in_a::f", "demo::b::f")
    ]
    assert place == [1.0, 0.7, 0.4]
    assert (
        Scorer(snapshot, snapshot, {"demo::a": "demo::b"})._place(
            snapshot.nodes["demo::a::f"], snapshot.nodes["demo::b::f"]
        )
        == 1.0
    )
