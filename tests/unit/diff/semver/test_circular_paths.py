"""Paths through modules that hold themselves."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

OLD = "pub mod shared { pub struct E; pub mod deep { pub fn f() {} } }\npub use shared::{E, deep};"
NOW = "pub struct E;\npub mod deep { pub fn f() {} }\n"


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("#[doc(hidden)] pub use crate as shared;", [("item_hidden", "demo::shared")]),
        ("pub use crate as shared;", []),
        ("#[doc(hidden)] pub mod shared { pub use super::*; }", [("item_hidden", "demo::shared")]),
        (
            "pub use crate as other;",
            [("path_removed", "demo::E"), ("path_removed", "demo::deep"), ("module_removed", "demo::shared")],
        ),
    ],
)
def test_what_became_the_crate_itself(new: str, expected: list[tuple[str, str]]) -> None:
    found = check(*(graph_of({"src/lib.rs": text}) for text in (OLD, NOW + new)))
    causes = [f for f in found.findings if f.level == "major" and not f.follows]
    assert sorted((f.rule, f.item) for f in causes) == sorted(expected)
