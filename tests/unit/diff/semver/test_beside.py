"""A package outside of the workspace takes from a registry what stands beside it in the repository."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.graph import CommitGraph
from rgraph.view.memory import graph_of

LOW = '[package]\nname = "low"\nversion = "1.0.0"\nedition = "2021"\n'
TOP = '[package]\nname = "top"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\n'
OWN = """\
mod error { pub struct E; pub type R<T> = Result<T, E>; }
pub use error::E as Error;
mod p { pub struct Message; }
pub mod ws { pub use crate::p::Message; }
pub trait Base<T> {}
"""
CODE = """\
pub fn f(m: low::ws::Message) -> Result<u8, low::Error> { let _ = m; Ok(0) }
pub trait H: low::Base<low::Error> {}
"""


def side(member: bool, code: str = CODE) -> CommitGraph:
    """The two packages, in one workspace or with a registry between them."""
    members, excluded = ('"low", "top"', "") if member else ('"low"', 'exclude = ["top"]\n')
    return graph_of(
        {
            "Cargo.toml": f"[workspace]\nmembers = [{members}]\n{excluded}",
            "low/Cargo.toml": LOW,
            "low/src/lib.rs": OWN,
            "top/Cargo.toml": TOP + ('low = { path = "../low" }' if member else 'low = "1"'),
            "top/src/lib.rs": code,
        }
    )


@pytest.mark.parametrize(("before", "after"), [(True, False), (False, True), (False, False)])
def test_the_same_names_mean_the_same(before: bool, after: bool) -> None:
    found = check(side(before), side(after))
    assert not found.findings and not found.undecided


def test_what_differs_is_told() -> None:
    found = check(side(True), side(False, CODE.replace("low::ws::Message", "u8")))
    assert [f.rule for f in found.findings] == ["parameter_type_changed"]


@pytest.mark.parametrize(("member", "confidence"), [(True, "certain"), (False, "likely")])
def test_what_a_registry_stands_between_is_not_certain(member: bool, confidence: str) -> None:
    found = check(side(member, CODE.replace("low::ws::Message", "u8")), side(member))
    assert [(f.rule, f.confidence) for f in found.findings] == [("parameter_type_changed", confidence)]
