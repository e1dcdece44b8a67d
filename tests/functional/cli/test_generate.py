"""`rgraph generate`, with an endpoint of the tests' own in the model's place."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from demo.repository import make_repository

from tests.dsl.endpoint import answering

from .conftest import Rgraph

GOOD = """Here it is.

```diff
--- a/ledger/src/account.rs
+++ b/ledger/src/account.rs
@@ -1,4 +1,5 @@
     /// Puts money on the account.
     pub fn deposit(&mut self, amount: u64) {
+        debug_assert!(amount > 0);
         self.balance += amount;
     }
```
"""

WRONG_NAME = GOOD.replace("debug_assert!(amount > 0);", "self.balence_of_all();")
BROKEN = GOOD.replace("debug_assert!(amount > 0);", "let x = (((;")
ELSEWHERE = GOOD.replace("ledger/src/account.rs", "../outside.rs")
MISSED = GOOD.replace("Puts money on", "Puts nothing on")
BREAKING = """```diff
--- a/ledger/src/account.rs
+++ b/ledger/src/account.rs
@@ -30,1 +30,1 @@
-    pub fn deposit(&mut self, amount: u64) {
+    pub fn deposit(&mut self, amount: u64, note: &str) {
```
"""
RULE = """```diff
--- a/ledger/src/error.rs
+++ b/ledger/src/error.rs
@@ -1,0 +20,4 @@
 impl std::error::Error for TransferError {}
+
+/// What an account lacks.
+pub fn lacks(account: &crate::Account) -> u64 { account.balance() }
```
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A demo repository that may be changed."""
    make_repository(tmp_path / "demo")
    return tmp_path / "demo"


def test_a_patch_that_is_fine_is_shown_and_applies_as_git_reads_it(own: Path, rgraph: Rgraph) -> None:
    with answering(GOOD) as endpoint:
        ran = rgraph(own, "generate", "deposits are positive", "--endpoint", endpoint.url, "--model", "m")
    assert ran.code == 0, ran.err
    assert "+        debug_assert!(amount > 0);" in ran.out
    assert "ok: 1 file, by m in 1 round; nothing was written, --apply does" in ran.out
    assert "debug_assert" not in (own / "ledger/src/account.rs").read_text()
    patch = ran.out.partition("\nok: ")[0].rstrip("\n") + "\n"
    subprocess.run(["git", "apply", "--check", "-"], input=patch, text=True, cwd=own, check=True)
    (first,) = endpoint.asked
    assert first["model"] == "m"
    assert (
        "pub fn deposit" in first["messages"][1]["content"]
        and "deposits are positive" in first["messages"][1]["content"]
    )


def test_apply_alone_writes(own: Path, rgraph: Rgraph) -> None:
    with answering(GOOD) as endpoint:
        ran = rgraph(own, "generate", "deposits are positive", "--endpoint", endpoint.url, "--apply")
    assert ran.code == 0 and "written to the worktree" in ran.out
    assert "debug_assert!(amount > 0);" in (own / "ledger/src/account.rs").read_text()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (WRONG_NAME, "names: ledger/src/account.rs:"),
        (BROKEN, "does not parse: ledger/src/account.rs"),
        (ELSEWHERE, "does not apply: '../outside.rs' is outside of the repository"),
        (MISSED, "does not apply: hunk 1 of ledger/src/account.rs: its old lines are not in the file"),
        (RULE, "breaks a rule: errors-stand-alone"),
        ("I would rather not.", "does not apply: there is no unified diff in the answer"),
        (GOOD.replace("account.rs", ".git/hooks/x.rs"), "is git's own"),
        (GOOD.replace("ledger/src/account.rs", "run.sh"), "is not a file that can be checked"),
    ],
)
def test_a_patch_that_is_not_fine_is_told_and_never_written(answer: str, said: str, own: Path, rgraph: Rgraph) -> None:
    before = {path: path.read_bytes() for path in own.rglob("*") if path.is_file() and ".git" not in path.parts}
    with answering(answer) as endpoint:
        words = ("generate", "x y", "--endpoint", endpoint.url, "--rounds", "1", "--apply")
        ran = rgraph(own, *words)
    assert ran.code == 1 and said in ran.out, ran.out + ran.err
    after = {path: path.read_bytes() for path in own.rglob("*") if path.is_file() and ".git" not in path.parts}
    assert before == after and not (own.parent / "outside.rs").exists()


def test_a_new_file_is_not_written_through_a_link(own: Path, rgraph: Rgraph) -> None:
    outside = own.parent / "outside"
    outside.mkdir()
    (own / "ledger/src/away").symlink_to(outside, target_is_directory=True)
    answer = "```diff\n--- /dev/null\n+++ b/ledger/src/away/new.rs\n@@ -0,0 +1,1 @@\n+pub fn f() {}\n```\n"
    with answering(answer) as endpoint:
        ran = rgraph(own, "generate", "x y", "--endpoint", endpoint.url, "--rounds", "1", "--apply")
    assert ran.code == 2 and "leads out of the repository" in ran.err
    assert list(outside.iterdir()) == []


def test_what_was_wrong_before_is_no_problem_of_the_patch(own: Path, rgraph: Rgraph) -> None:
    lib = own / "ledger/src/lib.rs"
    lib.write_text(lib.read_text() + "\nfn lost() { no_such_function(); }\n")
    with answering(GOOD) as endpoint:
        ran = rgraph(own, "generate", "deposits are positive", "--endpoint", endpoint.url)
    assert ran.code == 0 and "no_such_function" not in ran.out, ran.out


def test_the_model_hears_what_is_wrong_and_may_mend_it(own: Path, rgraph: Rgraph) -> None:
    with answering(WRONG_NAME, GOOD) as endpoint:
        ran = rgraph(own, "generate", "x y", "--endpoint", endpoint.url)
    assert ran.code == 0 and "in 2 rounds" in ran.out
    told = endpoint.asked[1]["messages"]
    assert [message["role"] for message in told] == ["system", "user", "assistant", "user"]
    assert "balence_of_all" in told[3]["content"]


def test_what_breaks_users_is_told_and_is_the_authors_decision(own: Path, rgraph: Rgraph) -> None:
    with answering(BREAKING) as endpoint:
        ran = rgraph(own, "generate", "x y", "--endpoint", endpoint.url, "--format", "json")
    kinds = {problem["kind"] for problem in ran.json["problems"]}
    assert "breaks" in kinds, ran.out


def test_the_key_is_sent_and_never_shown(own: Path, rgraph: Rgraph, monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(401) as endpoint:
        config = own.parent / "config.toml"
        config.write_text(
            f'[generate]\nurl = "{endpoint.url}"\nmodel = "m"\nkey-env = "THE_KEY"\n[semantic]\nenabled = false\n'
        )
        monkeypatch.setenv("RGRAPH_CONFIG", str(config))
        monkeypatch.setenv("THE_KEY", "secret-word")
        ran = rgraph(own, "generate", "x y")
    assert endpoint.keys == ["Bearer secret-word"]
    assert ran.code == 2 and "answered 401" in ran.err and "secret-word" not in ran.err + ran.out


@pytest.mark.parametrize(
    "answer", [b"<html>", b'{"choices": []}', b'{"choices": [{"message": {"content": 3}}]}', 500, 301, 307]
)
def test_an_endpoint_that_gives_no_completion_is_an_error(answer: bytes | int, own: Path, rgraph: Rgraph) -> None:
    with answering(answer) as endpoint:
        ran = rgraph(own, "generate", "x y", "--endpoint", endpoint.url)
    assert ran.code == 2 and "\nerror: " in f"\n{ran.err}" and len(endpoint.keys) == 1


def test_without_an_endpoint_context_is_offered(own: Path, rgraph: Rgraph) -> None:
    ran = rgraph(own, "generate", "x y")
    assert ran.code == 2 and "no endpoint is configured" in ran.err and "rgraph context" in ran.err
    assert rgraph(own, "generate", "x", "--endpoint", "file:///etc/passwd").code == 2
