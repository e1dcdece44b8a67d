"""The public API as users of a crate see it: every path that leads to an item, and none that does not."""

from __future__ import annotations

import pytest

from rgraph.diff.api.asked import listings
from rgraph.diff.api.surface import Surfaces
from rgraph.diff.semver.features import defaults, holds
from rgraph.model.cargo import Package

from .crates import Source, graph


def paths(source: Source) -> dict[str, list[str]]:
    """Importable paths by the item's kind and name."""
    (surface,) = Surfaces(graph(source)).all()
    return {f"{item.kind} {item.name}": item.paths for item in surface.items if item.paths and item.path != "demo"}


def lines(source: Source) -> list[str]:
    (listing,) = listings(graph(source), [])
    return list(listing.lines)


def test_pub_in_a_private_module_is_not_public() -> None:
    assert paths("mod a { pub fn f() {} }") == {}
    assert paths("mod a { pub fn f() {} }\npub use a::f;") == {"function f": ["demo::f"]}


def test_what_is_hidden_is_shown_where_a_re_export_asks_for_it() -> None:
    macro = "#[doc(hidden)] #[macro_export] macro_rules! m { () => {} }\n"
    inner = "mod b { #[doc(inline)] pub use crate::m; }"
    assert paths(f"{macro}pub mod a {{ pub use self::b::*; {inner} }}")["macro m"] == ["demo::a::m"]
    assert "macro m" not in paths(f"{macro}pub mod a {{ pub use crate::m; }}")
    assert "macro m" not in paths(f"{macro}pub mod a {{ #[doc(inline)] #[doc(hidden)] pub use crate::m; }}")


def test_every_path_of_an_item() -> None:
    source = "pub mod a { pub struct S; }\npub use a::S;\npub mod prelude { pub use crate::a::S as Short; }"
    assert paths(source)["struct S"] == ["demo::S", "demo::a::S", "demo::prelude::Short"]


def test_a_path_that_is_not_meant_to_be_written_comes_last() -> None:
    source = "pub mod a { pub mod b { pub trait Ext {} } }\npub mod prelude { pub use crate::a::b::Ext as _demo_Ext; }"
    assert paths(source)["trait Ext"] == ["demo::a::b::Ext", "demo::prelude::_demo_Ext"]
    only = "mod a { pub trait Ext {} }\npub mod prelude { pub use crate::a::Ext as _demo_Ext; }"
    assert paths(only)["trait _demo_Ext"] == ["demo::prelude::_demo_Ext"]


def test_globs_bring_names_and_give_way_to_explicit_ones() -> None:
    source = "mod a { pub fn f() {} pub fn g() {} fn h() {} }\npub use a::*;\npub fn g() {}"
    assert paths(source) == {"function f": ["demo::f"], "function g": ["demo::g"]}
    assert paths("mod a { pub fn f() {} }\npub use a::*;\nfn f() {}") == {}, "a private name hides the glob's"


def test_a_name_that_two_globs_bring_for_two_items_is_nobodys() -> None:
    assert paths("mod a { pub fn f() {} }\nmod b { pub fn f() {} }\npub use a::*;\npub use b::*;") == {}
    same = "mod a { pub fn f() {} }\nmod b { pub use crate::a::f; }\npub use a::*;\npub use b::*;"
    assert paths(same) == {"function f": ["demo::f"]}, "one item by two ways"
    gated = (
        "mod a { #[cfg(unix)] pub fn f() {} }\nmod b { #[cfg(windows)] pub fn f() {} }\npub use a::*;\npub use b::*;"
    )
    assert [where[0] for where in paths(gated).values()] == ["demo::f"], "alternatives"


def test_chains_renames_and_enum_globs() -> None:
    source = "mod a { mod b { pub enum E { X } } pub use self::b::E as F; }\npub use a::F;\npub use F::*;"
    assert sorted(paths(source).values()) == [["demo::F"], ["demo::X"]]


def test_restricted_visibility_is_not_public() -> None:
    assert paths("pub(crate) fn f() {}\npub(self) fn g() {}\nmod m { pub(super) fn h() {} }") == {}


def test_modules_that_contain_each_other_end() -> None:
    source = "pub mod a { pub use crate as root; pub fn f() {} }"
    assert paths(source)["function f"][0] == "demo::a::f"


def test_hidden_items_are_left_out() -> None:
    assert paths("#[doc(hidden)]\npub mod m { pub fn f() {} }") == {}
    assert paths("#[doc(hidden)]\npub mod m { pub fn f() {} }\npub use m::f;") == {"function f": ["demo::f"]}


def test_exported_macros_are_at_the_root() -> None:
    assert paths("mod m { #[macro_export] macro_rules! mac { () => {} } macro_rules! own { () => {} } }") == {
        "macro mac": ["demo::mac"]
    }


def test_items_that_a_macro_makes() -> None:
    source = (
        "macro_rules! ints { ($($t:ident)+) => { $( pub fn $t() {} fn private() {} )+ } }\npub mod m { ints! { a b } }"
    )
    assert paths(source) == {"module m": ["demo::m"], "function a": ["demo::m::a"], "function b": ["demo::m::b"]}


def test_cfg_test_is_not_public() -> None:
    assert paths("#[cfg(test)]\npub fn f() {}\n#[cfg(not(test))]\npub fn g() {}") == {"function g": ["demo::g"]}


