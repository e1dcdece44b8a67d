"""An internal error costs one file, one declaration or one body; the rest is indexed, and what is lost is told."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from rgraph.git.repository import open_repository
from rgraph.index.doctor import Check, examine
from rgraph.index.dump import dump
from rgraph.index.indexer import Scope, index, wanted
from rgraph.index.progress import IndexReport
from rgraph.link.bodies.walk import BodyWalk
from rgraph.link.items import Declared
from rgraph.link.table import FileTable
from rgraph.model.facts import Body, Item
from rgraph.model.graph import LinkedFile
from rgraph.model.ids import Oid, RepoPath
from rgraph.parse import extract
from rgraph.store.store import Store, open_store
from tests.dsl import Repo, manifest

LIB = "mod a;\nmod b;\npub fn run() { a::walk(); b::sit(); }\npub fn other() { b::sit(); }\n"
A = "pub fn walk() { helper() }\nfn helper() {}\nconst BAD: u8 = { helper(); 1 };\n"
B = "pub fn sit() { crate::other() }\n"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    repo = Repo(tmp_path / "r")
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": LIB, "src/a.rs": A, "src/b.rs": B})
    repo.commit({"src/b.rs": B + "// more\n"})
    return repo


class Indexed:
    """A repository's whole history, indexed."""

    def __init__(self, repo: Repo, directory: Path) -> None:
        self.repository = open_repository(repo.git_dir)
        self.store: Store = open_store(directory)
        self.report: IndexReport = index(self.repository, self.store, wanted(self.repository, Scope.HISTORY), jobs=1)
        self.head = Oid(repo.oid("HEAD"))

    def linked(self, path: str) -> LinkedFile:
        file = next(each for each in self.store.versions.files_at(self.head) if each.path == path)
        return self.store.contents.linked([file.edges])[file.edges]

    def calls(self, path: str) -> set[tuple[str, str]]:
        return {(edge.src, edge.dst) for edge in self.linked(path).edges if edge.kind == "calls"}

    def unresolved(self, path: str) -> set[tuple[str, str, int]]:
        return {(one.reason, one.shape, one.count) for one in self.linked(path).unresolved}

    def doctor(self) -> list[str]:
        found = examine(self.repository, self.store)
        return [f"{each.check}: {each.what}" for each in found.findings]


CALLS = {("demo::run", "demo::a::walk"), ("demo::run", "demo::b::sit"), ("demo::other", "demo::b::sit")}


def test_without_an_error_nothing_is_told(repo: Repo, tmp_path: Path) -> None:
    indexed = Indexed(repo, tmp_path / "s")
    assert indexed.calls("src/lib.rs") == CALLS
    assert indexed.report.gaps == []
    assert indexed.doctor() == []


