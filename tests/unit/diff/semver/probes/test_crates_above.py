"""Impls that a crate writes for the types of a crate below it."""

from __future__ import annotations

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

LOW = '[package]\nname = "low"\nversion = "1.0.0"\nedition = "2021"\n'
TOP = (
    '[workspace]\nmembers = ["low"]\n[package]\nname = "top"\nversion = "1.0.0"\nedition = "2021"\n'
    '[features]\nextra = []\n[dependencies]\nlow = { path = "low" }\n'
)


def told(old: str, new: str) -> set[tuple[str, str]]:
    """Crate and rule of what breaks as the code of the crate above changes."""
    sides = [
        graph_of({"Cargo.toml": TOP, "src/lib.rs": text, "low/Cargo.toml": LOW, "low/src/lib.rs": "pub struct S;"})
        for text in (old, new)
    ]
    return {(f.crate, f.rule) for f in check(*sides).findings if f.level == "major"}


def test_an_impl_that_goes_is_the_loss_of_the_crate_that_wrote_it() -> None:
    ext = "pub trait Ext { fn e(&self) {} }\n"
    assert told(f"{ext}impl Ext for low::S {{}}", ext) == {("top", "foreign_impl_removed")}


def test_a_feature_of_the_crate_above_is_none_of_the_crate_below() -> None:
    ext = "pub trait Ext { fn e(&self) {} }\n"
    gated = f'{ext}#[cfg(feature = "extra")] impl Ext for low::S {{}}'
    assert told(f"{ext}impl Ext for low::S {{}}", gated) == {("top", "impl_gated")}
