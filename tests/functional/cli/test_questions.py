"""The questions on a repository with history, in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.dsl import Repo, manifest

from .conftest import Rgraph

QUESTIONS = [
    ("show", "Account"),
    ("callers", "transfer"),
    ("callees", "transfer"),
    ("impact", "withdraw"),
    ("log", "transfer"),
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_text_json_and_markdown(demo: Path, rgraph: Rgraph, question: tuple[str, str]) -> None:
    shown = rgraph(demo, *question, "--format", "json")
    assert shown.code == 0 and shown.json["schema"] == 1
    assert rgraph(demo, *question).out.strip()
    assert rgraph(demo, *question, "--format", "markdown").out.startswith("### ")


def test_options_stand_before_the_command_before_the_item_and_after_it(demo: Path, rgraph: Rgraph) -> None:
    wanted = rgraph(demo, "show", "Account", "--at", "v0.1.0", "--format", "json")
    assert wanted.code == 0
    assert rgraph(demo, "--at", "v0.1.0", "--format", "json", "show", "Account").out == wanted.out
    assert rgraph(demo, "show", "--at=v0.1.0", "--format", "json", "Account").out == wanted.out


def test_show_at_two_revisions(demo: Path, rgraph: Rgraph) -> None:
    assert rgraph(demo, "index", "--history").code == 0
    old = rgraph(demo, "show", "Account", "--at", "v0.1.0", "--format", "json").json
    new = rgraph(demo, "show", "Account", "--format", "json").json
    assert old["item"]["line"] == 6 and new["item"]["line"] == 9
    names = {inner["symbol"].rpartition("::")[2] for inner in new["contains"]}
    assert names == {"Account.id", "Account.balance", "new", "balance", "is_empty", "deposit", "withdraw"}
    assert new["since"]["subject"] == "Accounts and transfers"
    assert "derive(Debug, Clone)" in new["attrs"]


def test_callers_and_callees_are_each_others_inverse(demo: Path, rgraph: Rgraph) -> None:
    into = rgraph(demo, "callers", "ledger::transfer", "--format", "json").json["neighbours"]
    for near in into:
        if near["edge"] == "calls":
            out = rgraph(demo, "callees", near["symbol"], "--format", "json").json["neighbours"]
            assert "ledger::transfer" in {one["symbol"] for one in out}
    assert {near["symbol"] for near in into if near["edge"] == "calls"} == {
        "ledger-cli/bin/ledger-cli::main",
        "ledger/test/overdraft::overdraft_is_refused",
        "ledger::tests::transfers",
    }


def test_callers_and_callees_go_as_far_as_they_are_told(demo: Path, rgraph: Rgraph) -> None:
    def depths(direction: str, item: str, *options: str) -> dict[str, tuple[int, str]]:
        found = rgraph(demo, direction, item, *options, "--format", "json").json["neighbours"]
        return {near["symbol"]: (near["depth"], near["through"]) for near in found}

    near = depths("callers", "Account::withdraw")
    far = depths("callers", "Account::withdraw", "--depth", "2")
    assert near == {"ledger::transfer": (1, "")}
    assert far["ledger::tests::transfers"] == (2, "ledger::transfer") and near.items() <= far.items()
    assert depths("callers", "Account::withdraw", "--depth", "0") == far
    assert all(through == "" or "::" in symbol for symbol, (_, through) in far.items()), "imports are no step"
    down = depths("callees", "ledger-cli/bin/ledger-cli::main", "--depth", "2")
    assert down["ledger::transfer"] == (1, "") and down["ledger::account::Account::withdraw"] == (2, "ledger::transfer")
    told = rgraph(demo, "callers", "Account::withdraw", "--depth", "2").out
    assert "\n2 edges away\n" in told and "calls through ledger::transfer, " in told
    table = rgraph(demo, "callers", "Account::withdraw", "--depth", "2", "--format", "markdown").out
    assert "| through | edges away |" in table and "| `ledger::transfer` | 2 |" in table


def test_impact_names_the_tests_and_the_command_that_runs_them(demo: Path, rgraph: Rgraph) -> None:
    found = rgraph(demo, "impact", "Account::withdraw", "--format", "json").json
    depths = {one["item"]["symbol"]: one["depth"] for one in found["affected"]}
    assert depths["ledger::transfer"] == 1
    assert depths["ledger::tests::transfers"] == 2
    assert {run["command"] for run in found["test_runs"]} == {
        "cargo test -p ledger --lib -- --exact tests::transfers",
        "cargo test -p ledger --test overdraft -- --exact overdraft_is_refused",
    }
    near = rgraph(demo, "impact", "Account::withdraw", "--depth", "1", "--format", "json").json
    assert {one["depth"] for one in near["affected"]} == {1}


def test_log_tells_what_each_commit_changed(demo: Path, rgraph: Rgraph) -> None:
    assert rgraph(demo, "index", "--history").code == 0
    found = rgraph(demo, "log", "ledger::transfer", "--format", "json").json
    assert [(event["commit"]["subject"], event["changes"]) for event in found["events"]] == [
        ("Accounts and transfers", ["added"]),
        ("Say why money did not move", ["signature", "body"]),
    ]
    assert "-> bool" in found["events"][1]["before"] and "-> Result" in found["events"][1]["after"]
    assert found["complete"] is True


def test_log_follows_an_item_from_file_to_file(tmp_path: Path, rgraph: Rgraph) -> None:
    repo = Repo(tmp_path / "r")
    text = "pub fn f() -> u32 {\n    1 + 2\n}\n"
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": "pub mod m;\n", "src/m.rs": text}, message="born")
    repo.commit(rename={"src/m.rs": "src/m/mod.rs"}, message="moved")
    repo.commit({"src/m/mod.rs": text.replace("1 + 2", "3")}, message="edited")
    repo.commit({"src/m/mod.rs": ""}, message="gone")
    repo.commit({"src/m/mod.rs": "/// Back.\n" + text}, message="back")
    assert rgraph(repo.path, "index", "--history").code == 0
    events = rgraph(repo.path, "log", "m::f", "--format", "json").json["events"]
    assert [(event["commit"]["subject"], event["changes"]) for event in events] == [
        ("born", ["added"]),
        ("moved", ["moved from src/m.rs"]),
        ("edited", ["body"]),
        ("gone", ["removed"]),
        ("back", ["added"]),
    ]


def test_show_tells_since_when_an_item_exists_also_in_other_files(tmp_path: Path, rgraph: Rgraph) -> None:
    repo = Repo(tmp_path / "r")
    text = "pub fn f() -> u32 {\n    1 + 2\n}\n"
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": "pub mod m;\n", "src/m.rs": "pub fn g() {}\n"})
    repo.commit({"src/m.rs": text}, message="born")
    repo.commit(rename={"src/m.rs": "src/m/mod.rs"}, message="moved")
    repo.commit({"src/m/mod.rs": "// more\n" + text}, message="edited")
    unknown = rgraph(repo.path, "show", "m::f", "--format", "json").json
    assert unknown["since"] is None and "rgraph index --history" in unknown["notes"][0]
    assert rgraph(repo.path, "index", "--history").code == 0
    known = rgraph(repo.path, "show", "m::f", "--format", "json").json
    assert known["since"]["subject"] == "born" and known["notes"] == []


def test_a_revision_is_indexed_on_demand_and_that_is_said(demo: Path, rgraph: Rgraph, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    oid = repo.commit({"Cargo.toml": manifest(), "src/lib.rs": "pub fn f() {}\n"})
    first = rgraph(repo.path, "show", "f")
    assert first.code == 0 and f"note: not indexed yet, indexing: {oid[:10]}" in first.err
    assert rgraph(repo.path, "show", "f").err == ""


def test_the_staged_and_the_working_tree_can_be_asked(tmp_path: Path, rgraph: Rgraph) -> None:
    repo = Repo(tmp_path / "r")
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": "pub fn f() {}\n"})
    repo.checkout("main")
    (repo.path / "src/lib.rs").write_text("pub fn f() {}\npub fn staged() { f() }\n")
    repo.git("add", "src/lib.rs")
    (repo.path / "src/lib.rs").write_text("pub fn f() {}\npub fn staged() { f() }\npub fn loose() { f() }\n")
    staged = rgraph(repo.path, "callers", "f", "--at", "staged", "--format", "json").json["neighbours"]
    assert [near["symbol"] for near in staged] == ["demo::staged"]
    loose = rgraph(repo.path, "callers", "f", "--at", "worktree", "--format", "json").json["neighbours"]
    assert [near["symbol"] for near in loose] == ["demo::staged", "demo::loose"]
    assert rgraph(repo.path, "show", "staged").code == 2


def test_a_public_path_is_read_as_of_the_commit_that_is_asked(tmp_path: Path, rgraph: Rgraph) -> None:
    repo = Repo(tmp_path / "r")
    files = {"src/lib.rs": "mod a;\nmod b;\npub use a::f as open;\npub fn user() { open() }\n"}
    files |= {"Cargo.toml": manifest(), "src/a.rs": "pub fn f() {}\n", "src/b.rs": "pub fn g() {}\n"}
    repo.commit(files, tag="v1")
    repo.commit({"src/lib.rs": files["src/lib.rs"].replace("a::f", "b::g")})
    for rev, line in (("v1", "demo::open = demo::a::f (src/a.rs:1)"), ("HEAD", "demo::open = demo::b::g (src/b.rs:1)")):
        for question in ("show", "callers", "callees", "impact"):
            assert rgraph(repo.path, question, "demo::open", "--at", rev).out.startswith(f"{line}\n")
        found = rgraph(repo.path, "callers", "demo::open", "--at", rev, "--format", "json").json
        assert found["asked"] == "demo::open" and [near["symbol"] for near in found["neighbours"]] == [
            "demo",
            "demo::user",
        ]
    assert rgraph(repo.path, "log", "demo::open").out.startswith("demo::open = demo::b::g\n")
    assert "note: demo::open = demo::b::g (src/b.rs:1)\n" in rgraph(repo.path, "why", "user", "demo::open").out
    rows = rgraph(repo.path, "query", '?[s] := means["demo::open", s]', "--format", "json").json["rows"]
    assert rows == [["demo::b::g"]]
    assert "needs a name to look up" in rgraph(repo.path, "query", "?[n] := means[n, _]").err


def test_what_is_outside_can_be_asked_about(tmp_path: Path, rgraph: Rgraph) -> None:
    repo = Repo(tmp_path / "r")
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": 'pub fn f() { std::fs::read("x"); }\n'})
    repo.checkout("main")
    shown = rgraph(repo.path, "show", "std::fs::read")
    assert "pub fn read<P: AsRef<Path>>" in shown.out and "src/lib.rs:1  demo::f  calls, exact" in shown.out
    assert "outside of this repository" in shown.out
    assert "demo::f  calls, exact" in rgraph(repo.path, "callers", "fs::read", "--at", "worktree").out
    assert "what it uses is not read here" in rgraph(repo.path, "callees", "std::fs::read").out
    assert "demo::f" in rgraph(repo.path, "impact", "std::fs::read").out
    assert "outside of this repository" in rgraph(repo.path, "log", "std::fs::read").err
    for question in ("show", "callers", "callees", "impact"):
        assert rgraph(repo.path, question, "std::fs::read", "--format", "markdown").code == 0


def test_status_tells_how_far_behind_the_index_is(tmp_path: Path, rgraph: Rgraph) -> None:
    repo = Repo(tmp_path / "r")
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": "pub fn f() { nope() }\n", "lost.rs": "fn l() {}"})
    repo.commit({"src/lib.rs": "pub fn f() { nope(); also_nope() }\n"})
    before = rgraph(repo.path, "status", "--format", "json").json
    assert (before["reachable"], before["behind"], before["commit"]) == (2, 2, None)
    assert rgraph(repo.path, "index").code == 0
    found = rgraph(repo.path, "status", "--unresolved", "--format", "json").json
    assert (found["behind"], found["commit"]["crates"], found["commit"]["unplaced"]) == (1, 1, ["lost.rs"])
    assert sum(one["count"] for one in found["commit"]["unresolved"] if one["shape"] == "call") == 2


def test_status_tells_what_became_of_calls_and_lists_the_places(tmp_path: Path, rgraph: Rgraph) -> None:
    repo = Repo(tmp_path / "r")
    text = "fn a() {}\npub fn f(x: no::Thing) {\n    a(); String::new(); String::new().len();\n    x.y.go();\n\n    x.y.go();\n}\n"
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": text, "tests/ui/a.rs": "fn case() {}\n"})
    assert rgraph(repo.path, "index").code == 0
    plain = rgraph(repo.path, "status", "--format", "json").json["commit"]
    assert (plain["calls"], plain["places"]) == ([], [])
    found = rgraph(repo.path, "status", "--unresolved", "--list", "--format", "json").json["commit"]
    every, methods = found["calls"]
    edges = {"workspace": 1, "std": 3, "outside": 0, "candidate": 0}
    assert (every["shape"], every["total"], every["edges"]) == ("all", 6, edges)
    assert every["missed"] == {"unknown_receiver": 2}
    assert (methods["shape"], methods["total"], methods["edges"]["std"]) == ("method", 3, 1)
    (go,) = [one for one in found["places"] if one["name"] == "go"]
    assert (go["path"], go["line"], go["reason"], go["count"], go["owner"]) == (
        "src/lib.rs", 4, "unknown_receiver", 2, "demo::f",
    )  # fmt: skip
    text = rgraph(repo.path, "status", "--unresolved", "--list").out
    assert "with an edge               66.7 %         33.3 %" in text
    assert "\nsrc/lib.rs\n" in text and "      4  go  unknown_receiver method, 2 times, in demo::f\n" in text
    assert "1  tests/ui  a folder of test cases" in text
    assert "| edge to std | 3 | 1 |" in rgraph(repo.path, "status", "--unresolved", "--format", "markdown").out
    assert "--list needs --unresolved" in rgraph(repo.path, "status", "--list").err


def test_status_of_what_is_not_committed(tmp_path: Path, rgraph: Rgraph) -> None:
    repo = Repo(tmp_path / "r")
    oid = repo.commit({"Cargo.toml": manifest(), "src/lib.rs": "pub fn f() {}\n"})
    repo.checkout("main")
    (repo.path / "src/lib.rs").write_text("pub fn f() {}\npub fn g() { nowhere() }\n")
    (repo.path / "src/bad.rs").write_text("pub fn ( {\n")
    assert rgraph(repo.path, "status", "--at", "worktree").out.startswith(f"worktree is on {oid[:10]}, indexed with")
    found = rgraph(repo.path, "status", "--at", "worktree", "--unresolved", "--format", "json").json
    assert (found["revision"], found["oid"], found["commit"]["oid"]) == ("worktree", oid, "worktree")
    assert (found["commit"]["items"], found["commit"]["lines"]) == (3, 3)
    assert [one["reason"] for one in found["commit"]["unresolved"]] == ["unknown_name"]
    assert [one["path"] for one in found["commit"]["troubles"]] == ["src/bad.rs"]
    staged = rgraph(repo.path, "status", "--at", "staged", "--format", "json").json
    assert staged["commit"]["items"] == 2


def test_index_says_what_it_did_and_when_there_is_nothing_to_do(tmp_path: Path, rgraph: Rgraph) -> None:
    repo = Repo(tmp_path / "r")
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": "pub fn f() {}\n"})
    repo.commit({"src/lib.rs": "pub fn g() {}\n"})
    assert rgraph(repo.path, "index", "--history").out.startswith("indexed 2 commits with 3 new contents in ")
    assert rgraph(repo.path, "index", "--history").out.startswith("nothing to do")
    assert rgraph(repo.path, "index", "--rebuild").out.startswith("indexed 1 commit with ")


def test_init_writes_a_commented_file_once(tmp_path: Path, rgraph: Rgraph) -> None:
    repo = Repo(tmp_path / "r")
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": ""})
    assert "written" in rgraph(repo.path, "init").out
    written = (repo.path / "rgraph.toml").read_text()
    assert written and all(line.startswith("#") or not line.strip() for line in written.splitlines())
    assert "left unchanged" in rgraph(repo.path, "init").out
    assert (repo.path / "rgraph.toml").read_text() == written


def test_dump_is_the_same_in_another_clone_indexed_in_another_order(demo: Path, rgraph: Rgraph, tmp_path: Path) -> None:
    from demo.repository import make_repository

    make_repository(tmp_path / "again")
    assert rgraph(tmp_path / "again", "index", "v0.1.0").code == 0
    for revision in ("HEAD", "v0.1.0"):
        once, twice = rgraph(demo, "dump", revision), rgraph(tmp_path / "again", "dump", revision)
        assert once.code == 0 and once.out == twice.out
        assert all(json.loads(line)["type"] in {"commit", "file", "item", "edge"} for line in once.out.splitlines())


def test_gc_keeps_what_refs_reach(demo: Path, rgraph: Rgraph) -> None:
    before = rgraph(demo, "dump").out
    assert rgraph(demo, "gc").code == 0
    assert rgraph(demo, "dump").out == before
    assert rgraph(demo, "doctor", "--format", "json").json["findings"] == []


def test_gc_keeps_what_is_pinned_until_it_is_unpinned(tmp_path: Path, rgraph: Rgraph) -> None:
    repo = Repo(tmp_path / "r")
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": "pub fn f() {}\n"})
    lost = repo.commit({"src/lib.rs": "pub fn lost() {}\n"}, branch="side", parents=["main"])
    assert rgraph(repo.path, "gc", "--pin", "side").out == f"pinned {lost[:10]}\n"
    repo.repo.references.delete("refs/heads/side")
    removed = rgraph(repo.path, "gc")
    assert removed.out.startswith("removed 0 commits")
    assert rgraph(repo.path, "gc", "--unpin", lost).out == f"unpinned {lost[:10]}\n"
    assert rgraph(repo.path, "gc").out.startswith("removed 1 commit,")
    assert rgraph(repo.path, "gc", "--unpin", lost).code == 2


def test_export_in_every_format(demo: Path, rgraph: Rgraph) -> None:
    lines = [json.loads(line) for line in rgraph(demo, "export", "--format", "jsonl").out.splitlines()]
    nodes = {line["id"] for line in lines if line["type"] == "node"}
    links = [(line["src"], line["dst"]) for line in lines if line["type"] == "link"]
    assert "ledger::report" in nodes and ("ledger::report", "ledger::account") in links
    xml = ElementTree.fromstring(rgraph(demo, "export", "--format", "graphml").out)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert {node.get("id") for node in xml.iter(f"{space}node")} == nodes
    assert [(edge.get("source"), edge.get("target")) for edge in xml.iter(f"{space}edge")] == links
    dot = rgraph(demo, "export", "--format", "dot").out
    assert dot.startswith("digraph modules {") and dot.count(" -> ") == len(links)
    mermaid = rgraph(demo, "export").out
    assert mermaid.startswith("graph LR\n") and mermaid.count(" -->|") == len(links)


def test_export_of_crates_and_of_one_crate(demo: Path, rgraph: Rgraph) -> None:
    crates = [
        json.loads(line) for line in rgraph(demo, "export", "--level", "crate", "--format", "jsonl").out.splitlines()
    ]
    assert {line["id"] for line in crates if line["type"] == "node"} == {
        "ledger",
        "ledger-cli/bin/ledger-cli",
        "ledger/test/overdraft",
    }
    inside = rgraph(demo, "export", "--within", "ledger", "--format", "jsonl").out
    assert "ledger::report" in inside and "ledger-cli" not in inside


def test_export_of_edges_has_the_eight_columns_of_the_oracle(demo: Path, rgraph: Rgraph) -> None:
    rows = list(csv.reader(io.StringIO(rgraph(demo, "export", "--format", "edges").out), delimiter="\t"))
    assert all(len(row) == 8 for row in rows)
    assert ["ledger/src/lib.rs", "11", "transfer", "ledger/src/account.rs", "36", "withdraw", "call"] in [
        row[:7] for row in rows
    ]
    exact = rgraph(demo, "export", "--format", "edges", "--tier", "exact").out.splitlines()
    assert exact and {line.split("\t")[7] for line in exact} == {"exact"}