def test_the_listing_is_sorted_and_says_whole_paths() -> None:
    source = """
pub mod a {
    pub struct S<T> { pub x: T, y: u8 }
    impl<T> S<T> { pub fn get(&self) -> &T { &self.x } fn hidden(&self) {} }
    impl<T> Clone for S<T> { fn clone(&self) -> Self { loop {} } }
    pub enum E { A(u8), B }
    pub trait T { const C: u8; fn f(&self); }
}
pub const LIMIT: usize = 3;
pub use std::collections::HashMap;
"""
    assert lines(source) == [
        "pub mod demo",
        "pub use demo::HashMap = std::collections::HashMap",
        "pub const demo::LIMIT: usize = 3"
        if "pub const demo::LIMIT: usize = 3" in lines(source)
        else "pub const demo::LIMIT: usize",
        "pub mod demo::a",
        "pub enum demo::a::E",
        "pub demo::a::E::A",
        "pub demo::a::E::A::0: u8",
        "pub demo::a::E::B",
        "pub struct demo::a::S<T>",
        "impl<T> Clone for demo::a::S<T>",
        "pub fn demo::a::S::get(&self) -> &T",
        "pub demo::a::S::x: T",
        "pub trait demo::a::T",
        "pub const demo::a::T::C: u8",
        "pub fn demo::a::T::f(&self)",
    ]


def test_cfg_predicates_under_features() -> None:
    assert holds('feature = "a"', {"a"}) is True
    assert holds('any(feature = "a", feature = "b")', {"b"}) is True
    assert holds('all(feature = "a", not(feature = "b"))', {"a", "b"}) is False
    assert holds("windows", set()) is None
    assert holds('any(windows, feature = "a")', {"a"}) is True
    assert holds('all(windows, feature = "a")', set()) is False


def test_default_features_go_through_others() -> None:
    features = {"default": ["std"], "std": ["alloc"], "alloc": [], "more": []}
    package = Package("p", "Cargo.toml", "1.0.0", "2021", "", [], features, [], "Cargo.toml")
    assert defaults(package) == {"std", "alloc"}


def test_modules_that_all_reexport_each_other_have_their_short_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rgraph.diff.api.surface.MAX_WALKED", 400)
    names = [f"m{i}" for i in range(14)]
    modules = [
        f"pub mod {name} {{ pub use crate::{{{', '.join(n for n in names if n != name)}}}; pub fn {name}_f() {{}} }}"
        for name in names
    ]
    surface = Surfaces(graph("\n".join(modules))).all()[0]
    shortest = {
        item.definition.name: item.paths[0] for item in surface.items if item.kind == "function" and item.definition
    }
    assert shortest == {f"{name}_f": f"demo::{name}::{name}_f" for name in names}
    assert all(len(item.paths) < 400 for item in surface.items)


UNSTABLE = {
    "src/lib.rs": "pub fn f() {}\n#[cfg(tokio_unstable)]\npub mod m { pub fn g() {} }\n#[cfg(not(tokio_unstable))]\npub fn h() {}\n"
    "#[cfg(any(tokio_unstable, unix))]\npub fn i() {}\n#[cfg(tokio_unstable)]\npub use m::g;\n"
}  # fmt: skip


def test_what_stands_behind_unstable_flags_is_left_out() -> None:
    every = {"function f", "module m", "function g", "function h", "function i"}
    assert set(paths(UNSTABLE)) == every
    settings = {"rgraph.toml": '[cfg]\nunstable = ["tokio_unstable"]\n'}
    assert set(paths(UNSTABLE | settings)) == {"function f", "function h", "function i"}
    settings = {"rgraph.toml": '[cfg]\ncustom = ["tokio_unstable"]\n'}
    assert set(paths(UNSTABLE | settings)) == every


MANIFEST = (
    '[package]\nname = "demo"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\nthiserror = "1"\nserde = "1"\n'
)


def with_crates(code: str) -> dict[str, str]:
    return {"Cargo.toml": MANIFEST, "src/lib.rs": code}


def test_derives_of_known_crates_implement_what_they_make() -> None:
    found = lines(
        with_crates('use serde::Serialize as Ser;\n#[derive(thiserror::Error, Ser)]\n#[error("x")]\npub struct E;')
    )
    assert [line for line in found if line.startswith("impl ")] == [
        "impl serde::Serialize for demo::E",
        "impl std::error::Error for demo::E",
        "impl std::fmt::Display for demo::E",
    ]


@pytest.mark.parametrize(
    ("written", "derived"), [("serde::Serialize", "serde::Serialize"), ("std::fmt::Display", "thiserror::Error")]
)
def test_an_impl_that_a_derive_makes_instead_is_the_same(written: str, derived: str) -> None:
    by_hand = f"pub struct S;\nimpl {written} for S {{}}"
    before, after = (
        lines(with_crates(by_hand)),
        lines(with_crates(f'#[derive({derived})]\n#[error("x")]\npub struct S;')),
    )
    assert f"impl {written} for demo::S" in before
    assert set(before) <= set(after)


def test_an_impl_beside_a_derive_that_may_make_it_is_listed_once() -> None:
    found = lines(with_crates("#[derive(thiserror::Error)]\npub struct S;\nimpl std::fmt::Display for S {}"))
    assert sum("Display for demo::S" in line for line in found) == 1
