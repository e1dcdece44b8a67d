"""Which file an `include!` names."""

from __future__ import annotations

import pytest

from rgraph.link.includes import included
from rgraph.link.linker import Linker
from rgraph.model.cargo import Crate, TargetKind
from rgraph.model.ids import RepoPath
from tests.golden.link.crates import MANIFEST, MemorySource

from .code import Code

CRATE = Crate("demo", "demo", TargetKind.LIB, RepoPath("demo/src/lib.rs"), "demo", RepoPath("demo/Cargo.toml"), "2021")
AT_ROOT = Crate("demo", "demo", TargetKind.LIB, RepoPath("src/lib.rs"), "demo", RepoPath("Cargo.toml"), "2021")


@pytest.mark.parametrize(
    ("tokens", "path"),
    [
        ('"x.rs"', "demo/src/a/x.rs"),
        ('"./b/x.rs",', "demo/src/a/b/x.rs"),
        ('"../x.rs"', "demo/src/x.rs"),
        ('r"x.rs"', "demo/src/a/x.rs"),
        ('r#"x.rs"#', "demo/src/a/x.rs"),
        ('concat!("b", "/", "x.rs")', "demo/src/a/b/x.rs"),
        ('concat!(env!("CARGO_MANIFEST_DIR"), "/gen/x.rs")', "demo/gen/x.rs"),
        ('concat!{env!["CARGO_MANIFEST_DIR"], "/../shared/x.rs"}', "shared/x.rs"),
    ],
)
def test_what_an_argument_names(tokens: str, path: str) -> None:
    assert included(tokens, RepoPath("demo/src/a/mod.rs"), CRATE) == (path, "")


def test_the_manifest_at_the_root_of_the_repository() -> None:
    tokens = 'concat!(env!("CARGO_MANIFEST_DIR"), "/src/x.rs")'
    assert included(tokens, RepoPath("src/lib.rs"), AT_ROOT).path == "src/x.rs"


@pytest.mark.parametrize(
    ("tokens", "reason"),
    [
        ('concat!(env!("OUT_DIR"), "/bindings.rs")', "build_output"),
        ('concat!(env!("SOMEWHERE"), "/x.rs")', "unknown_file"),
        ('concat!("a", stringify!(b))', "unknown_file"),
        ("path", "unknown_file"),
        ('concat!("x.rs"', "unknown_file"),
        ('"../../../../x.rs"', "outside_file"),
        ('"/etc/x.rs"', "outside_file"),
        ('concat!(env!("CARGO_MANIFEST_DIR"), "/../../x.rs")', "outside_file"),
    ],
)
def test_why_a_file_is_not_known(tokens: str, reason: str) -> None:
    assert included(tokens, RepoPath("demo/src/a/mod.rs"), CRATE) == ("", reason)


def test_a_file_that_includes_itself_stands_once() -> None:
    code = Code('include!("a.rs");', a='pub struct S; include!("a.rs"); include!("lib.rs");')
    assert code.lookup("", "S") == "S"
    assert [place.path for place in code.world.by_path["src/a.rs"]] == ["src/a.rs"]


def test_a_file_may_be_a_module_and_then_be_included() -> None:
    code = Code("pub mod a;", a="pub struct S;")
    assert code.lookup("a", "S") == "a::S"
    code.step(lib='pub mod a { include!("a.rs"); }')
    assert code.lookup("a", "S") == "a::S"
    assert code.item("a").place.path == "src/lib.rs"
    code.step(lib="pub mod a;")
    assert code.lookup("a", "S") == "a::S"
    assert code.item("a").place.path == "src/a.rs"


def test_macros_of_an_included_file_are_in_scope_after_it() -> None:
    code = Code('include!("a.rs"); mod b { } fn f() {}', a="macro_rules! m { () => {} } use crate::b as c;")
    assert code.lookup("", "c") == "b"
    found = code.world.macro(code.world.scope(code.item("f")), code.item("").place.table.items[0].macro_path)  # type: ignore[arg-type]
    assert found.defs[0].external  # `include!` itself


def test_a_function_follows_the_expression_that_it_includes() -> None:
    source = MemorySource()
    linker = Linker(source)
    root = 'pub fn one() {} pub fn two() {} fn f() { include!("x.rs") }'
    called = []
    for included_text in ("one()", "{ two(); two() }", "mod no_expression {}"):
        linked = linker.link(
            source.tree({"Cargo.toml": MANIFEST.format(edition="2021"), "src/lib.rs": root, "src/x.rs": included_text})
        ).linked
        called.append([edge.dst for edge in linked[RepoPath("src/lib.rs")].edges if edge.kind == "calls"])
    assert called == [["demo::one"], ["demo::two"], []]


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        ('include!("gone.rs")', "missing_file"),
        ('include!(concat!(env!("OUT_DIR"), "/x.rs"))', "build_output"),
        ('include!("../../x.rs")', "outside_file"),
        ('include!("itself.rs")', "limit"),
    ],
)
def test_why_an_expression_is_not_included(call: str, reason: str) -> None:
    code = Code(f"fn f() {{ {call}; }}", itself='include!("itself.rs") + include!("itself.rs")')
    root = Linker(code.source).link(code.source.tree(code.files)).linked[RepoPath("src/lib.rs")]
    assert {each.reason for each in root.unresolved} == {reason}


def test_lines_of_an_included_file_count_from_its_start_wherever_the_module_stands() -> None:
    source = MemorySource()
    manifest, included_text = MANIFEST.format(edition="2021"), "use std::io::Read;\npub struct S;\nm!(x);\ngone!();\n"
    found = []
    for root in ('pub mod a { include!("x.rs"); }', '\n\n\npub mod a { include!("x.rs"); }'):
        files = {"Cargo.toml": manifest, "src/lib.rs": root, "src/x.rs": included_text}
        for linker in (Linker(source), Linker(source)):
            linked = linker.link(source.tree(files)).linked[RepoPath("src/x.rs")]
            found.append(({edge.dst: edge.line for edge in linked.edges}, {each.line for each in linked.unresolved}))
    assert found[0][0]["demo::a::S"] == 2 and found[0][0]["std::io::Read"] == 1
    assert all(each == found[0] for each in found)
