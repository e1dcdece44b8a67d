"""Derives that an import calls otherwise: they implement the trait of their own name."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "lib_x"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\n'
OUTSIDE = {"Cargo.toml": MANIFEST + 'mac = "1"\n'}
BESIDE = {
    "Cargo.toml": '[workspace]\nmembers = ["mac"]\n' + MANIFEST + 'mac = { path = "mac" }\n',
    "mac/Cargo.toml": '[package]\nname = "mac"\nversion = "1.0.0"\nedition = "2021"\n[lib]\nproc-macro = true\n',
    "mac/src/lib.rs": (
        "use proc_macro::TokenStream;\n#[proc_macro_derive(Tr, attributes(tr))]\n"
        "pub fn made_by(item: TokenStream) -> TokenStream { item }\n"
    ),
}
TRAIT = "pub trait Tr { fn f(); }\n"
WRITTEN = "pub struct S;\nimpl Tr for S { fn f() {} }"
DERIVED = "use mac::Tr as Macro;\n#[derive(Macro)] pub struct S;"


def told(files: dict[str, str], old: str, new: str) -> list[tuple[str, str]]:
    """What breaks: rule and message."""
    sides = [graph_of({**files, "src/lib.rs": TRAIT + side}) for side in (old, new)]
    return [(f.rule, f.message) for f in check(*sides).findings if f.level == "major"]


@pytest.mark.parametrize("files", [OUTSIDE, BESIDE], ids=["outside", "beside"])
@pytest.mark.parametrize(
    ("old", "new"),
    [(DERIVED, WRITTEN), (WRITTEN, DERIVED), (DERIVED, DERIVED.replace("Macro", "Other"))],
)
def test_the_trait_is_still_implemented(files: dict[str, str], old: str, new: str) -> None:
    assert told(files, old, new) == []


@pytest.mark.parametrize("files", [OUTSIDE, BESIDE], ids=["outside", "beside"])
def test_one_that_goes_is_told_by_the_name_of_the_trait(files: dict[str, str]) -> None:
    message = "`lib_x::S` no longer implements `Tr`"
    assert told(files, DERIVED, "pub struct S;") == [("derive_removed", message)]


def test_a_derive_of_the_language_under_another_name() -> None:
    derived = "use std::fmt::Debug as D;\n#[derive(D)] pub struct S;"
    written = (
        "use std::fmt;\npub struct S;\n"
        "impl fmt::Debug for S { fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result { Ok(()) } }"
    )
    assert told(OUTSIDE, derived, written) == []
    assert told(OUTSIDE, derived, "pub struct S;") == [("derive_removed", "`lib_x::S` no longer implements `Debug`")]