def test_a_body(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = BodyWalk.body

    def broken(self: BodyWalk, body: Body) -> None:
        real(self, body)
        if self.scopes.owner.name == "run":
            raise RecursionError

    monkeypatch.setattr(BodyWalk, "body", broken)
    indexed = Indexed(repo, tmp_path / "s")
    assert indexed.calls("src/lib.rs") == {("demo::other", "demo::b::sit")}
    assert indexed.unresolved("src/lib.rs") == {("internal_error", "body", 1)}
    assert indexed.calls("src/b.rs") == {("demo::b::sit", "demo::other")}
    assert [gap.what for gap in indexed.report.gaps] == ["src/lib.rs: body of demo::run"]
    assert "RecursionError" in indexed.report.gaps[0].trace
    assert f"{Check.GAP}: src/lib.rs is not linked whole: internal error in its body" in indexed.doctor()
    assert "RecursionError" not in "\n".join(dump(indexed.store, indexed.head))


def test_a_declaration(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Declared._item

    def broken(self: Declared, ord_: int, item: Item) -> None:
        real(self, ord_, item)
        if item.name == "helper":
            raise AttributeError("x")

    monkeypatch.setattr(Declared, "_item", broken)
    indexed = Indexed(repo, tmp_path / "s")
    assert indexed.unresolved("src/a.rs") == {("internal_error", "declaration", 1)}
    assert indexed.calls("src/a.rs") == {("demo::a::walk", "demo::a::helper"), ("demo::a::BAD", "demo::a::helper")}
    contained = {edge.dst for edge in indexed.linked("src/a.rs").edges if edge.kind == "contains"}
    assert contained == {"demo::a::walk", "demo::a::BAD"}


def test_a_file(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = extract._extract

    def broken(source: bytes) -> object:
        if b"BAD" in source:
            raise ValueError("x")
        return real(source)

    monkeypatch.setattr(extract, "_extract", broken)
    indexed = Indexed(repo, tmp_path / "s")
    assert indexed.unresolved("src/a.rs") == {("internal_error", "file", 1)}
    assert indexed.calls("src/lib.rs") == CALLS - {("demo::run", "demo::a::walk")}
    assert len(indexed.report.gaps) == 1


@pytest.mark.parametrize("reader", ["manifest", "lockfile"])
def test_a_manifest_or_lockfile(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: str) -> None:
    module = import_module(f"rgraph.cargo.{reader}")
    real = getattr(module, f"parse_{reader}")

    def broken(source: bytes) -> object:
        if b"BAD" in source:
            raise RecursionError
        return real(source)

    monkeypatch.setattr(module, f"parse_{reader}", broken)
    lock = 'version = 4\n\n[[package]]\nname = "BAD"\nversion = "1.0.0"\n'
    repo.commit({"Cargo.lock": lock, "bad/Cargo.toml": manifest("BAD"), "bad/src/lib.rs": "pub fn lost() {}\n"})
    indexed = Indexed(repo, tmp_path / "s")
    assert indexed.calls("src/lib.rs") == CALLS
    path = {"manifest": "bad/Cargo.toml", "lockfile": "Cargo.lock"}[reader]
    blob = indexed.repository.tree(indexed.head)[RepoPath(path)]
    assert [gap.what for gap in indexed.report.gaps] == [f"blob {blob}: its {reader}"]
    assert "RecursionError" in indexed.report.gaps[0].trace


def test_an_index_of_declarations(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = FileTable._index_uses

    def broken(self: FileTable) -> None:
        if any(item.name == "BAD" for item in self.items):
            raise KeyError("x")
        real(self)

    monkeypatch.setattr(FileTable, "_index_uses", broken)
    indexed = Indexed(repo, tmp_path / "s")
    assert indexed.unresolved("src/a.rs") == {("internal_error", "file", 1)}
    assert indexed.calls("src/b.rs") == {("demo::b::sit", "demo::other")}


def test_an_interrupt_or_no_memory_ends_the_run(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, error in enumerate((KeyboardInterrupt, MemoryError)):

        def broken(self: BodyWalk, body: Body, error: type[BaseException] = error) -> None:
            raise error

        monkeypatch.setattr(BodyWalk, "body", broken)
        with pytest.raises(error):
            Indexed(repo, tmp_path / str(number))


def test_what_an_error_leant_on_links_the_body_again(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = BodyWalk.body

    def broken(self: BodyWalk, body: Body) -> None:
        real(self, body)
        helper = self.types.world.std("std::vec::Vec")
        assert helper is not None
        sit = next(each for each in _items(self) if each.name == "sit")
        declared = self.types.world.decl(sit)
        if self.scopes.owner.name == "other" and declared is not None and declared.ret is None:
            raise RuntimeError

    def _items(walk: BodyWalk) -> list:  # type: ignore[type-arg]
        world = walk.types.world
        return [each for key in sorted(world.places) for each in world.places[key].each()]

    monkeypatch.setattr(BodyWalk, "body", broken)
    repo.commit({"src/b.rs": "pub fn sit() -> u8 { 1 }\n"})
    indexed = Indexed(repo, tmp_path / "s")
    assert indexed.unresolved("src/lib.rs") == set()
    assert [each for each in indexed.doctor() if each.startswith("links")] == []
