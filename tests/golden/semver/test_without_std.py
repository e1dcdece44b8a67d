"""What stands behind `feature = "std"` now is lost to nobody if the library did not compile without it: rustc decides."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of
from tests.dsl.rustc import Judge, rustc_available

MANIFEST = (
    '[package]\nname = "lib_x"\nversion = "1.0.0"\nedition = "EDITION"\n[features]\ndefault = ["std"]\nstd = []\n'
)
WITHOUT = '#![cfg_attr(not(feature = "std"), no_std)]\n'
ALWAYS_WITHOUT = '#![no_std]\n#[cfg(feature = "std")] extern crate std;\n'
STAND_IN = f'{WITHOUT}#[cfg(not(feature = "std"))] extern crate core as std;\n'
NEW = '#[cfg(feature = "std")] pub fn f() {}'

REFUSED = {
    "an import": f"{WITHOUT}use std::vec::Vec; pub fn f() {{}} pub fn g() -> Vec<u8> {{ Vec::new() }}",
    "an import in a module": f"{WITHOUT}mod m {{ use std::fmt; pub fn g(_: fmt::Error) {{}} }} pub fn f() {{}}",
    "a signature": f"{WITHOUT}pub fn f() {{}} pub fn g(_: std::fmt::Error) {{}}",
    "an impl": f"{WITHOUT}pub fn f() {{}} pub struct S; impl std::fmt::Debug for S {{ fn fmt(&self, _: &mut core::fmt::Formatter) -> core::fmt::Result {{ Ok(()) }} }}",
    "of what only std has, where core stands in": f"{STAND_IN}use std::path::Path; pub fn f() {{}} pub fn g(_: &Path) {{}}",
    "in a signature, where core stands in": f"{STAND_IN}pub fn f() {{}} pub fn g(_: &std::path::Path) {{}}",
    "beside `extern crate std` under the feature": f"{ALWAYS_WITHOUT}use std::string::String; pub fn f() {{}} pub fn g(_: String) {{}}",
    "with a leading `::`": f"{WITHOUT}pub fn f() {{}} pub fn g(_: ::std::fmt::Error) {{}}",
}
COMPILES = {
    "core alone": f"{WITHOUT}use core::fmt; pub fn f() {{}} pub fn g(_: fmt::Error) {{}}",
    "under the feature": f'{WITHOUT}#[cfg(feature = "std")] use std::path::Path; pub fn f() {{}}',
    "in a module under the feature": f'{WITHOUT}#[cfg(feature = "std")] mod m {{ use std::fmt; pub fn g(_: fmt::Error) {{}} }} pub fn f() {{}}',
    "of what core has, where core stands in": f"{STAND_IN}use std::fmt; pub fn f() {{}} pub fn g(_: fmt::Error) {{}}",
    "with `extern crate std`": "#![no_std]\nextern crate std;\nuse std::path::Path; pub fn f() {} pub fn g(_: &Path) {}",
    "with an own `std`": f"{WITHOUT}mod m {{ pub mod std {{ pub struct X; }} use self::std::X; pub fn g(_: X) {{}} }} pub fn f() {{}}",
    "with core called `std` by an import": f"{WITHOUT}mod m {{ use core as std; pub fn g(_: std::fmt::Error) {{}} }} pub fn f() {{}}",
    "in a macro's body": f"{WITHOUT}macro_rules! m {{ () => {{ use std::path::Path; }} }} pub fn f() {{}}",
    "of a library that needs std": "use std::path::Path; pub fn f() {} pub fn g(_: &Path) {}",
}


def _majors(old: str, edition: str) -> list[str]:
    new = old.replace("pub fn f() {}", NEW)
    manifest = MANIFEST.replace("EDITION", edition)
    found = check(*(graph_of({"Cargo.toml": manifest, "src/lib.rs": source}) for source in (old, new)))
    return [finding.rule for finding in found.findings if finding.level == "major"]


@pytest.mark.parametrize("name", REFUSED)
def test_nobody_had_what_did_not_compile(name: str) -> None:
    assert _majors(REFUSED[name], "2021") == []


@pytest.mark.parametrize("name", COMPILES)
def test_who_had_it_has_lost_it(name: str) -> None:
    assert _majors(COMPILES[name], "2021") == ["item_gated_by_default_feature"]


@pytest.mark.skipif(not rustc_available(), reason="needs rustc")
@pytest.mark.parametrize("name", [*REFUSED, *COMPILES])
def test_the_compiler_says_so_too(name: str, judge: Judge) -> None:
    old = {**REFUSED, **COMPILES}[name]
    crate = ("--edition", "2021", "--crate-name", "lib_x", "src/lib.rs")
    files = {"src/lib.rs": old}
    assert not judge.refusal(files, [(*crate, "--cfg", 'feature="std"')])
    assert bool(judge.refusal(files, [crate])) == (name in REFUSED)


def test_in_the_edition_of_2015_it_is_no_other() -> None:
    assert _majors(REFUSED["an import"], "2015") == []
    assert _majors(COMPILES["core alone"], "2015") == ["item_gated_by_default_feature"]


def test_other_features_make_no_question_of_it() -> None:
    names = [f"f{at}" for at in range(24)]
    manifest = MANIFEST.replace("EDITION", "2021") + "".join(f"{name} = []\n" for name in names)
    modules = "".join(f'#[cfg(feature = "{name}")] pub mod {name} {{ use std::path::Path; }}\n' for name in names)
    old = f'{WITHOUT}{modules}#[cfg(feature = "f0")] pub fn f() {{}}'
    new = old.replace('"f0")] pub fn', '"f1")] pub fn')
    found = check(*(graph_of({"Cargo.toml": manifest, "src/lib.rs": source}) for source in (old, new)))
    assert [each.rule for each in found.findings if each.level == "major"] == ["item_gated"]
    assert not found.undecided
