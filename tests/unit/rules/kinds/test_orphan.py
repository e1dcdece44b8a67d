"""`orphan`: what counts as use, and what protects an item that no edge reaches."""

from __future__ import annotations

import pytest

from tests.unit.rules.trees import refused, said


def items(code: str, more: str = "") -> list[str]:
    return [
        line.removeprefix("nothing in the workspace uses demo::")
        for line in said("orphan", f'what = "items"\n{more}', code)
    ]


def test_files_in_no_module_tree() -> None:
    files = {"src/lib.rs": "mod known;\n", "src/known.rs": "", "src/lost.rs": "fn f() {}\n"}
    assert said("orphan", "", files) == ["src/lost.rs is in no module tree"]


def test_a_module_is_used_by_those_outside_of_it() -> None:
    code = "mod used { pub fn f() {} }\nmod alone { pub fn g() { h() } fn h() {} }\npub fn f() { used::f() }\n"
    assert said("orphan", 'what = "modules"', code) == ["nothing uses the module demo::alone"]
    assert said("orphan", 'what = "modules"\nroots = "demo::alone"', code) == []


@pytest.mark.parametrize(
    ("code", "orphans"),
    [
        ("pub fn f() {}\n", ["f"]),
        ("fn private() {}\n", []),
        ("pub fn f() { f() }\n", ["f"]),
        ("pub fn f() {}\nfn g() { f() }\n", []),
        ("pub trait T { fn m(&self); }\nstruct S;\nimpl T for S { fn m(&self) {} }\n", []),
        (
            "pub struct S;\nimpl S { pub fn m(&self) {} pub fn other(&self) {} }\nfn g(x: Unknown, _: S) { x.m() }\n",
            ["S::other"],
        ),
        ('pub fn named() {}\n#[serde(default = "named")]\nstruct S;\n', []),
        ("#[cfg(test)] mod tests { pub fn helper() {} }\n", []),
        (
            "pub mod m { pub fn for_others() {} pub fn alone() {} }\n"
            "#[macro_export] macro_rules! never_called { () => { $crate::m::for_others() } }\n",
            ["m::alone"],
        ),
    ],
)
def test_items(code: str, orphans: list[str]) -> None:
    assert items(code) == orphans


def test_main_is_called_by_nobody() -> None:
    assert said("orphan", 'what = "items"', {"src/main.rs": "pub fn main() {}\n"}) == []


def test_roots_and_scope() -> None:
    code = "pub mod api { pub fn f() {} }\npub mod rest { pub fn g() {} }\n"
    assert items(code, 'roots = "demo::api"') == ["rest::g"]
    assert items(code, 'scope = "demo::api"') == ["api::f"]


def test_what_it_does_not_know_is_refused() -> None:
    assert "`what` must be one of files, modules, items" in refused("orphan", 'what = "fields"')
