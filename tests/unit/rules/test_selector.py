"""What selectors mean: paths with what is inside, globs, kinds, crates, names from outside."""

from __future__ import annotations

import pytest

from rgraph.cargo.version import Version
from rgraph.rules.code import Code
from rgraph.rules.selector import SelectorError, matches_outside, parse_selection
from rgraph.view.memory import graph_of

FILES = {
    "Cargo.toml": '[package]\nname = "my-app"\nversion = "0.1.0"\nedition = "2021"\n',
    "src/lib.rs": "pub mod a;\npub mod ab;\n#[deprecated]\npub fn old() {}\n",
    "src/a.rs": "pub mod deep { pub mod tests { pub fn t() {} } }\n#[derive(Debug, Clone)]\npub struct S { pub f: u8 }\n"
    "impl S { pub(crate) fn m(&self) {} }\nfn free() {}\n",
    "src/ab.rs": "pub fn g() {}\n",
    "src/main.rs": "mod a { pub fn other() {} }\nfn main() {}\n",
}


@pytest.fixture(scope="module")
def code() -> Code:
    return Code(graph_of(FILES))


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("my_app::ab", ["my_app::ab", "my_app::ab::g"]),
        ("=my_app::ab", ["my_app::ab"]),
        ("my_app::ab::**", ["my_app::ab", "my_app::ab::g"]),
        ("my_app::a*", ["a", "a::<impl S>", "a::S", "a::S.f", "a::S::m", "a::deep", "a::deep::tests",
                        "a::deep::tests::t", "a::free", "ab", "ab::g"]),
        ("=my_app::*", ["my_app::a", "my_app::ab", "my_app::old"]),
        ("my_app::**::tests", ["my_app::a::deep::tests", "my_app::a::deep::tests::t"]),
        ("**::tests::t", ["my_app::a::deep::tests::t"]),
        ("=my_app::?b", ["my_app::ab"]),
        ("=crate::a", ["my-app/bin/my-app::a", "my_app::a"]),
        ("crate:my_app::nothing", []),
        ("kind:method", ["my_app::a::S::m"]),
        ("kind:field", ["my_app::a::S.f"]),
        ({"kind": "function", "path": "my_app::a"}, ["my_app::a::deep::tests::t", "my_app::a::free"]),
        ({"kind": "function", "visibility": "private", "path": "my_app"}, ["my_app::a::free"]),
        ({"visibility": "pub(crate)"}, ["my_app::a::S::m"]),
        ({"attribute": "deprecated"}, ["my_app::old"]),
        ({"derive": "Clone"}, ["my_app::a::S"]),
        ({"name": "^g$"}, ["my_app::ab::g"]),
        ({"path": "my_app::ab", "except": {"kind": "function"}}, ["my_app::ab"]),
        (["=my_app::ab", "=my_app::old"], ["my_app::ab", "my_app::old"]),
        ("my_app::absent", []),
    ],
)  # fmt: skip
def test_items(code: Code, selector: object, expected: list[str]) -> None:
    full = [name if name.startswith(("my_app", "my-app")) else f"my_app::{name}" for name in expected]
    assert sorted(code.select(parse_selection(selector))) == sorted(full)


def test_a_crate_is_named_by_id_or_by_its_name_in_code(code: Code) -> None:
    everything = code.select(parse_selection("crate:my-app"))
    assert everything == code.select(parse_selection("crate:my_*"))
    assert len(everything) == len(code.items)
    assert code.select(parse_selection("=my-app/bin/my-app::main")) == {"my-app/bin/my-app::main"}


