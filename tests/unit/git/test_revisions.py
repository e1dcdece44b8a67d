"""Revisions, ranges, and what is said about those that do not exist."""

from pathlib import Path

import pytest

from rgraph.errors import RevisionError
from rgraph.git.limits import MAX_CANDIDATES
from rgraph.git.repository import Repository, open_repository
from tests.dsl import Repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "r")
    made.commit({"src/lib.rs": "1"}, tag="v1.0", message="the first\n")
    made.commit({"src/lib.rs": "2"})
    made.commit({"src/lib.rs": "3"}, branch="topic", parents=["v1.0"])
    return made


@pytest.fixture
def opened(repo: Repo) -> Repository:
    return open_repository(repo.path)


@pytest.mark.parametrize(
    "revision",
    [
        "HEAD",
        "@",
        "main",
        "HEAD~1",
        "HEAD^",
        "v1.0",
        "refs/heads/topic",
        "topic^0",
        "topic~1",
        ":/the first",
        "HEAD^{/first}",
    ],
)
def test_what_git_knows(repo: Repo, opened: Repository, revision: str) -> None:
    assert opened.resolve(revision) == repo.git("rev-list", "-1", revision).strip()


def test_short_oids_and_nested_tags(repo: Repo, opened: Repository) -> None:
    oid = repo.oid("main")
    assert opened.resolve(oid[:8]) == oid and opened.resolve(oid[:8].upper()) == oid
    repo.tag("annotated", "main", annotated=True)
    repo.tag("nested", "annotated", annotated=True)
    assert opened.resolve("nested") == oid


@pytest.mark.parametrize(
    ("revision", "said", "hint"),
    [
        ("mian", "mian is not a revision", "Did you mean main?"),
        ("tpoic~2", "not a revision", "Did you mean topic?"),
        ("v1.1", "not a revision", "Did you mean v1.0?"),
        ("HEAD~5", "not a revision", "HEAD"),
        ("zzzzzzzz", "not a revision", "git branch -a"),
        ("HEAD:src/lib.rs", "names a blob, not a commit", "Name a commit"),
        ("HEAD:src", "names a tree, not a commit", "Name a commit"),
        ("HEAD^{tree}", "names a tree, not a commit", "Name a commit"),
        ("", "'' is not a revision", "Name a commit"),
        ("a\0b", "is not a revision", "Name a commit"),
        ("main..topic", "is a range of revisions", "rgraph diff A..B"),
        ("--all", "not a revision", ""),
        ("\udcff", "not a revision", ""),
        ("f" * 40, "not a revision", ""),
    ],
)
def test_what_it_does_not_know(opened: Repository, revision: str, said: str, hint: str) -> None:
    with pytest.raises(RevisionError) as caught:
        opened.resolve(revision)
    assert said in caught.value.message and hint in caught.value.hint


def test_a_tag_of_a_blob(repo: Repo, opened: Repository) -> None:
    repo.tag("content", "HEAD:src/lib.rs", annotated=True)
    with pytest.raises(RevisionError, match="not a commit"):
        opened.resolve("content")


def test_an_ambiguous_oid_lists_the_commits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = Repo(tmp_path / "r")
    seen: dict[str, list[str]] = {}
    pair: list[str] = []
    for number in range(3000):
        oid = repo.commit({"a.rs": str(number)})
        pair = seen.setdefault(oid[:4], [])
        pair.append(oid)
        if len(pair) == 2:
            break
    assert len(pair) == 2
    with pytest.raises(RevisionError, match="is ambiguous") as caught:
        open_repository(repo.path).resolve(pair[0][:4])
    assert all(oid[:12] in caught.value.message for oid in pair)
    assert caught.value.hint == "Write more digits of it."
    assert open_repository(repo.path).resolve(pair[0][:16]) == pair[0]


def test_before_the_first_commit(tmp_path: Path) -> None:
    opened = open_repository(Repo(tmp_path / "r").path)
    assert opened.head() is None
    for revision in ("HEAD", "@", "HEAD~1"):
        with pytest.raises(RevisionError, match="no commits yet"):
            opened.resolve(revision)
    with pytest.raises(RevisionError, match="main is not a revision"):
        opened.resolve("main")


def test_beyond_a_shallow_boundary(repo: Repo, tmp_path: Path) -> None:
    opened = open_repository(repo.clone(tmp_path / "s", "--depth=1"))
    with pytest.raises(RevisionError) as caught:
        opened.resolve("HEAD~1")
    assert "git fetch --unshallow" in caught.value.hint


def test_ranges(repo: Repo, opened: Repository) -> None:
    main, topic, base = repo.oid("main"), repo.oid("topic"), repo.oid("v1.0")
    two = opened.parse_range("main..topic")
    assert (two.old, two.new, two.left, two.symmetric) == (main, topic, main, False)
    three = opened.parse_range("main...topic")
    assert (three.old, three.new, three.left, three.symmetric) == (base, topic, main, True)
    assert opened.parse_range("topic..").new == main
    assert opened.parse_range("..topic").old == main
    assert opened.parse_range("HEAD^{/first}..@").old == base


@pytest.mark.parametrize("text", ["main", "HEAD^{/a..b}", ""])
def test_what_is_no_range(opened: Repository, text: str) -> None:
    with pytest.raises(RevisionError, match="not a range"):
        opened.parse_range(text)


def test_a_range_with_an_unknown_end(opened: Repository) -> None:
    with pytest.raises(RevisionError, match="none is not a revision"):
        opened.parse_range("main..none")


def test_a_symmetric_range_needs_common_history(repo: Repo, opened: Repository) -> None:
    repo.commit({"x.rs": ""}, branch="alone", parents=[])
    assert opened.parse_range("main..alone").new == repo.oid("alone")
    with pytest.raises(RevisionError, match="no common history"):
        opened.parse_range("main...alone")


def test_a_long_range_is_read_quickly(opened: Repository) -> None:
    with pytest.raises(RevisionError):
        opened.parse_range("{" * 20_000)
    assert MAX_CANDIDATES < 20
