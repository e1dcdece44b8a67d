"""Arguments that a foreign type may have by default."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.diff.semver.foreign_defaults import left_out
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nweb = "1"\n'


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("web::R", "web::R<web::B>", ("web::R", "web::B")),
        ("web::R<web::B>", "web::R", ("web::R", "web::B")),
        ("web::R<u8>", "web::R<u8, web::B>", ("web::R", "web::B")),
        ("(u8, web::R,)", "(u8, web::R<web::B<u8>>,)", ("web::R", "web::B<u8>")),
        ("web::R<u8, (u8, u8,)>", "web::R<u8>", ("web::R", "(u8, u8, )")),
        ("web::R<u8>", "web::R<u16, web::B>", None),
        ("web::R<u8>", "web::R<u16>", None),
        ("demo::R", "demo::R<u8>", None),
        ("demo::R<web::B>", "demo::R<web::B, u8>", None),
        ("demo::R<web::B>", "demo::R<web::B<u8>>", ("web::B", "u8")),
        ("(web::R,)", "(web::R, u8,)", None),
        ("fn(web::R) -> u8", "fn(web::R<u8>) -> u8", ("web::R", "u8")),
        ("fn(web::R) -> u8", "fn(web::R<u8>) -> u16", None),
        ("web::R<fn(u8) -> u8>", "web::R<fn(u8) -> u8, u8>", ("web::R", "u8")),
        ("web::R", "web::R", None),
        ("", "<u8>", None),
        ("web::R", "web::R<u8", None),
    ],
)
def test_left_out(one: str, two: str, expected: tuple[str, str] | None) -> None:
    assert left_out(one, two, lambda name: name.startswith("web::")) == expected


@pytest.mark.parametrize(
    ("old", "new", "doubts"),
    [
        ("pub fn f() -> web::R { loop {} }", "pub fn f() -> web::R<web::B> { loop {} }", True),
        ("pub fn f(_: &web::R<u8>) {}", "pub fn f(_: &web::R<u8, web::B>) {}", True),
        ("pub struct S { pub x: web::R<web::B> }", "pub struct S { pub x: web::R }", True),
        ("pub type A = web::R;", "pub type A = web::R<web::B>;", True),
        ("pub trait T { fn f(&self) -> web::R; }", "pub trait T { fn f(&self) -> web::R<web::B>; }", True),
        ("pub fn f() -> web::R<u8> { loop {} }", "pub fn f() -> web::R<web::B> { loop {} }", False),
        (
            "pub struct R<T>(pub T); pub fn f() -> R<u8> { loop {} }",
            "pub struct R<T>(pub T); pub fn f() -> R<u16> { loop {} }",
            False,
        ),
    ],
)
def test_what_is_said(old: str, new: str, doubts: bool) -> None:
    found = check(*(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": text}) for text in (old, new)))
    major = [finding.message for finding in found.findings if finding.level == "major"]
    questions = [doubt.question for doubt in found.undecided]
    assert bool(major) != doubts, (major, questions)
    assert bool(questions) == doubts
    assert not doubts or any("by default" in question for question in questions)
