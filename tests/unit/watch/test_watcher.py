"""What a look at a working directory says, after each kind of change, without waiting for files to be saved."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from rgraph.errors import RepositoryError
from rgraph.index import standing
from rgraph.store.store import remove_store, store_directory
from rgraph.view.graph import CommitGraph
from rgraph.view.session import open_session
from rgraph.watch.round import Round
from rgraph.watch.watcher import Watcher
from rgraph.watch.watching import rounds
from tests.dsl import Repo, manifest

RULES = (
    '[[rule]]\nname = "low stays low"\nkind = "forbidden"\nfrom = "demo::low"\nto = "demo::high"\nreason = "layers"\n'
)
FILES = {
    "Cargo.toml": manifest("demo"),
    "src/lib.rs": "pub mod low;\npub mod high;\n",
    "src/low.rs": "pub fn pour() {}\n",
    "src/high.rs": "pub fn drink() { crate::low::pour() }\n",
    "rgraph.toml": RULES,
    ".gitignore": "target/\n",
}


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "r")
    made.commit(FILES)
    made.checkout("main")
    return made


def watcher_of(repo: Repo) -> Watcher:
    watcher = Watcher(lambda: open_session(repo.path))
    assert said(watcher)[-1].rules == 1
    return watcher


def said(watcher: Watcher) -> list[Round]:
    return list(watcher.look())


def save(repo: Repo, path: str, text: str) -> None:
    full = repo.path / path
    full.parent.mkdir(parents=True, exist_ok=True)
    full.write_text(text)


def test_nothing_is_said_where_nothing_changed(repo: Repo) -> None:
    watcher = watcher_of(repo)
    assert said(watcher) == []
    save(repo, "src/notes.txt", "not Rust")
    save(repo, "target/debug/build/made.rs", "pub fn made() {}")
    assert said(watcher) == []


def test_a_renamed_function_breaks_who_names_it_until_they_name_it_anew(repo: Repo) -> None:
    watcher = watcher_of(repo)
    save(repo, "src/low.rs", "pub fn fill() {}\n")
    first, second = said(watcher)
    assert (first.changed, first.judged, second.judged) == (("src/low.rs",), False, True)
    assert [(one.owner, one.name, one.target, one.path, one.line) for one in first.broken] == [
        ("demo::high::drink", "pour", "demo::low::pour", "src/high.rs", 1)
    ]
    assert second.standing == 1 and second.broken == ()

    save(repo, "src/other.rs", "pub fn other() {}\n")  # in no module tree
    assert [one.broken for one in said(watcher)] == [(), ()]
    save(repo, "src/high.rs", "pub fn drink() { crate::low::fill() }\n")
    first, second = said(watcher)
    assert [one.name for one in first.mended] == ["pour"]
    assert second.standing == 0


def test_a_violation_comes_and_goes(repo: Repo) -> None:
    watcher = watcher_of(repo)
    save(repo, "src/low.rs", "pub fn pour() { crate::high::drink() }\n")
    _, judged = said(watcher)
    assert [one.finding.message for one in judged.came] == [
        "demo::low::pour must not depend on demo::high::drink (calls)"
    ]
    assert judged.violations == 1
    save(repo, "src/low.rs", "// more\npub fn pour() { crate::high::drink() }\n")
    _, judged = said(watcher)
    assert (judged.came, judged.went, judged.violations) == ((), (), 1)
    save(repo, "src/low.rs", FILES["src/low.rs"])
    _, judged = said(watcher)
    assert [one.rule for one in judged.went] == ["low stays low"] and judged.violations == 0


def test_a_syntax_error_breaks_nothing_and_what_comes_after_it_is_seen(repo: Repo) -> None:
    watcher = watcher_of(repo)
    save(repo, "src/low.rs", "pub fn po(\n")
    (only,) = said(watcher)
    assert only.unreadable == ("src/low.rs",) and only.broken == ()
    save(repo, "src/low.rs", "pub fn fill() {}\n")
    assert [one.name for one in said(watcher)[0].broken] == ["pour"]


def test_rules_that_cannot_be_read_are_said_and_the_next_are_judged(repo: Repo) -> None:
    watcher = watcher_of(repo)
    save(repo, "rgraph.toml", "[[rule]]\nname = 1\n")
    _, judged = said(watcher)
    assert judged.rules == 0 and "rgraph.toml:2" in judged.notes[0]
    save(repo, "rgraph.toml", RULES)
    assert said(watcher)[-1].rules == 1


def test_another_branch_is_a_change_and_its_head_is_indexed(repo: Repo) -> None:
    watcher = watcher_of(repo)
    repo.git("checkout", "-qb", "other")
    repo.commit({"src/low.rs": "pub fn fill() {}\n", "src/high.rs": "pub fn drink() {}\n"}, branch="other")
    repo.checkout("other")
    first, _ = said(watcher)
    assert first.changed == ("src/high.rs", "src/low.rs") and first.broken == ()
    head = watcher.session.repository.head()
    assert head is not None and first.head == head and watcher.session.store.versions.is_indexed(head)
    repo.checkout("main")
    assert said(watcher)[0].changed == ("src/high.rs", "src/low.rs")


def test_a_commit_of_what_was_seen_is_told_by_its_head_alone(repo: Repo) -> None:
    watcher = watcher_of(repo)
    save(repo, "src/low.rs", "pub fn pour() { let _ = 1; }\n")
    said(watcher)
    repo.git("add", "-A")
    repo.git("commit", "-qm", "body")
    first, _ = said(watcher)
    assert first.changed == () and first.head == repo.git("rev-parse", "HEAD").strip()


def test_while_another_process_writes_the_store_the_tree_is_seen_all_the_same(repo: Repo) -> None:
    watcher = watcher_of(repo)
    repo.commit({"src/low.rs": "pub fn pour() { let _ = 2; }\n"})
    repo.checkout("main")
    with watcher.session.store.writing():
        first, _ = said(watcher)
        assert first.changed == ("src/low.rs",) and watcher.is_behind
    assert said(watcher) == [] and not watcher.is_behind


def test_a_store_that_was_removed_is_made_again(repo: Repo) -> None:
    watcher = watcher_of(repo)
    remove_store(store_directory(repo.git_dir))
    save(repo, "src/low.rs", "pub fn fill() {}\n")
    assert [one.name for one in said(watcher)[0].broken] == ["pour"]


def test_what_comes_back_after_many_others_is_still_known(repo: Repo) -> None:
    watcher = watcher_of(repo)
    for number in [0, 1, 2, 0, 1]:
        save(repo, "src/low.rs", f"pub fn pour() {{ let _ = {number}; }}\npub fn more{number}() {{}}\n")
        first, judged = said(watcher)
        assert first.changed == ("src/low.rs",) and judged.violations == 0


def graphs() -> list[CommitGraph]:
    """Every graph of a working directory that is alive in this process, those of other tests too."""
    gc.unfreeze()
    return [one for one in gc.get_objects() if type(one) is CommitGraph and one.commit == "worktree"]


def test_what_was_seen_is_let_go(repo: Repo) -> None:
    others = graphs()
    watcher = watcher_of(repo)
    for number in range(4):
        save(repo, "src/low.rs", f"pub fn pour() {{ let _ = {number}; }}\n")
        said(watcher)
    kept = [one for one in graphs() if not any(one is other for other in others)]
    assert len(kept) == 1


def test_above_the_limit_linking_begins_anew_and_says_the_same(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "MOST_NEW_CONTENTS", 1)
    watcher = watcher_of(repo)
    for number in range(4):
        save(repo, "src/low.rs", f"pub fn fill{number}() {{}}\n")
        first, _ = said(watcher)
        assert [one.name for one in first.broken] == (["pour"] if number == 0 else []) and first.standing == 1


def test_conflicts_of_a_merge_break_nothing(repo: Repo) -> None:
    watcher = watcher_of(repo)
    repo.git("checkout", "-qb", "other")
    save(repo, "src/low.rs", "pub fn pour() { let _ = 1; }\n")
    repo.git("commit", "-qam", "one")
    repo.git("checkout", "-q", "main")
    save(repo, "src/low.rs", "pub fn pour() { let _ = 2; }\n")
    repo.git("commit", "-qam", "two")
    said(watcher)
    repo.git("rebase", "-q", "other", check=False)  # it stops for a conflict
    assert [one.broken for one in said(watcher)] in ([()], [(), ()])
    repo.git("rebase", "--abort")
    assert all(one.broken == () and not one.standing for one in said(watcher))


def test_a_bare_repository_cannot_be_watched(tmp_path: Path) -> None:
    bare = Repo(tmp_path / "bare", bare=True)
    bare.commit(FILES)
    looking: Iterator[Round] = rounds(Watcher(lambda: open_session(bare.path)), lambda _: None)
    with pytest.raises(RepositoryError, match="bare"):
        next(looking)
