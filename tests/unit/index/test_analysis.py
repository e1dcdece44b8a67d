"""What is stored of a file follows from its bytes and its name alone."""

from __future__ import annotations

import pytest

from rgraph.index.analysis import analyse, reading
from rgraph.index.uncommitted import blob_oid
from rgraph.model.facts import BlobFacts, unpack_facts
from rgraph.model.ids import Oid, RepoPath
from rgraph.store.packing import expand
from rgraph.store.stored_records import Part


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("src/lib.rs", Part.FACTS),
        ("build.rs", Part.FACTS),
        ("a/Cargo.toml", Part.MANIFEST),
        ("Cargo.lock", Part.LOCKFILE),
        ("rgraph.toml", Part.SETTINGS),
        ("rustfmt.toml", None),
        ("a\nb.rs", Part.FACTS),
    ],
)
def test_how_a_path_is_read(path: str, part: Part | None) -> None:
    assert reading(RepoPath(path)) == part


@pytest.mark.parametrize(("data", "lines"), [(b"", 0), (b"a", 1), (b"a\n", 1), (b"a\nb", 2), (b"\n\n", 2)])
def test_lines_are_counted_as_editors_do(data: bytes, lines: int) -> None:
    assert analyse(Oid("o"), data, None).analysis.blob.lines == lines


def test_parts_are_the_objects_packed() -> None:
    known = analyse(Oid("o"), b"pub fn f() {}", Part.FACTS)
    assert set(known.analysis.parts) == {Part.FACTS, Part.BODIES}
    facts = known.objects[Part.FACTS]
    assert isinstance(facts, BlobFacts)
    packed = expand(known.analysis.parts[Part.FACTS])
    assert unpack_facts(packed) == facts
    assert known.sizes[Part.FACTS] == len(packed)


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"fn f() {}", "ok"),
        (b"fn f( {}", "partial"),
        (b"fn f() {}\0", "skipped"),
        (b"\xff\xfe fn", "partial"),
        (b"(" * 20_000, "skipped"),
        (b"//" + b"x" * 5_000_000, "skipped"),
    ],
)
def test_hostile_files_are_recorded_with_the_reason(data: bytes, status: str) -> None:
    blob = analyse(Oid("o"), data, Part.FACTS).analysis.blob
    assert blob.status == status
    assert bool(blob.reason) == (status != "ok")


def test_a_manifest_that_is_not_toml_is_kept_with_its_error() -> None:
    assert set(analyse(Oid("o"), b"not = = toml", Part.MANIFEST).analysis.parts) == {Part.MANIFEST}


def test_blob_oids_are_gits() -> None:
    assert blob_oid(b"") == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    assert blob_oid(b"hello\n") == "ce013625030ba8dba906f756967f9e9ca394464a"
