"""Datalog over the named rules, at one commit, two, and over time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dsl import Repo, manifest

from .conftest import Rgraph


def rows(rgraph: Rgraph, folder: Path, script: str, *words: str) -> list[list[object]]:
    ran = rgraph(folder, "query", script, "--format", "json", *words)
    assert ran.code == 0, ran.err
    found: list[list[object]] = ran.json["rows"]
    return found


RULES = {
    "file": ["ledger/src/lib.rs"],
    "item": ["ledger::transfer", "function", "transfer", "ledger/src/lib.rs", 11, "pub"],
    "module": ["ledger::report", "ledger", "ledger/src/report.rs"],
    "call": ["ledger::transfer", "ledger::account::Account::deposit"],
    "edge": ["ledger::report::line", "uses_type", "ledger::account::Account", "exact", "ledger/src/report.rs", 6],
    "implements": ["ledger::error::TransferError", "std::fmt::Display", "exact"],
    "import": ["ledger-cli/bin/ledger-cli", "ledger::transfer", ""],
}


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_its_rows(demo: Path, rgraph: Rgraph, rule: str) -> None:
    from rgraph.view.query.tables import COLUMNS

    columns = ", ".join(COLUMNS[rule])
    found = rows(rgraph, demo, f"?[{columns}] := {rule}[{columns}]")
    wanted = RULES[rule]
    assert wanted in [row[: len(wanted)] for row in found]
    assert all(len(row) == len(COLUMNS[rule]) for row in found)


def test_constants_give_the_rows_that_variables_with_a_filter_give(demo: Path, rgraph: Rgraph) -> None:
    bound = rows(rgraph, demo, "?[s, l] := edge[s, 'uses_type', 'ledger::account::Account', t, p, l]")
    assert bound
    assert bound == rows(
        rgraph, demo, "?[s, l] := edge[s, k, d, t, p, l], k = 'uses_type', d = 'ledger::account::Account'"
    )
    param = "d=ledger::account::Account"
    assert bound == rows(rgraph, demo, "?[s, l] := edge[s, 'uses_type', $d, t, p, l]", "--param", param)


def test_what_search_finds_is_joined_with_the_graph(demo: Path, rgraph: Rgraph) -> None:
    script = "?[f, caller] := text_hit[f, score], score > 0, call[caller, f, _]"
    found = rows(rgraph, demo, script, "--param", "text=withdraw from an account")
    assert ["ledger::account::Account::withdraw", "ledger::transfer"] in found
    scores = rows(rgraph, demo, "?[s, x] := text_hit[s, x] :order -x", "--param", "text=withdraw")
    assert scores[0][0] == "ledger::account::Account::withdraw"


@pytest.mark.parametrize("rule", ["text_hit", "vector_hit"])
def test_a_rule_of_search_says_what_it_needs(demo: Path, rgraph: Rgraph, rule: str) -> None:
    ran = rgraph(demo, "query", f"?[s] := {rule}[s, _]")
    assert ran.code == 2 and f"`{rule}` needs the words" in ran.err and "--param text=" in ran.err


def test_vectors_that_are_switched_off_are_no_empty_answer(demo: Path, rgraph: Rgraph) -> None:
    ran = rgraph(demo, "query", "?[s] := vector_hit[s, _]", "--param", "text=money")
    assert ran.code == 2 and "switched off" in ran.err


def test_a_recursive_rule(demo: Path, rgraph: Rgraph) -> None:
    script = """
        reach[f] := call[f, 'ledger::account::Account::withdraw', _]
        reach[f] := reach[g], call[f, g, _]
        ?[f] := reach[f]
    """
    assert ["ledger::tests::transfers"] in rows(rgraph, demo, script)


def test_two_revisions(demo: Path, rgraph: Rgraph) -> None:
    script = "?[s] := item[s, 'function', _, _, _, _, _], not old_item[s, 'function', _, _, _, _, _]"
    found = rows(rgraph, demo, script, "--vs", "v0.1.0")
    assert ["ledger::report::summary"] in found and ["ledger::transfer"] not in found
    assert rows(rgraph, demo, script, "--at", "v0.1.0", "--vs", "v0.2.0") == [["ledger::report::table"]]


def test_an_algorithm_of_the_engine(demo: Path, rgraph: Rgraph) -> None:
    script = "m[a, b] := edge[a, 'imports', b, _, _, _] ?[a, rank] <~ PageRank(m[])"
    assert len(rows(rgraph, demo, script)) > 3


def test_an_algorithm_on_nothing_is_an_error_and_no_noise(demo: Path, rgraph: Rgraph) -> None:
    ran = rgraph(demo, "query", "m[a, b] := edge[a, 'nope', b, _, _, _] ?[a, b] <~ ConnectedComponents(m[])")
    assert ran.code in {0, 2} and "panicked" not in ran.err


def test_formats(demo: Path, rgraph: Rgraph) -> None:
    script = "?[a, b] := a = 'x, \"y\"', b = [1, null]"
    assert rgraph(demo, "query", script, "--format", "csv").out == 'a,b\n"x, ""y""","[1, null]"\n'
    assert (
        rgraph(demo, "query", script, "--format", "markdown").out
        == '| a | b |\n| --- | --- |\n| x, "y" | \\[1, null\\] |\n'
    )
    assert rgraph(demo, "query", script).out == 'a       b\n------  ---------\nx, "y"  [1, null]\n1 row\n'


