"""What changes from one commit to the next, in keys that footprints can be compared with."""

from __future__ import annotations

import pytest

from rgraph.cargo.layout import layout
from rgraph.cargo.manifest import parse_manifest
from rgraph.link.cfg import Configuration
from rgraph.link.places import Places
from rgraph.link.standard import Std
from rgraph.link.table import FileTable
from rgraph.link.trace import stable_key
from rgraph.model.ids import RepoPath
from rgraph.parse.extract import extract
from tests.golden.link.crates import MANIFEST


class Commits:
    """Places that go from tree to tree."""

    def __init__(self) -> None:
        self.places = Places(Std({}), Configuration())
        self.tables: dict[RepoPath, FileTable] = {}

    def step(self, manifest: str = MANIFEST.format(edition="2021"), **files: str) -> set[int]:
        """Become a tree with these sources; the keys that changed."""
        tables: dict[RepoPath, FileTable] = {}
        for name, text in files.items():
            path = RepoPath(f"src/{name}.rs")
            facts = extract(text.encode())[0]
            known = self.tables.get(path)
            tables[path] = known if known and known.facts == facts else FileTable.after(known, facts)
        self.tables = tables
        cargo = layout({RepoPath("Cargo.toml"): parse_manifest(manifest.encode())}, [RepoPath("Cargo.toml"), *tables])
        return self.places.update(cargo, tables)


def key(kind: str, owner: str, name: str = "") -> int:
    return stable_key(kind, owner, name)


LIB = "mod a;\npub struct S;\n"
A = "pub fn f() { 1 }\npub use crate::S as T;\n"


def test_a_body_or_a_comment_changes_nothing() -> None:
    commits = Commits()
    commits.step(lib=LIB, a=A)
    assert commits.step(lib=LIB, a=A) == set()
    assert commits.step(lib="// moved\n\n" + LIB, a=A.replace("1", "2")) == set()


@pytest.mark.parametrize(
    ("text", "changed", "unchanged"),
    [
        (A.replace("pub fn f()", "pub fn f(x: u8)"), [("d", "demo::a::f", "")], [("n", "demo::a", "f")]),
        (A.replace("pub fn f", "fn f"), [("d", "demo::a::f", ""), ("n", "demo::a", "f")], [("n", "demo::a", "T")]),
        (A + "fn g() {}", [("n", "demo::a", "g"), ("c", "demo::a", "")], [("n", "demo::a", "f"), ("g", "demo::a", "")]),
        (A + "use crate::*;", [("g", "demo::a", "")], [("c", "demo::a", "")]),
        (
            A.replace("as T", "as U"),
            [("n", "demo::a", "T"), ("n", "demo::a", "U"), ("a", "S", "")],
            [("c", "demo::a", "")],
        ),
        (A + "impl crate::S { fn m() {} }", [("m", "S", "m"), ("h", "S", "")], [("t", "Tr", "")]),
        (A + "impl Tr for crate::S {}", [("h", "S", "Tr"), ("t", "Tr", "")], [("m", "S", "m")]),
        (A + "trait Tr { fn m(); }", [("w", "m", "")], [("h", "S", "")]),
        (A + "#[macro_export] macro_rules! mm { () => {} }", [("x", "demo", "mm"), ("y", "demo", "mm")], []),
    ],
)
def test_what_an_edit_changes(
    text: str, changed: list[tuple[str, str, str]], unchanged: list[tuple[str, str, str]]
) -> None:
    commits = Commits()
    commits.step(lib=LIB, a=A)
    for keys in (commits.step(lib=LIB, a=text), commits.step(lib=LIB, a=A)):  # and back again
        assert {key(*slot) for slot in changed} <= keys
        assert keys.isdisjoint({key(*slot) for slot in unchanged})


def test_a_file_that_comes_or_goes_changes_all_that_it_declares() -> None:
    commits = Commits()
    commits.step(lib=LIB)
    assert commits.places.missing == [(RepoPath("src/lib.rs"), "a")]
    expected = {key("n", "demo::a", "f"), key("d", "demo::a::f"), key("n", "demo", "a"), key("c", "demo")}
    assert expected <= commits.step(lib=LIB, a=A)
    assert expected <= commits.step(lib=LIB)


def test_a_manifest_changes_its_crates_keys() -> None:
    commits = Commits()
    commits.step(lib=LIB, a=A)
    old = commits.places.by_path[RepoPath("src/a.rs")][0]
    keys = commits.step(MANIFEST.format(edition="2018") + '[dependencies]\nserde = "1"\n', lib=LIB, a=A)
    assert {key("k", "demo"), key("e", "demo"), key("ex", "demo", "serde")} <= keys
    assert key("ex", "demo", "other") not in keys
    assert commits.places.by_path[RepoPath("src/a.rs")] == [old]


def test_definitions_live_on_while_their_path_does() -> None:
    commits = Commits()
    commits.step(lib=LIB, a=A)
    place = commits.places.by_path[RepoPath("src/a.rs")][0]
    f = place.defs(0)
    commits.step(lib=LIB, a="struct Before;\n" + A)
    assert place.defs(1) is f
    assert (f.ord, f.name, f.local) == (1, "f", "demo::a::f")
    commits.step(lib=LIB, a="struct Before;\n")
    assert all(place.defs(ord_) is not f for ord_ in range(len(place.table.items)))


def test_the_first_tree_has_no_keys_to_compare() -> None:
    assert not {key("n", "demo", "S")} & Commits().step(lib=LIB, a=A)