TWINS = """\
#[cfg(unix)] pub mod imp { pub fn f() {} pub mod deep { pub fn g() {} } }
#[cfg(windows)] pub mod imp { pub fn f() {} #[cfg(a)] pub fn h() {} #[cfg(not(a))] pub fn h() {} }
pub fn imp() {}
"""


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("my_app::imp", ["imp", "imp#2", "imp#2::f", "imp#2::h", "imp#2::h#2", "imp::deep", "imp::deep::g", "imp::f"]),
        ("=my_app::imp", ["imp", "imp#2"]),
        ("=my_app::imp#2", ["imp#2"]),
        ("=my_app::imp#3", ["imp#3"]),
        ("my_app::imp::f", ["imp#2::f", "imp::f"]),
        ("my_app::imp::h", ["imp#2::h", "imp#2::h#2"]),
        ("my_app::imp#2::h", ["imp#2::h", "imp#2::h#2"]),
        ("my_app::imp::deep::g", ["imp::deep::g"]),
        ("**::h", ["imp#2::h", "imp#2::h#2"]),
        ("my_app::i?p::f", ["imp#2::f", "imp::f"]),
        ("my_app::imp::absent", []),
    ],
)
def test_a_path_means_all_alternatives_of_its_name(selector: str, expected: list[str]) -> None:
    code = Code(graph_of({"Cargo.toml": FILES["Cargo.toml"], "src/lib.rs": TWINS}))
    assert sorted(code.select(parse_selection(selector))) == [f"my_app::{name}" for name in expected]


@pytest.mark.parametrize(
    ("selector", "name", "meant"),
    [
        ("external:serde", "serde::de::Error", True),
        ("external:serde", "serde_json::Value", False),
        ("external:serde*", "serde_json::Value", True),
        ("std::process", "std::process::exit", True),
        ("=std::process", "std::process::exit", False),
        ("std::process::exit", "std::process", False),
        ("**::exit", "std::process::exit", True),
        ("crate:serde", "serde::Serialize", True),
        ({"path": "std", "except": "std::fs"}, "std::fs::read", False),
        ({"path": "std", "name": "^read$"}, "std::fs::read", True),
        ({"kind": "function", "path": "std"}, "std::fs::read", False),
    ],
)
def test_names_from_outside(selector: object, name: str, meant: bool) -> None:
    assert matches_outside(parse_selection(selector), name) is meant


@pytest.mark.parametrize(
    ("selector", "name", "meant"),
    [
        ("external:syn@1", "syn::parse", True),
        ("external:syn@1.0.9", "syn::parse", False),
        ("external:syn@<2, >=1", "syn", True),
        ("external:syn@1::parse", "syn::parse", True),
        ("external:syn@1::parse", "syn::Type", False),
        ("external:syn@2", "syn::parse", False),
        ("external:serde-json@1", "serde_json::Value", True),
        ({"path": "syn", "except": "external:syn@1"}, "syn::parse", False),
    ],
)
def test_names_from_outside_by_version(selector: object, name: str, meant: bool) -> None:
    selection = parse_selection(selector)
    assert matches_outside(selection, name, [Version(1, 0, 5)]) is meant
    assert matches_outside(selection, name) is isinstance(selector, dict)  # no version is known


def test_a_requirement_that_is_none_is_refused() -> None:
    for text in ("external:syn@", "external:syn@one", "external:@1", "external:syn@1::"):
        with pytest.raises(SelectorError):
            parse_selection(text)


def test_tests_are_what_the_compiler_builds_for_tests_alone() -> None:
    code = Code(
        graph_of(
            {
                "src/lib.rs": "#[cfg(test)]\nmod tests;\n#[cfg(not(test))]\nmod real { pub fn f() {} }\n"
                '#[cfg(all(test, unix))]\nfn helper() {}\n#[test]\nfn t() {}\n#[cfg(feature = "test")]\nfn feature() {}\n',
                "src/tests.rs": "pub fn inner() {}\n",
                "tests/it.rs": "fn whole() {}\n",
            }
        )
    )
    assert sorted(code.tests) == [
        "demo/test/it",
        "demo/test/it::whole",
        "demo::helper",
        "demo::t",
        "demo::tests",
        "demo::tests::inner",
    ]
