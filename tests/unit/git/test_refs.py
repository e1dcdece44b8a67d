"""Refs, reflogs and worktrees: what keeps commits alive."""

from pathlib import Path

import pytest

from rgraph.errors import RepositoryError
from rgraph.git.refs import parse_rewrites
from rgraph.git.repository import open_repository
from tests.dsl import Repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "r")
    made.commit({"a.rs": "1"})
    return made


def test_refs_lead_to_commits(repo: Repo) -> None:
    first = repo.oid("main")
    second = repo.commit({"a.rs": "2"}, branch="topic/x", parents=[first])
    repo.tag("light", first)
    repo.tag("heavy", second, annotated=True)
    repo.tag("nested", "heavy", annotated=True)
    repo.tag("tree", "HEAD^{tree}", annotated=True)
    repo.tag("blob", "HEAD:a.rs")
    found = open_repository(repo.path).refs()
    assert found == {
        "refs/heads/main": first,
        "refs/heads/topic/x": second,
        "refs/tags/heavy": second,
        "refs/tags/light": first,
        "refs/tags/nested": second,
    }
    assert list(found) == sorted(found)


def test_packed_refs_and_names_that_are_not_utf8(repo: Repo) -> None:
    oid = repo.oid("main")
    (repo.git_dir / "packed-refs").write_bytes(f"{oid} refs/heads/\n".encode().replace(b"/\n", b"/caf\xe9\n"))
    repo.set_branch("süd", oid)
    assert open_repository(repo.path).refs() == {
        "refs/heads/caf\\xe9": oid, "refs/heads/main": oid, "refs/heads/süd": oid,
    }  # fmt: skip


def test_a_ref_to_nothing_is_left_out(repo: Repo) -> None:
    (repo.git_dir / "refs/heads/broken").write_text("1" * 40 + "\n")
    (repo.git_dir / "refs/heads/loop").write_text("ref: refs/heads/loop\n")
    assert list(open_repository(repo.path).refs()) == ["refs/heads/main"]


def test_head_attached_detached_and_unborn(repo: Repo, tmp_path: Path) -> None:
    opened = open_repository(repo.path)
    assert (opened.head(), opened.head_name()) == (repo.oid("main"), "refs/heads/main")
    repo.detach()
    opened = open_repository(repo.path)
    assert (opened.head(), opened.head_name()) == (repo.oid("main"), None)
    repo.switch("new")
    opened = open_repository(repo.path)
    assert (opened.head(), opened.head_name()) == (None, "refs/heads/new")


def test_a_broken_head_is_an_error(repo: Repo) -> None:
    (repo.git_dir / "HEAD").write_text("ref: refs/heads/main")
    (repo.git_dir / "refs/heads/main").write_text("1" * 40)
    with pytest.raises(RepositoryError, match="HEAD cannot be read"):
        open_repository(repo.path).head()


def test_reflogs_keep_what_an_amend_and_a_rebase_replaced(repo: Repo) -> None:
    repo.checkout()
    repo.write("a.rs", "2")
    repo.stage()
    repo.git("commit", "-q", "-m", "two")
    second = repo.oid("main")
    repo.git("commit", "-q", "--amend", "-m", "zwei")
    amended = repo.oid("main")
    opened = open_repository(repo.path)
    assert {second, amended} <= opened.reflog_commits() and second not in opened.refs().values()
    assert opened.kept_commits() >= {second, amended}
    repo.git("reflog", "expire", "--expire=now", "--all")
    kept = open_repository(repo.path).kept_commits()
    assert amended in kept and second not in kept


def test_reflog_entries_of_lost_commits_are_left_out(repo: Repo) -> None:
    log = repo.git_dir / "logs" / "refs" / "heads" / "main"
    log.parent.mkdir(parents=True, exist_ok=True)
    zero, lost, here = "0" * 40, "1" * 40, repo.oid("main")
    log.write_text(f"{zero} {lost} A <a@x> 1 +0000\tx\n{lost} {here} A <a@x> 1 +0000\tx\nrubbish\n")
    assert open_repository(repo.path).reflog_commits() == {here}


def test_linked_worktrees_share_the_common_directory(repo: Repo, tmp_path: Path) -> None:
    repo.checkout()
    side = repo.commit({"b.rs": "1"}, branch="side", parents=["main"])
    linked = open_repository(repo.worktree(tmp_path / "linked", "side"))
    main = open_repository(repo.path)
    assert linked.common_dir == main.common_dir == repo.git_dir
    assert linked.git_dir != main.git_dir and linked.workdir == tmp_path / "linked"
    assert (linked.head(), linked.head_name()) == (side, "refs/heads/side")
    heads = main.worktree_heads()
    assert heads[""] == repo.oid("main") and heads["linked"] == side
    assert linked.worktree_heads() == heads


def test_a_detached_head_of_a_worktree_is_kept(repo: Repo, tmp_path: Path) -> None:
    repo.checkout()
    other = repo.worktree(tmp_path / "w", "main", "--detach")
    (other / "a.rs").write_text("changed")
    repo.git("-C", str(other), "commit", "-q", "-a", "-m", "away")
    away = repo.git("-C", str(other), "rev-parse", "HEAD").strip()
    opened = open_repository(repo.path)
    assert away not in opened.refs().values()
    assert opened.worktree_heads()["w"] == away and away in opened.kept_commits()


def test_a_rebase_under_way_is_kept(repo: Repo) -> None:
    other = repo.commit({"a.rs": "other"}, branch="other", parents=["main"])
    repo.commit({"a.rs": "mine"})
    repo.checkout()
    repo.git("merge", "other", check=False)
    assert open_repository(repo.path).worktree_heads()[":MERGE_HEAD"] == other


def test_lines_of_a_post_rewrite_hook() -> None:
    a, b = "a" * 40, "b" * 40
    lines = [f"{a} {b}\n".encode(), f"{b} {a} extra words\n".encode(), b"\n", b"x y\n", f"{a} {b}c\n".encode()]
    assert [(rewrite.old, rewrite.new) for rewrite in parse_rewrites(lines)] == [(a, b), (b, a)]
