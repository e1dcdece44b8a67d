"""Bad input gets a clear error with the next step, and the rest goes on."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rgraph.errors import RgraphError
from rgraph.store.lock import write_lock
from rgraph.store.store import store_directory
from tests.dsl import Repo, manifest

from .conftest import Ran, Rgraph

CRATE = {"Cargo.toml": manifest(), "src/lib.rs": "pub fn f() { g() }\nfn g() {}\n"}


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "r")
    made.commit(CRATE, tag="v1")
    return made


def refused(ran: Ran, *said: str) -> None:
    """The command failed as a user's mistake, with one message and no traceback."""
    assert ran.code == RgraphError.exit_code
    assert ran.out == ""
    errors = [line for line in ran.err.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1 and "Traceback" not in ran.err
    assert "\x1b" not in ran.err
    for text in said:
        assert text in ran.err


def test_not_a_repository(tmp_path: Path, rgraph: Rgraph) -> None:
    refused(rgraph(tmp_path, "show", "f"), "hint:")


def test_no_commits(tmp_path: Path, rgraph: Rgraph) -> None:
    Repo(tmp_path / "r")
    for words in (["index"], ["show", "f"], ["status"], ["dump"], ["query", "?[p] := file[p, _]"], ["log", "f"]):
        refused(rgraph(tmp_path / "r", *words), "commit")


def test_no_rust(tmp_path: Path, rgraph: Rgraph) -> None:
    Repo(tmp_path / "r").commit({"README": "hello"})
    indexed = rgraph(tmp_path / "r", "index")
    assert indexed.code == 0 and "there is no Rust" in indexed.err
    refused(rgraph(tmp_path / "r", "show", "f"), "no item 'f'")


def test_an_unknown_revision(repo: Repo, rgraph: Rgraph) -> None:
    for words in (["show", "f", "--at", "v9"], ["index", "v9"], ["index", "v1..v9"], ["status", "--at", "v9"]):
        refused(rgraph(repo.path, *words), "v9")


def test_an_unknown_item_names_the_nearest(repo: Repo, rgraph: Rgraph) -> None:
    repo.commit({"src/lib.rs": "pub fn search_path() {}\n"})
    refused(rgraph(repo.path, "show", "serch_path"), "no item 'serch_path' at ", "did you mean:\n  demo::search_path")
    refused(rgraph(repo.path, "callers", "zzz"), "no item 'zzz' at ", "rgraph search")


def test_an_ambiguous_item_lists_the_candidates(repo: Repo, rgraph: Rgraph) -> None:
    modules = "".join(f"mod m{number} {{ pub fn same() {{}} }}\n" for number in range(12))
    repo.commit({"src/lib.rs": modules})
    refused(
        rgraph(repo.path, "impact", "same"),
        "'same' is ambiguous: 12 items",
        "demo::m0::same  function at src/lib.rs:1",
        "and 2 more",
    )


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (
            "?[x] := nope[x]",
            "nope not found (eval::rule_not_found), at line 1, column 9\n  ?[x] := nope[x]\n          ^",
        ),
        (
            "?[x] :=\n  item[x, y]",
            "Arity mismatch for rule application item (eval::rule_arity_mismatch), at line 2, column 3",
        ),
        ("?[x] := item[x", "at line 1, column 15"),
        ("?[x] := file[x, 'é'], # ö\n  y[x]", "at line 2, column 3\n    y[x]\n    ^"),
        ("?[x] <~ CsvReader(url: 'file:///etc/passwd')", "'CsvReader' is not an algorithm"),
        ("?[x] := x = 1 :put blob {x}", ":put is not allowed"),
        ("::relations", "system commands are not allowed"),
        ("item[x] := x = 1 ?[x] := item[x]", "'item' is a rule of rgraph's, at line 1, column 1"),
        ("?[x] := old_file[x, _]", "give --vs REV"),
        ("", "the query is empty"),
        ("?[x] := x = $p", "p not found"),
    ],
)
def test_a_datalog_error_points_at_the_place(repo: Repo, rgraph: Rgraph, script: str, said: str) -> None:
    refused(rgraph(repo.path, "query", script), said)
    shown = json.loads(rgraph(repo.path, "query", script, "--format", "json").err.splitlines()[-1])
    assert said in f"{shown['error']['message']}\nhint: {shown['error']['hint']}"


