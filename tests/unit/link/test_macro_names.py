"""Which macro a call means: textual order, `#[macro_use]`, paths of exported ones."""

from __future__ import annotations

import pytest

from rgraph.link.limits import MAX_MACRO_MODULES
from rgraph.link.resolution import Ns
from rgraph.model.syntax import Path, Segment

from .code import Code, shown

SHOP = """
macro_rules! early { () => {} }
mod before { fn here() {} }
macro_rules! late { () => {} }
#[macro_use] mod marked { macro_rules! inside { () => {} } #[macro_export] macro_rules! shared { () => {} } }
mod plain { macro_rules! hidden { () => {} } }
mod after { fn here() { macro_rules! local { () => {} } fn nested() {} } }
macro_rules! early { (again) => {} }
mod last { fn here() {} use late as brought; pub(crate) use brought as given; }
"""


def call(code: Code, item: str, path: str) -> str:
    names = path.split("::")
    return shown(code.world.macro(code.world.scope(code.item(item)), Path([Segment(name) for name in names], 0)))


@pytest.mark.parametrize(
    ("item", "path", "meaning"),
    [
        ("before::here", "early", "early!"),
        ("last::here", "early", "early!#2"),
        ("before::here", "late", "?"),
        ("after::here", "late", "late!"),
        ("after::here", "inside", "marked::inside!"),
        ("before::here", "inside", "?"),
        ("after::here", "hidden", "?"),
        ("after::here::nested", "local", "after::here::local!"),
        ("before::here", "crate::shared", "marked::shared!"),
        ("before::here", "crate::late", "?"),
        ("before::here", "println", "std::println!"),
        ("before::here", "crate::last::given", "late!"),
    ],
)
def test_calls(item: str, path: str, meaning: str) -> None:
    assert call(Code(SHOP), item, path) == meaning


def test_alternatives_under_a_cfg_are_all_there() -> None:
    code = Code(
        "#[cfg(unix)] macro_rules! m { () => {} } #[cfg(windows)] macro_rules! m { () => {} } fn f() {}"
        "macro_rules! n { () => {} } #[cfg(windows)] macro_rules! n { () => {} } fn g() {}"
    )
    assert call(code, "f", "m") == "m!#2 | m!"
    assert call(code, "g", "n") == "n!#2 | n!"


def test_the_order_of_files_follows_the_modules() -> None:
    code = Code("mod a; macro_rules! m { () => {} } mod b;", a="fn f() {}", b="fn f() {}")
    assert [call(code, item, "m") for item in ("a::f", "b::f")] == ["?", "m!"]
    code.step(lib="macro_rules! m { () => {} } mod a; mod b;")
    assert [call(code, item, "m") for item in ("a::f", "b::f")] == ["m!", "m!"]


def test_macros_of_another_crate_by_macro_use() -> None:
    code = Code("#[macro_use] extern crate outer; fn f() {}", manifest='[dependencies]\nouter = "1"\n')
    assert call(code, "f", "outer::thing") == "outer::thing"
    assert code.world.macro(code.world.scope(code.item("f")), Path([Segment("thing")], 0)).defs == ()
    assert code.lookup("", "thing", Ns.MACRO) == "?"


@pytest.mark.parametrize(("depth", "reason"), [(MAX_MACRO_MODULES, ""), (70, "limit")])
def test_macros_in_modules_that_are_not_searched(depth: int, reason: str) -> None:
    opened = "".join(f"#[macro_use] mod m{at} {{ " for at in range(depth))
    code = Code(f"{opened} macro_rules! deep {{ () => {{}} }} {'}' * depth} fn f() {{}}")
    scope = code.world.scope(code.item("f"))
    assert code.world.macro(scope, Path([Segment("deep")], 0)).reason == reason
    assert call(code, "f", "println") == "std::println!"
    assert code.world.macro(scope, Path([Segment("nowhere")], 0)).reason == "unknown_name"
