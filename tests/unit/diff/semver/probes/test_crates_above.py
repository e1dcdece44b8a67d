"""Impls that a crate writes for the types of a crate below it."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

LOW = '[package]\nname = "low"\nversion = "1.0.0"\nedition = "2021"\n'
TOP = (
    '[workspace]\nmembers = ["low"]\n[package]\nname = "top"\nversion = "1.0.0"\nedition = "2021"\n'
    '[features]\nextra = []\n[dependencies]\nlow = { path = "low" }\n'
)


def told(old: str, new: str) -> set[tuple[str, str]]:
    """Crate and rule of what breaks as the code of the crate above changes."""
    return between((old, "pub struct S;"), (new, "pub struct S;"))


def between(*versions: tuple[str, str]) -> set[tuple[str, str]]:
    """The same where the crate below changes, too: the code of the one above comes first."""
    sides = [
        graph_of({"Cargo.toml": TOP, "src/lib.rs": top, "low/Cargo.toml": LOW, "low/src/lib.rs": low})
        for top, low in versions
    ]
    return {(f.crate, f.rule) for f in check(*sides).findings if f.level == "major"}


def test_an_impl_that_goes_is_the_loss_of_the_crate_that_wrote_it() -> None:
    ext = "pub trait Ext { fn e(&self) {} }\n"
    assert told(f"{ext}impl Ext for low::S {{}}", ext) == {("top", "foreign_impl_removed")}


def test_a_feature_of_the_crate_above_is_none_of_the_crate_below() -> None:
    ext = "pub trait Ext { fn e(&self) {} }\n"
    gated = f'{ext}#[cfg(feature = "extra")] impl Ext for low::S {{}}'
    assert told(f"{ext}impl Ext for low::S {{}}", gated) == {("top", "impl_gated")}


def test_what_stands_under_a_feature_that_the_crate_below_has_not_was_never_there() -> None:
    low = "pub struct S;\nimpl S {{ pub fn kept(&self) {{}} {} }}\n{}"
    gated = '#[cfg(feature = "extra")] '
    old = low.format(f"{gated}pub fn m(&self) {{}}", f"{gated}pub fn f() {{}}\n{gated}impl Clone for S {{ }}")
    assert between(("pub use low::S;", old), ("pub use low::S;", low.format("", ""))) == set()


BELOW = "pub trait Ext { fn e(&self) {} }\npub struct S;\n"


def test_an_impl_of_the_crate_below_is_its_loss_and_the_one_above_re_exports_it() -> None:
    for impl in ("impl Ext for std::sync::Arc<S> {}", "impl<T: Clone> Ext for T {}"):
        top, rule = "pub use low::{Ext, S};", "blanket_impl_removed" if "<T" in impl else "foreign_impl_removed"
        assert between((top, BELOW + impl), (top, BELOW)) == {("low", rule), ("top", "reexported_crate_breaks")}


def test_an_impl_of_the_crate_above_is_its_own_loss_though_the_trait_stands_below() -> None:
    top = "pub use low::{Ext, S};\n"
    sides = (top + "impl Ext for String {}", BELOW), (top, BELOW)
    assert between(*sides) == {("top", "foreign_impl_removed")}


GENERIC = "pub struct S;\npub struct G<T>(pub T);\npub trait Conv<T> {}\n"
WHOLE = "pub use low::*;\npub struct Own;\npub trait Ext { type A; }\n"
OF_ITS_OWN = [
    ("impl Ext for S { type A = u8; }", "", "foreign_impl_removed"),
    (
        "impl<T> Ext for G<T> { type A = u8; }",
        "impl<T: Clone> Ext for G<T> { type A = u8; }",
        "foreign_impl_bound_added",
    ),
    ("impl Ext for S { type A = u8; }", "impl Ext for S { type A = u16; }", "impl_type_changed"),
    ("impl Ext for S { type A = u8; }", '#[cfg(feature = "extra")] impl Ext for S { type A = u8; }', "impl_gated"),
    ("impl Conv<Own> for S {}", "", "foreign_impl_removed"),
    ("impl From<Own> for S { fn from(_: Own) -> S { S } }", "", "outer_impl_removed"),
    (
        "impl<T> From<(T, Own)> for G<T> { fn from(o: (T, Own)) -> Self { G(o.0) } }",
        "impl<T: Clone> From<(T, Own)> for G<T> { fn from(o: (T, Own)) -> Self { G(o.0) } }",
        "outer_impl_bound_added",
    ),
]


@pytest.mark.parametrize(("old", "new", "rule"), OF_ITS_OWN, ids=[f"{old} -> {new}" for old, new, _ in OF_ITS_OWN])
def test_what_a_crate_implements_for_a_type_that_it_re_exports_is_its_own(old: str, new: str, rule: str) -> None:
    assert between((WHOLE + old, GENERIC), (WHOLE + new, GENERIC)) == {("top", rule)}


def test_an_impl_for_a_type_of_a_crate_below_is_told_where_it_is_written() -> None:
    middle = '[package]\nname = "mid"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\nlow = { path = "../low" }\n'
    manifest = TOP.replace('members = ["low"]', 'members = ["low", "mid"]') + 'mid = { path = "mid" }\n'
    files = {
        "Cargo.toml": manifest,
        "low/Cargo.toml": LOW,
        "low/src/lib.rs": GENERIC,
        "mid/Cargo.toml": middle,
        "src/lib.rs": "pub use low::*;\npub use mid::*;",
    }
    own = "pub struct Own;\n"
    sides = [
        graph_of({**files, "mid/src/lib.rs": own + impl})
        for impl in ("impl From<Own> for low::S { fn from(_: Own) -> low::S { low::S } }", "")
    ]
    found = {(f.crate, f.rule) for f in check(*sides).findings if f.level == "major"}
    assert found == {("mid", "outer_impl_removed"), ("top", "reexported_crate_breaks")}  # which offers all of mid


def test_an_impl_that_moves_down_to_its_type_is_still_there() -> None:
    own, impl = "pub struct Own;\n", "impl From<Own> for {0}S {{ fn from(_: Own) -> {0}S {{ {0}S }} }}\n"
    top, low = "pub use low::S;\n", "pub struct S;\n"
    moved = (top + "pub use low::Own;\n", low + own + impl.format(""))
    assert between((top + own + impl.format("low::"), low), moved) == set()
    assert between((top + own + impl.format("low::"), low), (moved[0], low + own)) == {("top", "outer_impl_removed")}


@pytest.mark.parametrize(
    ("top", "low", "told"),
    [
        (("1", "2"), ("1", "2"), {("low", "public_dependency_bumped"), ("top", "reexported_crate_breaks")}),
        (("1", "1"), ("1", "2"), {("low", "public_dependency_bumped"), ("top", "reexported_crate_breaks")}),
        (("1", "2"), ("1", "1"), set()),
    ],
)
@pytest.mark.parametrize("source", ["pub use low::S;", "pub use low as lower;", "pub use low::*;"])
def test_what_an_item_of_the_crate_below_names_is_of_the_version_that_this_one_asks_for(
    source: str, top: tuple[str, str], low: tuple[str, str], told: set[tuple[str, str]]
) -> None:
    sides = [
        graph_of({
            "Cargo.toml": f'{TOP}ext = "{for_top}"\n', "src/lib.rs": source,
            "low/Cargo.toml": f'{LOW}[dependencies]\next = "{for_low}"\n', "low/src/lib.rs": "pub struct S(pub ext::T);",
        })
        for for_top, for_low in zip(top, low, strict=True)
    ]  # fmt: skip
    assert {(f.crate, f.rule) for f in check(*sides).findings if f.level == "major"} == told


def test_what_the_crate_above_names_itself_is_of_its_own_version() -> None:
    sides = [
        graph_of({
            "Cargo.toml": f'{TOP}ext = "{version}"\n', "src/lib.rs": "pub use low::S;\npub fn f(x: ext::T) {}",
            "low/Cargo.toml": f'{LOW}[dependencies]\next = "1"\n', "low/src/lib.rs": "pub struct S(pub ext::T);",
        })
        for version in "12"
    ]  # fmt: skip
    found = [f for f in check(*sides).findings if f.level == "major"]
    assert [(f.rule, f.item) for f in found] == [("public_dependency_bumped", "top::f")]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("pub fn f() {}", "#[cfg(windows)] pub fn f() {}", "item_gated_for_some"),
        ("pub mod a { pub struct C; }", "pub mod b { pub struct C; }", "item_moved"),
        ("pub mod a { pub fn f() {} }", "mod a { pub fn f() {} }", "item_narrowed"),
        ("pub trait T {} impl<X: Copy> T for X {}", "pub trait T {}", "blanket_impl_removed"),
        ("pub use std::collections::HashMap as Map;", "pub use std::collections::BTreeMap as Map;", "reexport_leads_elsewhere"),
        ("pub struct S; impl S { pub fn gone(&self) {} }", "pub struct S;", "method_removed"),
    ],
)  # fmt: skip
def test_what_breaks_below_is_told_there_alone(old: str, new: str, rule: str) -> None:
    found = between(("pub use low;", old), ("pub use low;", new))
    assert ("low", rule) in found
    assert {what for crate, what in found if crate == "top"} <= {"reexported_crate_breaks"}


def test_two_crates_below_have_a_line_each() -> None:
    top = TOP.replace("[features]", "[features]\n").replace('members = ["low"]', 'members = ["low", "other"]')
    sides = [
        graph_of({
            "Cargo.toml": f'{top}other = {{ path = "other" }}\n', "src/lib.rs": "pub use low; pub use other;",
            "low/Cargo.toml": LOW, "low/src/lib.rs": text,
            "other/Cargo.toml": LOW.replace("low", "other"), "other/src/lib.rs": text,
        })
        for text in ("pub fn f() {}", "#[cfg(windows)] pub fn f() {}")
    ]  # fmt: skip
    found = [f.was for f in check(*sides).findings if f.crate == "top"]
    assert found == ["low", "other"]


def test_what_the_crate_above_does_to_an_item_below_is_its_own() -> None:
    gated = '#[cfg(feature = "extra")] pub use low::S;'
    assert between(("pub use low::S;", "pub struct S;"), (gated, "pub struct S;")) == {("top", "item_gated")}


@pytest.mark.parametrize(
    "use", ["pub use low;", "pub use low as lower;", "pub use low::*;", "pub mod x { pub use low::*; }"]
)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mod m { pub struct G; impl G { pub fn x(&self) {} } }\npub fn f() -> m::G { m::G }",
         "mod m { pub struct G; }\npub fn f() -> m::G { m::G }"),
        ("pub struct S; impl Extend<S> for Vec<u8> { fn extend<I: IntoIterator<Item = S>>(&mut self, _: I) {} }",
         "pub struct S;"),
        ("#[macro_export] macro_rules! go { () => { $crate::__p() } }\n#[doc(hidden)] pub fn __p() {}",
         "#[macro_export] macro_rules! go { () => { $crate::__p() } }"),
    ],
)  # fmt: skip
def test_who_offers_all_of_a_crate_breaks_with_what_has_no_name(use: str, old: str, new: str) -> None:
    assert ("top", "reexported_crate_breaks") in between((use, old), (use, new))


def test_who_offers_a_part_of_a_crate_breaks_with_that_part_alone() -> None:
    old = "pub struct S; pub struct T; impl Extend<S> for Vec<u8> { fn extend<I: IntoIterator<Item = S>>(&mut self, _: I) {} }"
    assert between(("pub use low::T;", old), ("pub use low::T;", "pub struct S; pub struct T;")) == {
        ("low", "outer_impl_removed")
    }


def test_what_breaks_below_is_as_sure_for_the_crate_above() -> None:
    """A macro's arm that accepts less is likely to break calls; a type that is gone breaks them for certain."""
    arm = "#[macro_export] macro_rules! m {{ ({}) => {{ $x }} }}"
    wide, narrow = arm.format("$x:expr"), arm.format("$x:literal")
    gone = "pub struct Gone;"
    for before, after, sure in ((wide, narrow, "likely"), (wide + gone, narrow, "certain"), (gone, "", "certain")):
        sides = [
            graph_of({"Cargo.toml": TOP, "src/lib.rs": "pub use low;", "low/Cargo.toml": LOW, "low/src/lib.rs": low})
            for low in (before, after)
        ]
        told = [f for f in check(*sides).findings if f.rule == "reexported_crate_breaks"]
        assert [each.confidence.value for each in told] == [sure]
        assert ("accepts" in told[0].message) == (sure == "likely")