def test_a_query_that_takes_too_long_is_stopped(repo: Repo, rgraph: Rgraph) -> None:
    script = "r[x] := x in int_range(3000) ?[count(a)] := r[a], r[b], r[c], a + b == c"
    refused(rgraph(repo.path, "query", script, "--timeout", "0.1"), "longer than", "--timeout")


def test_wrong_words(repo: Repo, rgraph: Rgraph) -> None:
    refused(rgraph(repo.path, "show", "f", "--format", "jsno"), "no format 'jsno'", "did you mean json?")
    refused(rgraph(repo.path, "callers", "f", "--tier", "exact,sure"), "no tier 'sure'")
    refused(rgraph(repo.path, "export", "--level", "line"), "no level 'line'")
    refused(rgraph(repo.path, "query", "?[x] := x = $p", "--param", "p"), "--param takes NAME=VALUE")
    refused(rgraph(repo.path, "-C", ".", "impact"), "Missing argument 'ITEM'", "`rgraph impact --help`")
    refused(rgraph(repo.path, "callers", "f", "--nope"), "No such option", "`rgraph callers --help`")


def test_an_export_of_nothing_is_refused(repo: Repo, rgraph: Rgraph) -> None:
    refused(rgraph(repo.path, "export", "--within", "nope"), "no module in 'nope'")
    refused(rgraph(repo.path, "export", "--within", "demo", "--format", "edges"), "--within cannot be combined with")
    assert rgraph(repo.path, "export", "--within", "demo").code == 0


def test_what_is_no_commit_has_no_history(repo: Repo, rgraph: Rgraph) -> None:
    repo.checkout("main")
    refused(rgraph(repo.path, "log", "demo::f", "--at", "worktree"), "the worktree tree is not a commit yet")
    refused(
        rgraph(repo.path, "query", "?[s] := life[s, _, _]", "--at", "staged"), "the staged tree is not a commit yet"
    )


@pytest.mark.parametrize("name", ["", "::", "#2", "<", ">", "a<b", "<impl", "\x1b[31m", "é::ü", "*", "demo::"])
def test_odd_item_names_are_unknown_items(repo: Repo, rgraph: Rgraph, name: str) -> None:
    refused(rgraph(repo.path, "show", "--", name), "no item ")


def test_a_corrupt_store_offers_the_rebuild(repo: Repo, rgraph: Rgraph) -> None:
    assert rgraph(repo.path, "index").code == 0
    store = store_directory(repo.git_dir)
    for file in store.glob("graph.db*"):
        file.write_bytes(b"no database" * 1000)
    refused(rgraph(repo.path, "show", "f"), "damaged", "rgraph index --rebuild")
    assert rgraph(repo.path, "index", "--rebuild").code == 0
    assert rgraph(repo.path, "show", "f").code == 0


def test_a_locked_store_says_who_writes(repo: Repo, rgraph: Rgraph) -> None:
    assert rgraph(repo.path, "index").code == 0
    repo.commit({"src/lib.rs": "pub fn h() {}\n"})
    with write_lock(store_directory(repo.git_dir), 0):
        refused(rgraph(repo.path, "index", "--wait", "0.1"), f"(process {os.getpid()}) is writing the store")
        assert rgraph(repo.path, "show", "f", "--at", "v1").code == 0  # readers go on
    assert rgraph(repo.path, "index", "--wait", "0.1").code == 0


def test_a_folder_that_cannot_be_written(repo: Repo, rgraph: Rgraph, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise OSError(30, "Read-only file system", str(self))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "mkdir", refuse)
        refused(rgraph(repo.path, "show", "f"), "cannot be written", "read-only")
    assert rgraph(repo.path, "show", "f").code == 0


def test_a_full_disk(repo: Repo, rgraph: Rgraph, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device", str(self))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "mkdir", refuse)
        refused(rgraph(repo.path, "index"), "the disk is full", "Free some space")
    assert rgraph(repo.path, "index").code == 0


@pytest.mark.parametrize("kilobytes", [40, 80])
def test_a_disk_that_fills_up_while_the_store_is_written(repo: Repo, rgraph: Rgraph, kilobytes: int) -> None:
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes << 10, kilobytes << 10))

    command = [sys.executable, "-m", "rgraph", "-C", str(repo.path), "index", "--jobs", "1"]
    ran = subprocess.run(command, capture_output=True, text=True, preexec_fn=no_room, check=False)
    refused(Ran(ran.returncode, ran.stdout, ran.stderr), str(store_directory(repo.git_dir)), "disk", "free")
    assert "unwrap" not in ran.stderr
    assert rgraph(repo.path, "index").code == 0
    assert rgraph(repo.path, "doctor").out.startswith("sound: ")


