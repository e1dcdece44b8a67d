"""`rgraph diff` and `rgraph api` on real repositories: revisions, filters, formats, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.dsl import Repo, manifest
from tests.functional.cli.conftest import Rgraph

V1 = {
    "Cargo.toml": manifest(),
    "src/lib.rs": "pub mod a;\npub fn f(x: u8) -> u8 { x }\n",
    "src/a.rs": "pub fn g() {}\n",
}
V2 = {**V1, "src/lib.rs": "pub mod a;\npub fn f(x: u16) -> u8 { x as u8 }\n"}


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "r")
    made.commit(V1, tag="v1")
    made.commit(V2, tag="v2")
    made.checkout("HEAD")
    return made


def items(rgraph: Rgraph, repo: Repo, *words: str) -> list[str]:
    """The symbols of the changed items, from JSON."""
    ran = rgraph(repo.path, "diff", "--format", "json", *words)
    assert ran.code == 0, ran.err
    return [(change["new"] or change["old"])["symbol"].partition("::")[2] for change in ran.json["changes"]]


def test_two_dots_one_revision_and_the_worktree(repo: Repo, rgraph: Rgraph) -> None:
    assert items(rgraph, repo, "v1..v2") == ["f"]
    assert items(rgraph, repo, "v1..") == ["f"]
    assert items(rgraph, repo, "v1") == ["f"]
    assert items(rgraph, repo) == []
    repo.write("src/a.rs", "pub fn g() { g() }\n")
    assert items(rgraph, repo) == ["a::g"]
    assert items(rgraph, repo, "--worktree") == ["a::g"]
    assert items(rgraph, repo, "v1") == ["a::g", "f"]
    assert items(rgraph, repo, "--staged") == []


def test_staged(repo: Repo, rgraph: Rgraph) -> None:
    repo.write("src/a.rs", "pub fn g() { g() }\npub fn h() {}\n")
    repo.stage()
    repo.write("src/a.rs", "pub fn g() {}\n")
    assert items(rgraph, repo, "--staged") == ["a::g", "a::h"]
    assert items(rgraph, repo, "--staged", "v1") == ["a::g", "a::h", "f"]


def test_three_dots_begin_at_the_merge_base(repo: Repo, rgraph: Rgraph) -> None:
    repo.commit({"src/a.rs": "pub fn side() {}\n"}, branch="side", parents=["v1"])
    assert "f" not in items(rgraph, repo, "v2...side")
    assert "a::side" in items(rgraph, repo, "v2...side")
    assert "f" in items(rgraph, repo, "v2..side")
    ran = rgraph(repo.path, "diff", "v2...side")
    assert "(merge base)" in ran.out


def test_paths_and_crates(repo: Repo, rgraph: Rgraph) -> None:
    repo.write("src/a.rs", "pub fn g() { g() }\n")
    assert items(rgraph, repo, "v1", "src/a.rs") == ["a::g"]
    assert items(rgraph, repo, "v1", "--", "src/lib.rs") == ["f"]
    assert items(rgraph, repo, "src/a.rs") == ["a::g"]
    ran = rgraph(repo.path, "diff", "v1..v2", "--crate", "nothing")
    assert ran.code == 2
    assert "no crate 'nothing'" in ran.err


def test_two_revisions_are_compared_as_git_does(repo: Repo, rgraph: Rgraph) -> None:
    repo.write("src/a.rs", "pub fn g() { g() }\n")
    assert rgraph(repo.path, "diff", "v1", "v2").out == rgraph(repo.path, "diff", "v1..v2").out
    assert items(rgraph, repo, "v1", "v2") == ["f"]
    assert items(rgraph, repo, "v1", "v2", "src/a.rs") == []
    assert items(rgraph, repo, "v1", "v2", "src/lib.rs") == ["f"]
    assert rgraph(repo.path, "diff", "v1", "v2", "--staged").code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["v1", "nosuch"], "nosuch is neither a revision nor a path in v1 or the worktree."),
        (["v1", "nosuch/path"], "nosuch/path is neither a revision nor a path in v1 or the worktree."),
        (["v1..v2", "nosuch"], "nosuch is neither a revision nor a path in v1 or v2."),
        (["v1..v2", "src/a.rs", "src/b.rs"], "src/b.rs is neither"),
        (["v1", "v2", "v1"], "v1 is a revision where a path was expected."),
        (["src/a.rs", "v1"], "v1 is a revision where a path was expected."),
        (["v1", "../x"], "../x lies outside the repository."),
        (["v1", "src"], "src is both a revision and a path.\nhint: Write v1..src for the one, ./src for the other."),
    ],
)
def test_a_word_that_means_nothing_is_an_error(repo: Repo, rgraph: Rgraph, words: list[str], said: str) -> None:
    repo.git("tag", "src", "v2")
    ran = rgraph(repo.path, "diff", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {said}") and "\nhint: " in ran.err


def test_a_path_that_one_of_the_trees_has_is_one(repo: Repo, rgraph: Rgraph) -> None:
    repo.commit({"README.md": "words"}, delete=["src/a.rs"], tag="v3")
    repo.checkout("HEAD")
    assert "a::g" in items(rgraph, repo, "v2..v3", "src/a.rs")
    assert "a::g" in items(rgraph, repo, "v2", "src/a.rs")
    assert items(rgraph, repo, "v2..v3", "README.md") == []
    assert rgraph(repo.path, "diff", "v2..v3", "README.md").out == "nothing under README.md differs between v2 and v3\n"
    (repo.path / "README.md").unlink()
    assert items(rgraph, repo, "README.md") == []


def test_paths_are_relative_to_the_current_folder(repo: Repo, rgraph: Rgraph) -> None:
    below = repo.path / "src"
    assert "function f" in rgraph(below, "diff", "v1..v2", "lib.rs").out
    assert "function f" in rgraph(below, "diff", "v1..v2", ".").out
    assert "function f" in rgraph(below, "diff", "v1..v2", "..").out
    assert "function f" in rgraph(below, "diff", "v1..v2", str(below / "lib.rs")).out
    assert rgraph(below, "diff", "v1..v2", "a.rs").out == "nothing under src/a.rs differs between v1 and v2\n"
    assert rgraph(below, "diff", "v1..v2", "src/a.rs").code == 2


def test_what_is_wrong_is_said(repo: Repo, rgraph: Rgraph) -> None:
    for words in (
        ["nowhere..v2"],
        ["v1..v2", "--staged"],
        ["--staged", "--worktree"],
        ["nowhere"],
        ["--format", "xml"],
    ):
        ran = rgraph(repo.path, "diff", *words)
        assert ran.code == 2, words
        assert ran.out == ""
        assert ran.err.startswith("error: "), ran.err


def test_fail_on(repo: Repo, rgraph: Rgraph) -> None:
    assert rgraph(repo.path, "diff", "v1..v2").code == 0
    assert rgraph(repo.path, "diff", "v1..v2", "--fail-on", "major").code == 1
    assert rgraph(repo.path, "diff", "v1..v2", "--fail-on", "minor").code == 1
    assert rgraph(repo.path, "diff", "v1..v2", "--fail-on", "new-cycle").code == 0
    assert rgraph(repo.path, "diff", "v1..v1", "--fail-on", "major,new-cycle").code == 0
    assert rgraph(repo.path, "diff", "v1..v2", "--fail-on", "everything").code == 2
    repo.commit(
        {
            "src/a.rs": "pub fn g() { crate::b::h() }\n",
            "src/b.rs": "pub fn h() { crate::a::g() }\n",
            "src/lib.rs": "pub mod a;\npub mod b;\n",
        },
        tag="v3",
    )
    assert rgraph(repo.path, "diff", "v2..v3", "--fail-on", "new-cycle").code == 1


def test_the_same_report_twice(demo: Path, rgraph: Rgraph) -> None:
    for format in ("text", "json", "markdown", "html", "sarif", "github"):
        first = rgraph(demo, "diff", "v0.1.0..v0.2.0", "--format", format).out
        assert first == rgraph(demo, "diff", "v0.1.0..v0.2.0", "--format", format).out
        assert "withdraw" in first


def test_identical_revisions_say_so(demo: Path, rgraph: Rgraph) -> None:
    ran = rgraph(demo, "diff", "v0.2.0..v0.2.0")
    assert ran.code == 0
    assert "are the same" in ran.out
    assert rgraph(demo, "diff", "v0.2.0..v0.2.0", "--format", "json").json["findings"] == []


def test_stat_counts_by_module(demo: Path, rgraph: Rgraph) -> None:
    out = rgraph(demo, "diff", "v0.1.0..v0.2.0", "--stat").out
    assert " ledger::error             |    5 +++++\n" in out
    assert out.endswith("14 items: 8 added, 1 renamed, 5 changed\n")


@pytest.mark.parametrize("format", ["json", "markdown", "html", "sarif", "github"])
def test_stat_is_refused_where_it_would_say_nothing(demo: Path, rgraph: Rgraph, format: str) -> None:
    ran = rgraph(demo, "diff", "v0.1.0..v0.2.0", "--stat", "--format", format)
    assert (ran.code, ran.out) == (2, "")
    assert f"--stat cannot be combined with --format {format}" in ran.err


def test_verbose_says_who_breaks_and_how_a_rename_was_found(demo: Path, rgraph: Rgraph) -> None:
    out = rgraph(demo, "diff", "v0.1.0..v0.2.0", "-v").out
    assert "breaks callers of `ledger::transfer`" in out
    assert "was ledger::report::table: similar" in out
    assert "test: cargo test -p ledger" in out


def test_json_has_a_schema(demo: Path, rgraph: Rgraph) -> None:
    found = rgraph(demo, "diff", "v0.1.0..v0.2.0", "--format", "json").json
    assert (found["schema"], found["kind"]) == (1, "diff")
    (verdict,) = [v for v in found["verdicts"] if v["package"] == "ledger"]
    assert (verdict["needed"], verdict["made"], verdict["enough"]) == ("major", "major", True)
    assert {f["rule"] for f in found["findings"]} == {"return_type_changed", "item_moved"}


def test_sarif_and_github_point_at_the_code(demo: Path, rgraph: Rgraph) -> None:
    log = json.loads(rgraph(demo, "diff", "v0.1.0..v0.2.0", "--format", "sarif").out)
    results = log["runs"][0]["results"]
    assert len(results) == 4
    place = results[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "ledger/src/account.rs"
    lines = rgraph(demo, "diff", "v0.1.0..v0.2.0", "--format", "github").out.splitlines()
    assert lines[0].startswith("::error file=ledger/src/account.rs,line=36,title=return type changed::")
    assert lines[-1].startswith("::warning ")


def test_output_to_a_file(demo: Path, rgraph: Rgraph, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    ran = rgraph(demo, "diff", "v0.1.0..v0.2.0", "--format", "html", "-o", str(target))
    assert ran.out == ""
    assert target.read_text().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("place", "reason"),
    [("", "Is a directory"), ("nope/x", "No such file"), ("file/x", "Not a directory"), ("n" * 300, "too long")],
)
def test_an_output_that_cannot_be_written_is_told_before_the_work(
    repo: Repo, rgraph: Rgraph, tmp_path: Path, place: str, reason: str
) -> None:
    (tmp_path / "file").write_text("kept")
    target = tmp_path / place
    ran = rgraph(repo.path, "diff", "v1..v2", "-o", str(target))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: cannot write {target}: ") and reason in ran.err
    assert rgraph(repo.path, "diff", "nowhere..v2", "-o", str(target)).err == ran.err  # nothing else was looked at
    assert (tmp_path / "file").read_text() == "kept"


def test_an_output_is_not_touched_where_the_work_fails(repo: Repo, rgraph: Rgraph, tmp_path: Path) -> None:
    (tmp_path / "old").write_text("kept")
    for name in ("old", "new"):
        assert rgraph(repo.path, "diff", "nowhere..v2", "-o", str(tmp_path / name)).code == 2
    assert (tmp_path / "old").read_text() == "kept"
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_told(repo: Repo, rgraph: Rgraph) -> None:
    ran = rgraph(repo.path, "diff", "v1..v2", "-o", "/dev/full")
    assert ran.code == 2
    assert "cannot write /dev/full: No space left" in ran.err


def test_no_library_is_said(tmp_path: Path, rgraph: Rgraph) -> None:
    made = Repo(tmp_path / "bin")
    made.commit({"Cargo.toml": manifest(), "src/main.rs": "fn main() {}\n"})
    ran = rgraph(made.path, "api")
    assert (ran.code, ran.out.strip()) == (0, "")
    assert "no library here" in ran.err
    assert rgraph(made.path, "api", "--format", "json").json
    assert "hint" not in rgraph(made.path, "api", "--crate", "none").err


def test_an_unknown_crate_is_met_with_those_there_are(repo: Repo, rgraph: Rgraph) -> None:
    assert "hint: crates and packages are demo" in rgraph(repo.path, "diff", "v1..v2", "--crate", "zzz").err


def test_api_lists_what_users_can_name(demo: Path, rgraph: Rgraph) -> None:
    lines = rgraph(demo, "api", "v0.1.0").out.splitlines()
    assert lines[0] == "# ledger"
    assert "pub fn ledger::transfer(from: &mut Account, to: &mut Account, amount: u64) -> bool" in lines
    assert rgraph(demo, "api", "v0.1.0", "--crate", "ledger").out.splitlines() == lines
    assert rgraph(demo, "api", "--at", "v0.1.0").out.splitlines() == lines
    assert rgraph(demo, "api", "--crate", "none").code == 2


def test_log_follows_a_rename(repo: Repo, rgraph: Rgraph) -> None:
    repo.commit({"src/lib.rs": "pub mod a;\npub fn narrow(x: u16) -> u8 { x as u8 + 7 - 3 * 2 }\n"}, tag="v3")
    before = "pub mod a;\npub fn narrow(x: u16) -> u8 { x as u8 + 7 - 3 * 2 }\n"
    repo.commit({"src/lib.rs": before.replace("narrow", "shorten")}, tag="v4")
    rgraph(repo.path, "index", "--history")
    out = rgraph(repo.path, "log", "shorten").out
    assert "narrow" in out
