"""What an opaque result captures, by the edition of its crate."""

from __future__ import annotations

import pytest

from rgraph.diff.compare import Options, compare
from rgraph.diff.semver.findings import check
from rgraph.view.graph import CommitGraph
from rgraph.view.memory import graph_of

RULE = "return_captures_more"

IN_SCOPE = "pub fn f(s: &str) -> impl Copy { s.len() }"
CASES = {
    "an argument": (IN_SCOPE, "`s`"),
    "the receiver": ("pub struct S(u8);\nimpl S { pub fn f(&self) -> impl Copy { self.0 } }", "`self`"),
    "what the receiver holds": (
        "pub struct S<'a>(pub &'a str);\nimpl<'a> S<'a> { pub fn f(self) -> impl Copy { self.0.len() } }",
        "`self`",
    ),
    "an argument, inside another type": ("pub fn f(s: &str) -> Option<impl Copy> { Some(s.len()) }", "`s`"),
    "an argument, inside a box": ("pub fn f(s: &str) -> Box<impl Copy> { Box::new(s.len()) }", "`s`"),
    "what is only taken": ("pub fn f(s: &str, x: impl Copy) -> usize { let _ = x; s.len() }", ""),
    "what is left out": ("pub fn f(s: &str) -> impl Copy + use<> { s.len() }", ""),
    "what was named": ("pub fn f<'a>(s: &'a str) -> impl Iterator<Item = &'a str> { s.lines() }", ""),
    "what lives for ever": ("pub fn f(s: &str) -> impl Copy + 'static { s.len() }", ""),
    "what is owned": ("pub fn f(s: String) -> impl Copy { s.len() }", ""),
    "a trait's method": ("pub trait T { fn f(&self, s: &str) -> impl Copy; }", ""),
    "an async function": ("pub async fn f(s: &str) -> usize { s.len() }", ""),
}


def _of(edition: str, code: str) -> CommitGraph:
    manifest = f'[package]\nname = "lib_x"\nversion = "1.0.0"\nedition = "{edition}"\n'
    return graph_of({"Cargo.toml": manifest, "src/lib.rs": code})


@pytest.mark.parametrize("case", CASES)
def test_a_newer_edition_captures_what_is_in_scope(case: str) -> None:
    code, captured = CASES[case]
    found = check(_of("2021", code), _of("2024", code))
    told = [finding.message for finding in found.findings if finding.rule == RULE]
    assert bool(told) == bool(captured), found.findings
    assert all(f"captures {captured} too" in message for message in told)


def test_an_older_edition_captures_less() -> None:
    assert not [f for f in check(_of("2024", IN_SCOPE), _of("2021", IN_SCOPE)).findings if f.rule == RULE]


def test_it_is_told_where_the_manifest_alone_changed() -> None:
    code = IN_SCOPE + "pub fn inside(s: &str) -> Option<impl Copy> { Some(s.len()) }"
    old, new = _of("2021", code), _of("2024", code)
    assert compare(old, new) == compare(old, new, Options(whole=True))
    assert RULE in str(compare(old, new))


def test_a_parameter_that_came_is_captured_by_what_captured_all() -> None:
    old = "pub async fn f<'a, I: IntoIterator<Item = &'a u8>>(items: I) {}"
    new = "pub async fn f<P: Copy, I: IntoIterator<Item = P>>(items: I) {}"
    found = check(_of("2021", old), _of("2021", new))
    assert not [finding for finding in found.findings if finding.rule == RULE]
