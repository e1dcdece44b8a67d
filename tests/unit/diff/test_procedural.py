"""A macro crate whose code changed: what it accepts and writes is compared by nobody, and the report says so."""

from __future__ import annotations

import pytest

from rgraph.render.diff_text import report_text

from .crates import report

FILES = {
    "Cargo.toml": '[workspace]\nmembers = ["shapes", "shapes-derive", "shapes-core"]\n',
    "shapes/Cargo.toml": '[package]\nname = "shapes"\nversion = "1.0.0"\nedition = "2021"\n'
    '[dependencies]\nshapes-derive = { path = "../shapes-derive" }\n',
    "shapes/src/lib.rs": "pub use shapes_derive::Shape;\npub fn area() -> u8 { 1 }\n",
    "shapes-derive/Cargo.toml": '[package]\nname = "shapes-derive"\nversion = "1.0.0"\nedition = "2021"\n[lib]\n'
    'proc-macro = true\n[dependencies]\nshapes-core = { path = "../shapes-core" }\n',
    "shapes-derive/src/lib.rs": "use proc_macro::TokenStream;\nmod write;\n"
    "#[proc_macro_derive(Shape, attributes(side))]\npub fn shape(input: TokenStream) -> TokenStream { write::it(input) }\n",
    "shapes-derive/src/write.rs": "use proc_macro::TokenStream;\n"
    "pub fn it(input: TokenStream) -> TokenStream { shapes_core::checked(1); input }\n"
    "#[cfg(test)]\nmod tests {\n    #[test]\n    fn writes() { assert!(true) }\n}\n",
    "shapes-core/Cargo.toml": '[package]\nname = "shapes-core"\nversion = "1.0.0"\nedition = "2021"\n',
    "shapes-core/src/lib.rs": "pub fn checked(n: u8) -> bool { n > 0 }\n",
}
TOLD = "the code of the procedural macro `derive(Shape)` changed; what it accepts and writes is not judged"


def told(path: str, old: str, new: str) -> list[str]:
    assert old in FILES[path]
    notes = report(FILES, {**FILES, path: FILES[path].replace(old, new)}).notes
    return [note for note in notes if "procedural" in note]


@pytest.mark.parametrize(
    ("path", "old", "new", "notes"),
    [
        ("shapes-derive/src/write.rs", "checked(1)", "checked(2)", [TOLD]),
        ("shapes-derive/src/lib.rs", "write::it(input)", "write::it(write::it(input))", [TOLD]),
        ("shapes-core/src/lib.rs", "n > 0", "n > 1", [TOLD]),
        ("shapes-derive/src/write.rs", "assert!(true)", "assert!(1 > 0)", []),
        ("shapes-derive/src/write.rs", "pub fn it", "/// Words.\npub fn it", []),
        ("shapes/src/lib.rs", "{ 1 }", "{ 2 }", []),
    ],
)
def test_the_code_of_a_derive_macro(path: str, old: str, new: str, notes: list[str]) -> None:
    assert told(path, old, new) == notes


def test_several_macros_are_named_and_counted() -> None:
    more = "".join(f"#[proc_macro]\npub fn m{n}(i: TokenStream) -> TokenStream {{ write::it(i) }}\n" for n in range(4))
    attribute = "#[proc_macro_attribute]\npub fn a(_: TokenStream, i: TokenStream) -> TokenStream { i }\n"
    lib = FILES["shapes-derive/src/lib.rs"] + more + attribute
    old = {**FILES, "shapes-derive/src/lib.rs": lib}
    new = {**old, "shapes-core/src/lib.rs": "pub fn checked(n: u8) -> bool { n > 2 }\n"}
    (note,) = [note for note in report(old, new).notes if "procedural" in note]
    assert note == (
        "code that the procedural macros of `shapes_derive` are built from changed "
        "(`#[a]`, `derive(Shape)`, `m0!`, `m1!` and 2 more); "
        "what they accept and write is not judged"
    )


def test_crates_whose_macros_have_the_same_names_are_told_apart() -> None:
    twice = {path.replace("-derive", "-derive-ng"): text for path, text in FILES.items() if "-derive/" in path}
    twice["shapes-derive-ng/Cargo.toml"] = twice["shapes-derive-ng/Cargo.toml"].replace("-derive", "-derive-ng")
    one_more = "#[proc_macro]\npub fn m(i: TokenStream) -> TokenStream { write::it(i) }\n"
    members = FILES["Cargo.toml"].replace('"shapes-core"', '"shapes-core", "shapes-derive-ng"')
    old = {**FILES, **twice, "Cargo.toml": members}
    for name in ("shapes-derive", "shapes-derive-ng"):
        old[f"{name}/src/lib.rs"] += one_more
    new = {**old, "shapes-core/src/lib.rs": "pub fn checked(n: u8) -> bool { n > 2 }\n"}
    first, second = sorted((note for note in report(old, new).notes if "procedural" in note), key=len)
    assert "`shapes_derive`" in first and "`shapes_derive_ng`" in second


def test_a_new_macro_crate_is_no_change_of_its_code() -> None:
    old = {path: text for path, text in FILES.items() if not path.startswith("shapes-derive")}
    old["shapes/src/lib.rs"] = "pub fn area() -> u8 { 1 }\n"
    assert not [note for note in report(old, FILES).notes if "procedural" in note]


MORE = (
    "#[proc_macro_derive(Other, attributes(mark))]\npub fn o(i: TokenStream) -> TokenStream { i }\n"
    "#[proc_macro]\npub fn c(i: TokenStream) -> TokenStream { i }\n"
    "#[proc_macro_attribute]\npub fn d(_: TokenStream, i: TokenStream) -> TokenStream { i }\n"
)


def test_new_macros_are_told_by_their_kind_and_name_and_change_no_other() -> None:
    lib = "shapes-derive/src/lib.rs"
    more = {**FILES, lib: FILES[lib] + MORE}
    for found in (report(FILES, more), report(more, FILES)):
        assert not [note for note in found.notes if "procedural" in note]
        told = {(change.ref.kind, change.ref.name) for change in found.changes}
        assert told == {("derive_macro", "Other"), ("proc_macro", "c"), ("attribute_macro", "d")}
        text = report_text(found)
        assert all(f" {each} " in text for each in ("derive macro Other", "proc macro c", "attribute macro d"))
    (verdict,) = (each for each in report(FILES, more).verdicts if each.package == "shapes-derive")
    assert verdict.why == ("`shapes_derive::Other` is new", "`shapes_derive::c` is new", "`shapes_derive::d` is new")
