"""Tests, benches and examples are left out, unless the library needs them."""

from __future__ import annotations

from rgraph.deps.sources.selection import selected

from ..crates import files_of

ASIDE = {"tests/a.rs": "x", "tests/common/mod.rs": "x", "benches/b.rs": "x", "examples/c.rs": "x"}


def kept(files: dict[str, str]) -> set[str]:
    return set(selected({path: text.encode() for path, text in files.items()}))  # type: ignore[misc]


def test_what_only_the_packages_developers_build_is_left_out() -> None:
    files = files_of("one", "1.0.0", build="fn main() {}", src__tests__mod="x", fuzz__f="x")
    assert kept(files | ASIDE) == set(files)


def test_a_folder_stays_where_a_path_leads_into_it() -> None:
    for text in (
        '#[path = "../tests/common/mod.rs"]\nmod common;',
        '#[cfg_attr(test, path= "../tests/common/mod.rs")]\nmod common;',
        'include!("../tests/a.rs");',
        'include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/a.rs"));',
    ):
        files = files_of("one", "1.0.0") | {"src/lib.rs": text}
        assert kept(files | ASIDE) == {*files, "tests/a.rs", "tests/common/mod.rs"}


def test_a_word_in_a_comment_leads_nowhere() -> None:
    for text in ("// see tests/a.rs", '/// [a]("../tests/a.rs")', '#![doc = include_str!("../examples/c.rs")]'):
        files = files_of("one", "1.0.0") | {"src/lib.rs": f"{text}\n"}
        assert kept(files | ASIDE) == set(files), text


def test_a_folder_stays_where_a_target_is_in_it() -> None:
    files = files_of("one", "1.0.0")
    files["Cargo.toml"] += '[lib]\npath = "./examples/c.rs"\n[[test]]\nname = "a"\npath = "tests/a.rs"\n'
    assert kept(files | ASIDE) == {*files, "examples/c.rs"}
