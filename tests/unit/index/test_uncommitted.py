"""Staged and working trees are linked as the commit that they would make, and leave nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.errors import StoreError
from rgraph.git.repository import Repository, open_repository
from rgraph.index.indexer import index, wanted
from rgraph.index.uncommitted import LinkedTree, link_tree
from rgraph.model.graph import LinkedFile
from rgraph.model.ids import BlobHash, Oid, RepoPath
from rgraph.store.packing import content_hash
from rgraph.store.store import Store
from tests.dsl import Repo


def links_of(tree: LinkedTree, path: str) -> LinkedFile:
    edges = tree.files[RepoPath(path)].edges
    return tree.contents.linked([edges])[edges]


CHANGED = "pub fn walk(n: u32) -> u32 { n + 3 }\npub fn added() {}\n"


def test_the_staged_tree_links_as_its_commit_would(repo: Repo, repository: Repository, store: Store) -> None:
    index(repository, store, wanted(repository))
    before = store.size()
    repo.checkout()
    repo.write("src/a.rs", CHANGED)
    repo.stage("src/a.rs")
    staged = link_tree(repository, store, open_repository(repo.git_dir).staged_tree())
    assert store.size().edge_sets == before.edge_sets
    assert store.size().blobs == before.blobs

    blob = BlobHash(content_hash(CHANGED.encode()))
    assert staged.files["src/a.rs"].blob == blob
    assert [item.name for item in staged.contents.facts([blob])[blob].items] == ["walk", "added"]
    assert len(staged.contents.bodies([blob])[blob].bodies) == 2
    assert staged.content(blob) == CHANGED.encode()
    assert "demo::a::added" in {item.symbol for item in links_of(staged, "src/a.rs").defs}
    unchanged = staged.files["src/lib.rs"]
    assert unchanged in store.versions.files_at(Oid(repo.oid("HEAD")))

    head = repo.commit({"src/a.rs": CHANGED})
    fresh = open_repository(repo.git_dir)
    index(fresh, store, wanted(fresh))
    committed = {file.path: file for file in store.versions.files_at(Oid(head))}
    assert {path: file.blob for path, file in staged.files.items()} == {p: f.blob for p, f in committed.items()}
    linked = store.contents.linked([committed["src/a.rs"].edges])[committed["src/a.rs"].edges]
    assert linked == links_of(staged, "src/a.rs")


def test_a_tree_that_is_as_committed_is_not_linked_again(
    repo: Repo, repository: Repository, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(repository, store, wanted(repository))
    repo.checkout()
    committed = {file.path: file for file in store.versions.files_at(Oid(repo.oid("HEAD")))}
    with monkeypatch.context() as patched:
        patched.setattr("rgraph.index.commit_linker.CommitLinker", None)
        clean = link_tree(repository, store, open_repository(repo.git_dir).worktree_tree())
    assert clean.files == committed
    assert clean.content(clean.files[RepoPath("src/a.rs")].blob) == (repo.path / "src/a.rs").read_bytes()
    repo.write("src/a.rs", CHANGED)
    changed = link_tree(repository, store, open_repository(repo.git_dir).worktree_tree())
    assert {path for path in changed.files if changed.files[path] != committed[path]} == {"src/a.rs"}


def test_the_working_tree_has_untracked_and_lacks_deleted_files(
    repo: Repo, repository: Repository, store: Store
) -> None:
    repo.checkout()
    repo.write("src/new.rs", "pub fn new() {}\n")
    (repo.path / "src/b.rs").unlink()
    tree = link_tree(repository, store, open_repository(repo.git_dir).worktree_tree())
    assert "src/new.rs" in tree.files
    assert "src/b.rs" not in tree.files
    assert store.size().commits == 0
    with pytest.raises(StoreError):
        tree.contents.facts([BlobHash("0" * 64)])


def test_manifests_of_a_tree_without_commits(tmp_path: Path, store: Store) -> None:
    repo = Repo(tmp_path / "empty")
    repo.write("Cargo.toml", '[package]\nname = "p"\n')
    repo.write("Cargo.lock", "version = 3\n")
    repo.write("src/main.rs", "fn main() {}\n")
    repository = open_repository(repo.git_dir)
    tree = link_tree(repository, store, repository.worktree_tree())
    manifest, lockfile = tree.files["Cargo.toml"].blob, tree.files["Cargo.lock"].blob
    assert tree.contents.manifests([manifest])[manifest].package == "p"
    assert tree.contents.lockfiles([lockfile])[lockfile].version == 3
    assert links_of(tree, "src/main.rs").defs
