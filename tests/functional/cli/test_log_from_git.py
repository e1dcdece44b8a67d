"""The life of an item without `index --history`: what git alone tells is what the index tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.view import walked
from tests.dsl import Repo, manifest

from .conftest import Rgraph

BODY = "pub fn total(prices: &[u32], discount: u32) -> u32 {\n    let sum: u32 = prices.iter().sum();\n    sum - discount\n}\n"
OTHER = "pub fn other(name: &str) -> String {\n    name.chars().rev().collect()\n}\n"
METHOD = "pub struct S { n: u32 }\nimpl S {\n    pub fn get(&self) -> u32 {\n        self.n + 1\n    }\n}\n"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    repo = Repo(tmp_path / "r")
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": "pub mod b;\n", "src/b.rs": OTHER}, message="before")
    repo.commit({"src/lib.rs": "pub mod a;\npub mod b;\n", "src/a.rs": BODY + OTHER + METHOD}, message="born")
    return repo


def told(rgraph: Rgraph, repo: Repo, item: str) -> list[tuple[str, list[str]]]:
    """The events of an item from git, which are those of the index."""
    from_git = rgraph(repo.path, "log", item, "--format", "json").json
    assert from_git["complete"] is True and "read from git" in from_git["notes"][-1]
    assert rgraph(repo.path, "index", "--history").code == 0
    indexed = rgraph(repo.path, "log", item, "--format", "json").json
    assert from_git["events"] == indexed["events"] and indexed["notes"] == []
    return [(event["commit"]["subject"], event["changes"]) for event in from_git["events"]]


def test_edits_of_the_item_count_and_those_beside_it_do_not(repo: Repo, rgraph: Rgraph) -> None:
    repo.commit({"src/a.rs": "// above\n" + BODY + OTHER + METHOD}, message="beside")
    repo.commit({"src/a.rs": "/// Docs.\n" + BODY.replace("sum - d", "sum / d") + OTHER + METHOD}, message="edited")
    repo.commit({"src/a.rs": "/// Docs.\npub  fn total(p: &[u32]) -> u32 { 1 }\n" + METHOD}, message="shorter")
    assert told(rgraph, repo, "a::total") == [
        ("born", ["added"]), ("edited", ["body", "doc"]), ("shorter", ["signature", "body"])
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "change"),
    [
        ("pub ", "visibility"),
        ("pub(crate) ", "visibility"),
        ("/// Docs {\n", "doc"),
        ("/// Docs;\n// a comment\n", "doc"),
        ("#[inline]\n", "attributes"),
        ("unsafe ", "signature"),
    ],
)
def test_what_an_item_lost_before_its_name_is_told(repo: Repo, rgraph: Rgraph, more: str, change: str) -> None:
    code = "fn lost() -> u32 {\n    1\n}\n"
    repo.commit({"src/a.rs": f"{METHOD}{more}{code}"}, message="more")
    repo.commit({"src/a.rs": f"{METHOD}{code}"}, message="less")
    assert [(subject, changes[0]) for subject, changes in told(rgraph, repo, "a::lost")] == [
        ("more", "added"), ("less", change)
    ]  # fmt: skip


def test_a_file_that_moves_and_an_item_that_moves_alone_are_followed(repo: Repo, rgraph: Rgraph) -> None:
    repo.commit(rename={"src/a.rs": "src/a/mod.rs"}, message="file moved")
    repo.commit({"src/a/mod.rs": METHOD + BODY + OTHER}, message="in the file")
    repo.commit({"src/a/mod.rs": METHOD + OTHER, "src/b.rs": OTHER + BODY}, message="item moved")
    repo.commit({"src/b.rs": OTHER + BODY.replace("u32", "u64")}, message="edited")
    assert told(rgraph, repo, "b::total") == [
        ("born", ["added"]),
        ("file moved", ["moved from src/a.rs"]),
        ("item moved", ["renamed from demo::a::total", "moved from src/a/mod.rs"]),
        ("edited", ["signature", "body"]),
    ]


def test_an_item_that_is_renamed_and_edited_is_followed(repo: Repo, rgraph: Rgraph) -> None:
    renamed = BODY.replace("total", "price").replace("sum - discount", "sum - discount - 1")
    repo.commit({"src/a.rs": renamed + OTHER + METHOD}, message="renamed")
    repo.commit({"src/a.rs": renamed + OTHER + METHOD.replace("get", "read")}, message="method renamed")
    assert told(rgraph, repo, "a::price") == [
        ("born", ["added"]),
        ("renamed", ["renamed from demo::a::total", "signature", "body"]),
    ]
    assert [event["changes"] for event in rgraph(repo.path, "log", "S::read", "--format", "json").json["events"]] == [
        ["added"], ["renamed from demo::a::S::get", "signature"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "item"),
    [
        (
            "pub struct Filter { pub limit: Limit, pub size: u64 }",
            "pub enum Filter { Max(u64), Min(u64) }",
            "a::Filter",
        ),
        ("pub type Filter = Vec<Limit>;", "pub enum Filter { Max(u64), Min(u64) }", "a::Filter"),
        ("pub const DEPTH: u32 = 1;", "pub static DEPTH: u32 = 1;", "a::DEPTH"),
    ],
)
def test_an_item_that_became_another_kind_is_the_same(
    repo: Repo, rgraph: Rgraph, before: str, after: str, item: str
) -> None:
    """Also where one of the new kind, and more like it, went in the same commit."""
    limit, least = "pub enum Limit { Max(u64), Min(u64) }\n", "pub static LEAST: u32 = 1;\n"
    repo.commit({"src/a.rs": f"{METHOD}{before}\n{limit}{least}"}, message="two")
    repo.commit({"src/a.rs": f"{METHOD}{after}\n"}, message="one")
    subjects, changed = zip(*told(rgraph, repo, item), strict=True)
    assert (subjects, changed[0]) == (("two", "one"), ["added"])
    assert changed[1][0] == "kind"


def test_a_copy_is_no_move(repo: Repo, rgraph: Rgraph) -> None:
    repo.commit({"src/a.rs": BODY + OTHER, "src/b.rs": OTHER + BODY}, message="copied from a file that changed too")
    assert told(rgraph, repo, "b::total") == [("copied from a file that changed too", ["added"])]


@pytest.mark.parametrize("body", ["self.n + 1", "self.n + 2"])
def test_a_method_of_the_name_of_one_that_stays_is_new(repo: Repo, rgraph: Rgraph, body: str) -> None:
    """Also one whose very text is there before, in another impl."""
    method = METHOD.replace("pub fn", "fn")
    repo.commit({"src/a.rs": OTHER + method}, message="before")
    copy = f"impl T for S {{\n    fn get(&self) -> u32 {{\n        {body}\n    }}\n}}\n"
    repo.commit({"src/a.rs": f"{OTHER}{method}pub trait T {{\n    fn get(&self) -> u32;\n}}\n{copy}"}, message="copied")
    assert told(rgraph, repo, "<S as T>::get") == [("copied", ["added"])]


def test_of_a_type_that_was_split_the_inner_one_is_the_one_that_was(repo: Repo, rgraph: Rgraph) -> None:
    inner = "pub enum {} {{\n    Normal(u32, String),\n    Broken(String, Vec<u8>),\n}}\n"
    repo.commit({"src/a.rs": METHOD + inner.format("Entry")}, message="one")
    split = inner.format("EntryInner") + "pub struct Entry {\n    inner: EntryInner,\n}\n"
    repo.commit({"src/a.rs": METHOD + split}, message="split")
    assert [subject for subject, _ in told(rgraph, repo, "a::EntryInner")] == ["one", "split"]


def test_what_was_away_for_a_time_is_told_from_its_beginning(repo: Repo, rgraph: Rgraph) -> None:
    repo.commit({"src/a.rs": OTHER + METHOD}, message="gone")
    repo.commit({"src/a.rs": METHOD}, message="more gone")
    repo.commit({"src/a.rs": METHOD + BODY.replace("1", "2")}, message="back")
    assert told(rgraph, repo, "a::total") == [("born", ["added"]), ("gone", ["removed"]), ("back", ["added"])]


def test_a_method_of_another_type_that_is_gone_was_not_this_one(repo: Repo, rgraph: Rgraph) -> None:
    repo.commit({"src/a.rs": OTHER}, message="gone")
    repo.commit({"src/a.rs": OTHER + "pub fn beside() {}\n"}, message="beside")
    repo.commit({"src/a.rs": OTHER + METHOD.replace("S {", "Other {")}, message="other")
    assert told(rgraph, repo, "Other::get") == [("other", ["added"])]


def test_alternatives_under_cfg_are_told_apart(repo: Repo, rgraph: Rgraph) -> None:
    unix, other = "#[cfg(unix)]\nfn now() -> u32 {\n    1\n}\n", "#[cfg(not(unix))]\nfn now() -> u32 {\n    2\n}\n"
    repo.commit({"src/a.rs": unix + other}, message="two")
    repo.commit({"src/a.rs": unix.replace(" 1", " 3") + other.replace(" 2", " 4")}, message="both")
    assert told(rgraph, repo, "a::now#2") == [("two", ["added"]), ("both", ["body"])]


def test_merges_tell_what_they_do_themselves_and_amended_commits_are_not_there(repo: Repo, rgraph: Rgraph) -> None:
    base = repo.oid("main")
    repo.commit(
        {"src/a.rs": BODY.replace("sum - d", "sum + d") + OTHER + METHOD}, branch="side", parents=[base], message="side"
    )
    repo.commit({"src/b.rs": OTHER + "pub fn more() {}\n"}, message="main")
    repo.merge("side")
    repo.commit({"src/a.rs": BODY + OTHER + METHOD}, message="wrong")
    repo.amend({"src/a.rs": BODY.replace("sum - d", "sum * d") + OTHER + METHOD}, message="right")
    assert told(rgraph, repo, "a::total") == [("born", ["added"]), ("side", ["body"]), ("right", ["body"])]


def test_a_merge_of_a_file_that_both_sides_changed_tells_nothing_of_an_item_that_one_of_them_did(
    repo: Repo, rgraph: Rgraph
) -> None:
    base = repo.oid("main")
    theirs = BODY.replace("sum - d", "sum + d")
    repo.commit({"src/a.rs": theirs + OTHER + METHOD}, branch="side", parents=[base], message="side")
    repo.commit({"src/a.rs": theirs + "pub fn new() {}\n" + OTHER + METHOD}, branch="side", message="new on the side")
    ours = OTHER.replace("rev()", "skip(1)")
    repo.commit({"src/a.rs": BODY + ours + METHOD}, message="main")
    repo.merge("side", files={"src/a.rs": theirs + "pub fn new() {}\n" + ours + METHOD}, message="merge")
    repo.commit({"src/a.rs": theirs.replace("+ d", "* d") + "pub fn new() {}\n" + ours + METHOD}, message="after")
    assert told(rgraph, repo, "a::total") == [("born", ["added"]), ("side", ["body"]), ("after", ["body"])]
    for item, expected in (("a::other", ["born", "main"]), ("a::new", ["new on the side"])):
        events = rgraph(repo.path, "log", item, "--format", "json").json["events"]
        assert [event["commit"]["subject"] for event in events] == expected
    shown = rgraph(repo.path, "show", "a::new", "--format", "json").json
    assert shown["since"]["subject"] == "new on the side"


def test_a_module_that_is_a_file_changes_with_its_file(repo: Repo, rgraph: Rgraph) -> None:
    repo.commit({"src/a.rs": BODY + OTHER}, message="edited")
    repo.commit(rename={"src/a.rs": "src/a/mod.rs"}, message="moved")
    assert told(rgraph, repo, "demo::a") == [
        ("born", ["added"]), ("edited", ["content"]), ("moved", ["moved from src/a.rs"])
    ]  # fmt: skip


def cut(rgraph: Rgraph, repo: Repo, item: str) -> tuple[list[str], str]:
    """The subjects of a life that is not whole, and where its history was left."""
    found = rgraph(repo.path, "log", item, "--format", "json").json
    assert found["complete"] is False
    assert found["notes"][0] in rgraph(repo.path, "log", item).out
    return [event["commit"]["subject"] for event in found["events"]], found["notes"][0]


def test_the_commit_before_which_no_more_were_walked_is_named(
    repo: Repo, rgraph: Rgraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit({"src/a.rs": BODY.replace("- d", "/ d")}, message="edited")
    repo.commit({"src/b.rs": OTHER + "// 1\n"}, message="beside")
    repo.commit({"src/a.rs": BODY.replace("- d", "* d")}, message="again")
    monkeypatch.setattr(walked, "MOST_COMMITS_WALKED", 3)
    assert cut(rgraph, repo, "a::total") == (
        ["edited", "again"],
        f"not searched: the history before {repo.oid('main~3')[:10]}",
    )
    monkeypatch.setattr(walked, "MOST_COMMITS_WALKED", 2)
    assert cut(rgraph, repo, "a::total") == (["again"], f"not searched: the history before {repo.oid('main~1')[:10]}")


def test_the_commit_from_which_no_more_was_parsed_is_named(
    repo: Repo, rgraph: Rgraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        repo.commit({"src/a.rs": BODY.replace("- d", f"- {number} - d")}, message=f"edit {number}")
    monkeypatch.setattr(walked, "MOST_CONTENTS_PARSED", 2)
    subjects, note = cut(rgraph, repo, "a::total")
    assert subjects == ["edit 2", "edit 3"]
    assert note == f"not searched: {repo.oid('main~2')[:10]} and the history before it"


def test_what_was_away_is_not_looked_for_beyond_a_limit(
    repo: Repo, rgraph: Rgraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = repo.commit({"src/a.rs": OTHER + METHOD}, message="gone")
    repo.commit({"src/a.rs": METHOD + BODY.replace("1", "2")}, message="back")
    monkeypatch.setattr(walked, "MOST_COMMITS_WALKED", 1)
    assert cut(rgraph, repo, "a::total") == (["back"], f"not searched: the history before {gone[:10]}")


@pytest.mark.parametrize("command", ["log", "show", "callers", "callees", "impact"])
def test_an_item_that_is_gone_is_said_to_have_been_there(repo: Repo, rgraph: Rgraph, command: str) -> None:
    repo.commit({"src/a.rs": OTHER + METHOD}, message="gone")
    assert rgraph(repo.path, "index", "--history").code == 0
    ran = rgraph(repo.path, command, "a::total")
    assert ran.code == 2
    assert "demo::a::total was in src/a.rs until" in ran.err and "gone; ask at" in ran.err
