"""What an author has told clippy to let be is no old idiom."""

from __future__ import annotations

import pytest

from rgraph.model.ids import Symbol
from rgraph.modernize.allowed import Allowed, lint_of
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n'
SOURCE = """
#[allow(dead_code, clippy::one)] pub fn on_item() {}
pub fn in_body() { #[expect(clippy::one, reason = "r")] let _ = 1; }
#[allow(clippy::one)] pub mod around { pub struct S; impl S { pub fn member(&self) {} } }
#[allow(clippy::one_more)] pub fn other() {}
pub fn plain() {}
pub mod file;
"""


@pytest.mark.parametrize(
    ("name", "is_allowed"),
    [
        ("on_item", True),
        ("in_body", True),
        ("around::S::member", True),
        ("file::inner", True),
        ("other", False),
        ("plain", False),
    ],
)
def test_a_lint_is_allowed_on_the_item_or_around_it(name: str, is_allowed: bool) -> None:
    inner = "#![allow(clippy::one)]\npub fn inner() {}\n"
    graph = graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": SOURCE, "src/file.rs": inner})
    assert Allowed(graph).has([Symbol(f"demo::{name}")], "one") is is_allowed


def test_a_lint_is_that_of_the_reference() -> None:
    assert lint_of("https://rust-lang.github.io/rust-clippy/master/index.html#manual_let_else") == "manual_let_else"
    assert lint_of("https://doc.rust-lang.org/std/macro.matches.html#examples") == ""
