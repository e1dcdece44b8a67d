"""Commits and blobs, odd ones included."""

from pathlib import Path

import pygit2
import pytest

from rgraph.errors import RepositoryError
from rgraph.git.objects import parse_commit
from rgraph.git.repository import open_repository
from rgraph.model.ids import Oid
from tests.dsl import Repo

TREE = b"4b825dc642cb6eb9a060e54bf8d69288fbee4904"
SOME = Oid("1" * 40)


def raw_commit(*lines: bytes, message: bytes = b"m\n") -> bytes:
    return b"\n".join([b"tree " + TREE, *lines]) + b"\n\n" + message


def test_a_commit_reads_as_it_was_written(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    first = repo.commit({"a.rs": "1"}, message="first\n\nbody\n")
    second = repo.commit({"a.rs": "2"}, author="Jörg", time=1_600_000_000)
    record = open_repository(repo.path).commit(Oid(second))
    assert (record.oid, record.parents, record.time, record.author) == (second, (first,), 1_600_000_000, "Jörg")
    assert (record.email, record.author_time, record.boundary) == ("ferris@example.org", 1_600_000_000, False)
    assert record.tree == str(repo.repo[second].peel(pygit2.Commit).tree.id)
    assert open_repository(repo.path).commit(Oid(first)).subject == "first"


def test_author_and_committer_are_told_apart() -> None:
    record = parse_commit(
        SOME,
        raw_commit(b"author A <a@x> 100 +0000", b"committer B <b@x> 200 +0100", b"gpgsig -----", b" author X <x> 1"),
    )
    assert (record.author, record.email, record.author_time, record.time) == ("A", "a@x", 100, 200)


@pytest.mark.parametrize(
    ("encoding", "raw", "text"),
    [
        (b"", b"caf\xc3\xa9", "café"),
        (b"ISO-8859-1", b"caf\xe9", "café"),
        (b"", b"caf\xe9", "caf�"),
        (b"no-such-codec", b"caf\xe9", "caf�"),
        (b"rot13", b"caf\xe9", "caf�"),
    ],
)
def test_messages_of_any_encoding_are_text(encoding: bytes, raw: bytes, text: str) -> None:
    header = [b"author A <a@x> 1 +0000", b"committer A <a@x> 1 +0000"] + ([b"encoding " + encoding] if encoding else [])
    assert parse_commit(SOME, raw_commit(*header, message=raw)).message == text


@pytest.mark.parametrize(
    "line",
    [
        b"author",
        b"author  <> ",
        b"author A",
        b"author A <a@x>",
        b"author A <a@x> 99999999999999999999999 +0000",
        b"author A <a@x> x",
    ],
)
def test_broken_signatures_do_not_stop_a_commit(line: bytes) -> None:
    record = parse_commit(SOME, raw_commit(line, b"committer " + line))
    assert record.time == 0 and record.tree == TREE.decode()


def test_a_commit_without_a_tree_is_an_error() -> None:
    with pytest.raises(RepositoryError, match="no tree"):
        parse_commit(SOME, b"author A <a@x> 1 +0000\n\nm")


def test_a_commit_whose_tree_is_rubbish_is_an_error(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    raw = b"tree " + b"z" * 40 + b"\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nm"
    oid = Oid(str(repo.repo.write(pygit2.enums.ObjectType.COMMIT, raw)))
    opened = open_repository(repo.path)
    for ask in (opened.commit, opened.tree, lambda each: opened.changes(None, each)):
        with pytest.raises(RepositoryError, match="no tree"):
            ask(oid)


def test_blobs_and_their_sizes(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    oid = repo.commit({"a.rs": b"\xff\x00\n" * 1000})
    opened = open_repository(repo.path)
    blob = opened.tree(Oid(oid))["a.rs"]
    assert opened.read(blob) == b"\xff\x00\n" * 1000
    assert opened.blob_size(blob) == 3000


def test_missing_objects_and_wrong_kinds_are_errors(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    oid = Oid(repo.commit({"a.rs": "1"}))
    opened = open_repository(repo.path)
    with pytest.raises(RepositoryError, match="missing"):
        opened.read(SOME)
    with pytest.raises(RepositoryError, match="missing"):
        opened.blob_size(SOME)
    with pytest.raises(RepositoryError, match="is a commit, not a blob"):
        opened.read(oid)
    with pytest.raises(RepositoryError, match="neither a commit nor a tree"):
        opened.tree(opened.tree(oid)["a.rs"])
    assert opened.has_commit(oid) and not opened.has_commit(SOME)


def test_a_damaged_object_says_so(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    oid = Oid(repo.commit({"a.rs": "some content"}))
    blob = open_repository(repo.path).tree(oid)["a.rs"]
    loose = repo.git_dir / "objects" / blob[:2] / blob[2:]
    loose.chmod(0o644)
    loose.write_bytes(b"rubbish")
    with pytest.raises(RepositoryError, match=blob):
        open_repository(repo.path).read(blob)


def test_a_hostile_signature_is_read_in_linear_time() -> None:
    for author in (b"<" * 2_000_000, b"a " * 1_000_000, b"<" * 1_000_000 + b">" * 1_000_000, b"x <" + b" " * 2_000_000):
        record = parse_commit(Oid("a" * 40), b"tree " + b"b" * 40 + b"\nauthor " + author + b"\n\nm")
        assert record.time == 0