def test_life_and_edge_life(demo: Path, rgraph: Rgraph) -> None:
    rgraph(demo, "index", "--history")
    life = "?[subject, change] := life['ledger::transfer', c, change], *commit{oid: c, message: subject}"
    assert sorted(map(tuple, rows(rgraph, demo, life))) == [
        ("Accounts and transfers\n", "added"),
        ("Say why money did not move\n", "body"),
        ("Say why money did not move\n", "signature"),
    ]
    gone = "?[src, c] := edge_life[src, 'uses_type', _, c, 'removed']"
    assert {row[0] for row in rows(rgraph, demo, gone)} == {"ledger::report::table"}


def test_a_merge_brings_only_what_no_parent_has(tmp_path: Path, rgraph: Rgraph) -> None:
    repo = Repo(tmp_path / "r")
    base = repo.commit({"Cargo.toml": manifest(), "src/lib.rs": "mod a;\nmod b;\n", "src/a.rs": "", "src/b.rs": ""})
    side = repo.commit({"src/b.rs": "pub fn on_side() {}\n"}, branch="side", parents=[base])
    ours = repo.commit({"src/a.rs": "pub fn on_main() {}\n"})
    merged = repo.merge("side", files={"src/a.rs": "pub fn on_main() {}\npub fn in_merge() {}\n"})
    assert rgraph(repo.path, "index", "--history").code == 0
    script = "?[name, c] := life[s, c, 'added'], name = s, ends_with(s, 'n_side') or life[s, c, 'added'], name = s"
    found = {row[0]: row[1] for row in rows(rgraph, repo.path, script)}
    assert found["demo::b::on_side"] == side
    assert found["demo::a::on_main"] == ours
    assert found["demo::a::in_merge"] == merged


def test_rules_over_time_say_what_is_missing(tmp_path: Path, rgraph: Rgraph) -> None:
    repo = Repo(tmp_path / "r")
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": ""})
    repo.commit({"src/lib.rs": "pub fn f() {}\n"})
    assert rgraph(repo.path, "index").code == 0
    ran = rgraph(repo.path, "query", "?[s, c] := life[s, c, _]")
    assert "1 of 2 commits are not indexed" in ran.err


def test_a_script_comes_from_stdin_too(demo: Path, rgraph: Rgraph, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("?[a] := a = 7"))
    assert rows(rgraph, demo, "-") == [[7]]


def test_a_panic_of_the_engine_is_told_in_words(demo: Path, rgraph: Rgraph) -> None:
    ran = rgraph(demo, "query", "?[a] := ")
    assert ran.code == 2 and "a rule without a body" in ran.err and "unwrap" not in ran.err
