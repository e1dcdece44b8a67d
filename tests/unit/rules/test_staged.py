"""The check of what is staged says the same whether it was kept or is worked out, and nothing is kept too long."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest

from rgraph.rules import run, staged
from rgraph.rules.run import check_tree
from rgraph.rules.staged import check_each, check_staged
from rgraph.rules.violation import CheckReport
from rgraph.store.store import Store
from rgraph.view.session import STAGED, Session, open_session
from tests.dsl import Repo, manifest

from .test_golden import CASES, FOLDER
from .trees import judge

RULES = """\
[[rule]]
name = "apart"
kind = "forbidden"
reason = "b is for others"
from = "demo::a"
to = "demo::b"
"""
METRICS = '[[rule]]\nname = "small"\nkind = "metrics"\nreason = "r"\nmeasure = "lines"\nmax = 1\n'
CLEAN = "pub mod a { pub fn f() {} }\npub mod b { pub fn g() {} }\n"
BROKEN = CLEAN.replace("pub fn f() {}", "pub fn f() { crate::b::g() }")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "r")
    made.commit({"Cargo.toml": manifest(), "src/lib.rs": CLEAN, "rgraph.toml": RULES}, tag="v1")
    made.checkout()
    return made


def anew(repo: Repo) -> Session:
    return open_session(repo.path)


def is_kept(repo: Repo, monkeypatch: pytest.MonkeyPatch, beyond: bool = True, where_broken: bool = False) -> bool:
    """Whether the question of now is answered without judging anything."""

    def judged(*args: object, **kwargs: object) -> CheckReport:
        raise AssertionError("judged again")

    with monkeypatch.context() as patched:
        patched.setattr(run, "check_tree", judged)
        try:
            check_staged(anew(repo), beyond=beyond, where_broken=where_broken)
        except AssertionError:
            return False
        return True


def test_the_same_question_is_judged_once(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write("src/lib.rs", BROKEN)
    repo.stage()
    first = check_staged(anew(repo))
    assert len(first.violations) == 1
    assert is_kept(repo, monkeypatch)
    assert check_staged(anew(repo)) == first == check_tree(anew(repo), STAGED)
    assert list(check_each(anew(repo), [STAGED])) == [check_tree(anew(repo), STAGED, beyond=False)]


def test_another_file_rule_or_option_is_another_question(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.stage()
    assert check_staged(anew(repo)).violations == ()
    for path, text in (("src/lib.rs", BROKEN), ("rgraph.toml", RULES.replace('to = "demo::b"', 'to = "demo::a"'))):
        repo.write(path, text)
        repo.stage()
        assert not is_kept(repo, monkeypatch)
        assert check_staged(anew(repo)) == check_tree(anew(repo), STAGED)
    other = repo.path / "other.toml"
    for text in (METRICS, METRICS.replace("max = 1", "max = 9")):
        other.write_text(text)
        assert check_staged(anew(repo), other) == check_tree(anew(repo), STAGED, rules=other)
    with monkeypatch.context() as patched:
        patched.setattr(staged, "_code", lambda: "another rgraph")
        assert not is_kept(repo, monkeypatch)


def test_answers_of_before_are_found_again(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in (BROKEN, CLEAN):
        repo.write("src/lib.rs", text)
        repo.stage()
        check_staged(anew(repo))
    repo.write("src/lib.rs", BROKEN)
    repo.stage()
    assert is_kept(repo, monkeypatch)
    assert check_staged(anew(repo)) == check_tree(anew(repo), STAGED)


@pytest.mark.parametrize("text", [CLEAN, BROKEN])
def test_a_hook_is_answered_by_what_the_command_said_where_nothing_is_wrong(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    repo.write("src/lib.rs", text + "// staged\n")
    repo.stage()
    told = check_staged(anew(repo), where_broken=True)
    assert is_kept(repo, monkeypatch, where_broken=True)
    assert is_kept(repo, monkeypatch, beyond=False) == (not told.violations) == (text == CLEAN)
    assert not is_kept(repo, monkeypatch)
    assert check_staged(anew(repo), beyond=False) == check_tree(anew(repo), STAGED, beyond=False)
    assert check_staged(anew(repo), where_broken=True) == check_tree(anew(repo), STAGED, where_broken=True) == told


@pytest.mark.parametrize(
    "rules",
    [
        RULES + 'since = "v1"\n',
        RULES + 'exceptions = [{ from = "demo::a", reason = "r", expires = 2999-01-31 }]\n',
        RULES + 'exceptions = [{ from = "demo::a", reason = "r", expires = "v2" }]\n',
        '[[rule]]\nname = "q"\nkind = "query"\nreason = "r"\nquery = "?[symbol] := symbol = \'demo::a::f\'"\n',
        '[[rule]]\nname = "r"\nkind = "ratchet"\nreason = "r"\nmeasure = "unwrap"\n',
        '[[rule]]\nname = "api"\nkind = "api_frozen"\nreason = "r"\napi = "**"\nsince = "v1"\n',
    ],
)
def test_what_other_commits_or_the_day_decide_is_judged_each_time(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, rules: str
) -> None:
    repo.write("rgraph.toml", rules)
    repo.stage()
    check_staged(anew(repo))
    assert not is_kept(repo, monkeypatch)


def test_a_tree_of_which_a_compiler_says_more_is_judged_each_time(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    check_staged(anew(repo))
    assert is_kept(repo, monkeypatch)
    monkeypatch.setattr(Store, "compiled_by", lambda _: "a compiler")
    assert not is_kept(repo, monkeypatch)


def test_what_was_not_written_to_the_end_is_no_answer(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    report = check_staged(anew(repo))
    file = repo.git_dir / "rgraph" / "checked"
    whole = file.read_bytes()
    for damaged in (whole[:-1], b"", whole.replace(b"staged", b"stages"), b"\xff"):
        file.write_bytes(damaged)
        assert not is_kept(repo, monkeypatch)
    assert check_staged(anew(repo)) == report
    assert is_kept(repo, monkeypatch)


@pytest.mark.parametrize("name", CASES)
def test_every_report_comes_back_as_it_was(name: str) -> None:
    case = tomllib.loads((FOLDER / f"{name}.toml").read_text())
    report = judge(case["rules"], case["files"], case.get("before"))
    assert repr(msgspec.json.decode(msgspec.json.encode(report), type=CheckReport)) == repr(report)