def test_hostile_files_are_recorded_with_the_reason_and_the_rest_is_indexed(repo: Repo, rgraph: Rgraph) -> None:
    repo.commit(
        {
            "src/lib.rs": "mod big; mod nul; mod bytes; mod deep; mod broken;\npub fn f() {}\n",
            "src/big.rs": f'pub const X: &str = "{"x" * 5_000_000}";\n',
            "src/nul.rs": "pub fn nul() {}\n\0\n",
            "src/bytes.rs": b"pub fn bytes() {} // \xff\xfe\n",
            "src/deep.rs": f"pub fn deep() {{ {'(' * 10_000}1{')' * 10_000} }}\n",
            "src/broken.rs": "pub fn whole() {}\npub fn broken( {\n",
            "odd\nname.rs": "fn lost() {}\n",
        }
    )
    assert rgraph(repo.path, "index").code == 0
    found = rgraph(repo.path, "status", "--format", "json").json["commit"]
    troubles = {trouble["path"]: (trouble["status"], trouble["reason"]) for trouble in found["troubles"]}
    assert set(troubles) >= {"src/big.rs", "src/nul.rs", "src/deep.rs", "src/broken.rs"}
    assert all(reason for _, reason in troubles.values())
    assert troubles["src/big.rs"][0] == "skipped" and troubles["src/broken.rs"][0] == "partial"
    assert "odd\nname.rs" in found["unplaced"]
    assert rgraph(repo.path, "show", "demo::f").code == 0
    assert rgraph(repo.path, "show", "broken::whole").code == 0


def test_a_manifest_that_is_not_toml_is_reported_and_the_rest_is_indexed(repo: Repo, rgraph: Rgraph) -> None:
    repo.commit({"other/Cargo.toml": "[package\nname = ", "other/src/lib.rs": "pub fn lost() {}\n"})
    told = rgraph(repo.path, "index").err
    assert "other/Cargo.toml defines no crate" in told
    assert "other/Cargo.toml defines no crate" in rgraph(repo.path, "api").err
    assert rgraph(repo.path, "index").code == 0
    troubles = rgraph(repo.path, "status", "--format", "json").json["commit"]["troubles"]
    assert [trouble["path"] for trouble in troubles] == ["other/Cargo.toml"]
    assert rgraph(repo.path, "show", "demo::f").code == 0
    refused(rgraph(repo.path, "show", "lost"), "no item 'lost'")


def test_ctrl_c_is_130_and_the_next_run_goes_on(tmp_path: Path, rgraph: Rgraph) -> None:
    repo = Repo(tmp_path / "r")
    for number in range(60):
        body = "".join(f"pub fn f{number}_{index}() {{ f{number}_{index}() }}\n" for index in range(300))
        repo.commit({**CRATE, "src/lib.rs": body})
    command = [sys.executable, "-m", "rgraph", "-C", str(repo.path), "index", "--history", "--jobs", "1"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_for(store_directory(repo.git_dir) / "writer.json", running)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "error: interrupted\n" in err and "Traceback" not in err
    assert rgraph(repo.path, "index", "--history").code == 0
    assert rgraph(repo.path, "doctor").out.startswith("sound: ")


def wait_for(path: Path, running: subprocess.Popen[str]) -> None:
    """Until the file is there; fails where the process ends before."""
    deadline = time.monotonic() + 30
    while not path.exists():
        assert running.poll() is None and time.monotonic() < deadline
        time.sleep(0.005)


def test_an_item_that_a_broken_manifest_hides_says_so(tmp_path: Path, rgraph: Rgraph) -> None:
    repo = Repo(tmp_path / "r")
    repo.commit({"Cargo.toml": "[package\n", "src/lib.rs": "pub fn f() {}\n"})
    refused(rgraph(repo.path, "show", "f"), "no item 'f'", "Cargo.toml cannot be read", "is not TOML")
