"""Who brought an idiom, and how its count moved."""

from pathlib import Path

import pytest

from rgraph.errors import ConfigError
from rgraph.modernize import past
from rgraph.modernize.asked import Options, modernization
from rgraph.modernize.report import Modernization, Use
from rgraph.view.session import open_session
from tests.dsl.repo import Repo

OLD = "pub fn f(o: Option<u8>) -> bool { match o { Some(1) => true, _ => false } }\n"
NEW = "pub fn f(o: Option<u8>) -> bool { matches!(o, Some(1)) }\n"
MORE = OLD + "pub fn g(o: Option<u8>) -> bool { match o { Some(2) => true, _ => false } }\n"
MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\nrust-version = "1.70"\n'


def asked(repo: Repo, **options: object) -> Modernization:
    return modernization(open_session(repo.path), "HEAD", Options(**options))  # type: ignore[arg-type]


def use(found: Modernization, idiom: str = "match-matches") -> Use:
    return next(use for use in found.uses if use.id == idiom)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "repo")
    made.commit({"Cargo.toml": MANIFEST, "src/lib.rs": NEW}, message="Begin")
    made.commit({"src/lib.rs": OLD}, message="Bring one")
    made.commit({"src/lib.rs": MORE}, message="Bring another")
    made.commit({"src/a.rs": "// nothing\n"}, message="Something else")
    return made


def test_the_first_and_the_last_who_brought_one_are_named(repo: Repo) -> None:
    found = use(asked(repo)).past
    assert found.first and found.last
    assert (found.first.subject, found.last.subject) == ("Bring one", "Bring another")
    assert found.first.path == "src/lib.rs"


def test_counts_are_compared_with_the_oldest_commit_of_a_young_history(repo: Repo) -> None:
    found = use(asked(repo))
    assert (found.count, found.past.then, found.past.now) == (2, 0, 2)


def test_counts_are_compared_with_a_revision(repo: Repo) -> None:
    assert use(asked(repo, since="HEAD~2")).past.then == 1


def test_a_move_brings_nothing(repo: Repo) -> None:
    repo.commit({"src/lib.rs": "mod moved;\n", "src/moved.rs": MORE}, message="Move")
    found = use(asked(repo)).past
    assert found.last is not None
    assert found.last.subject == "Bring another"


def test_what_was_found_is_the_same_from_the_store_and_from_the_contents(repo: Repo) -> None:
    cold, warm = asked(repo), asked(repo)
    assert cold == warm


def test_a_limit_that_is_met_is_said_and_names_nobody(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "MAX_READ", 1)
    found = asked(repo)
    assert "were searched" in found.history
    assert use(found).past.last is None


def test_an_unknown_idiom_is_refused_with_the_nearest(repo: Repo) -> None:
    with pytest.raises(ConfigError) as raised:
        asked(repo, idioms=["match-matchs"])
    assert "match-matches" in raised.value.hint


def test_a_plan_has_a_step_for_each_module(repo: Repo) -> None:
    test = "#[cfg(test)]\nmod tests { #[test] fn t() { assert!(super::f(Some(1))); } }\n"
    repo.commit({"src/lib.rs": MORE + test}, message="Test")
    found = asked(repo, plan=True, idioms=["match-matches"])
    assert [(step.module, step.count, step.tests) for step in found.plan] == [("demo", 2, 1)]


def test_of_a_shallow_clone_the_end_is_said(repo: Repo, tmp_path: Path) -> None:
    import subprocess

    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "2", f"file://{repo.path}", str(clone)], check=True)
    found = modernization(open_session(clone), "HEAD", Options())
    assert "the history ends at" in found.history
    assert use(found).past.first is None
    assert use(found).past.last is None, "what the last commit of the clone changed is not known"
