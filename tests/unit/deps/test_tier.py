"""The cold tier: what is added once is there for all, and what cannot be had is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rgraph.deps import parsing
from rgraph.deps.sources.surroundings import Surroundings
from rgraph.deps.tier import ColdTier
from rgraph.errors import ConfigError, RepositoryError, StoreError
from rgraph.model.ids import BlobHash
from rgraph.model.packages import PackageId
from rgraph.store.engine import Engine
from rgraph.store.writer import Writer

from .crates import HOST, files_of, locked, packed, published, put_archive, unpacked


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def tier(tmp_path: Path, said: list[str]) -> ColdTier:
    return opened(tmp_path, said)


def opened(tmp_path: Path, said: list[str]) -> ColdTier:
    return ColdTier(
        Surroundings(tmp_path / "cargo", debian=tmp_path / "debian"), tmp_path / "packages" / "v1", said.append
    )


def test_a_package_is_found_parsed_and_read_again(tmp_path: Path, tier: ColdTier) -> None:
    package = published(tmp_path / "cargo", "one", "1.0.0", src__deep="pub struct Deep;")
    added = tier.add([package, locked("gone", "0.1.0")])
    assert ([each.id for each in added.packages], added.missing) == (
        [package.id],
        [PackageId("gone", "0.1.0", package.id.source)],
    )
    files = tier.files(package.id)
    assert files is not None and sorted(files) == ["Cargo.toml", "src/deep.rs", "src/lib.rs"]
    lib, manifest = files["src/lib.rs"], files["Cargo.toml"]  # type: ignore[index]
    assert [item.name for item in tier.contents.facts([lib])[lib].items] == ["one", "inner"]
    assert tier.contents.manifests([manifest])[manifest].package == "one"
    assert len(tier.contents.bodies([lib])[lib].bodies) == 2
    assert tier.read(lib).startswith(b"pub fn one()")
    assert tier.files(PackageId("gone", "0.1.0", package.id.source)) is None


def test_what_is_kept_is_not_read_again(tmp_path: Path, tier: ColdTier, said: list[str]) -> None:
    package = published(tmp_path / "cargo", "one", "1.0.0")
    assert tier.add([package]).new == 1
    again = opened(tmp_path, said)
    added = again.add([package])
    assert (added.new, [each.id for each in added.packages], said) == (0, [package.id], [])


def test_versions_at_hand_are_those_kept_and_those_of_any_source(tmp_path: Path, tier: ColdTier) -> None:
    tier.add([published(tmp_path / "cargo", "one", "1.0.0")])
    published(tmp_path / "cargo", "one", "1.2.0")
    published(tmp_path / "cargo", "one-more", "9.0.0")
    (tmp_path / "cargo" / "registry" / "cache").rename(tmp_path / "elsewhere")
    (tmp_path / "debian" / "one-0.9.1").mkdir(parents=True)
    assert tier.versions("one") == ["0.9.1", "1.0.0"]


def test_a_package_of_the_tree_itself_is_passed_over(tier: ColdTier) -> None:
    added = tier.add([locked("own", "0.1.0", source="")])
    assert (added.packages, added.missing) == ([], [])


def test_a_content_is_parsed_once_whatever_packages_have_it(tmp_path: Path, tier: ColdTier) -> None:
    text = "pub struct Shared;"
    first = tier.add([published(tmp_path / "cargo", "one", "1.0.0", src__s=text, src__t=text)])
    second = tier.add([published(tmp_path / "cargo", "one", "1.0.1", src__s=text)])
    assert (first.contents, second.contents) == (3, 1), "of 1.0.1 only the manifest is new"


def test_a_sum_that_does_not_match_is_refused_although_another_is_kept(
    tmp_path: Path, tier: ColdTier, said: list[str]
) -> None:
    package = published(tmp_path / "cargo", "one", "1.0.0")
    tier.add([package])
    other = locked("one", "1.0.0", "f" * 64)
    for each in (tier, opened(tmp_path, said)):
        added = each.add([other])
        assert (added.packages, added.missing, len(added.refused)) == ([], [], 1)
        assert each.files(package.id) is None, "the lock file means another one"
    assert tier.add([package]).packages and tier.files(package.id) is not None


def test_without_a_checksum_the_best_that_is_kept_is_taken(tmp_path: Path, tier: ColdTier) -> None:
    package = published(tmp_path / "cargo", "one", "1.0.0")
    tier.add([package])
    (found,) = tier.add([locked("one", "1.0.0")]).packages
    assert (found.checksum, found.assurance) == (package.checksum, "contents")


def test_what_was_not_checked_gives_way_to_what_is(tmp_path: Path, tier: ColdTier) -> None:
    archive = packed("one-1.0.0", files_of("one", "1.0.0"))
    package = put_archive(tmp_path / "later", "one", "1.0.0", archive)
    unpacked(tmp_path / "debian" / "one-1.0.0", files_of("one", "1.0.0", src__patched="x"), package.checksum)
    (first,) = tier.add([package]).packages
    assert (first.place.kind, first.assurance) == ("debian", "claimed")
    (tmp_path / "later").rename(tmp_path / "cargo")
    (second,) = tier.add([package]).packages
    assert (second.place.kind, second.assurance) == ("registry", "contents")
    files = tier.files(package.id)
    assert files is not None and "src/patched.rs" not in files


def test_bodies_of_a_package_that_vanished_are_unknown_and_it_is_said(
    tmp_path: Path, tier: ColdTier, said: list[str]
) -> None:
    package = published(tmp_path / "cargo", "one", "1.0.0")
    tier.add([package])
    files = tier.files(package.id)
    assert files is not None
    lib = files["src/lib.rs"]  # type: ignore[index]
    archive = tmp_path / "cargo" / "registry" / "cache" / HOST / "one-1.0.0.crate"
    archive.unlink()
    assert tier.contents.facts([lib])[lib].items, "what was read stays"
    assert tier.contents.bodies([lib])[lib].bodies == [] and "one@1.0.0" in said[-1]
    with pytest.raises(RepositoryError, match="no longer"):
        tier.read(lib)


def test_bodies_are_never_those_of_other_bytes(tmp_path: Path, tier: ColdTier, said: list[str]) -> None:
    package = locked("one", "1.0.0")
    unpacked(tmp_path / "debian" / "one-1.0.0", files_of("one", "1.0.0"))
    tier.add([package])
    files = tier.files(package.id)
    assert files is not None
    lib = files["src/lib.rs"]  # type: ignore[index]
    (tmp_path / "debian" / "one-1.0.0" / "src" / "lib.rs").write_text("pub fn changed() {}")
    assert tier.contents.bodies([lib])[lib].bodies == [] and said


def test_bodies_are_read_where_a_package_has_moved_to(tmp_path: Path, tier: ColdTier, said: list[str]) -> None:
    package = published(tmp_path / "cargo", "one", "1.0.0")
    tier.add([package])
    files = tier.files(package.id)
    assert files is not None
    lib = files["src/lib.rs"]  # type: ignore[index]
    cache = tmp_path / "cargo" / "registry" / "cache"
    (cache / HOST).rename(cache / "github.com-1ecc6299db9ec823")
    assert len(tier.contents.bodies([lib])[lib].bodies) == 2 and said == []


def test_a_content_that_no_package_has(tier: ColdTier) -> None:
    assert tier.contents.facts([BlobHash("0" * 64)]) == {} == tier.contents.bodies([BlobHash("0" * 64)])
    with pytest.raises(RepositoryError, match="no available package"):
        tier.read(BlobHash("0" * 64))


def test_two_processes_share_what_one_of_them_reads(tmp_path: Path, tier: ColdTier, said: list[str]) -> None:
    other = opened(tmp_path, said)
    package = published(tmp_path / "cargo", "one", "1.0.0")
    assert other.files(package.id) is None
    tier.add([package])
    assert other.add([package]).new == 0 and other.files(package.id) is not None


def test_a_cache_that_cannot_be_made_is_one_in_memory(tmp_path: Path, said: list[str]) -> None:
    (tmp_path / "file").write_text("")
    package = published(tmp_path / "cargo", "one", "1.0.0")
    tier = ColdTier(Surroundings(tmp_path / "cargo", debian=None), tmp_path / "file" / "packages", said.append)
    assert [each.id for each in tier.add([package]).packages] == [package.id]
    assert tier.files(package.id) is not None and len(said) == 1 and "\n" not in said[0]


@pytest.mark.parametrize("keep", [0, 5_000])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, said: list[str], keep: int) -> None:
    package = published(tmp_path / "cargo", "one", "1.0.0")
    before = opened(tmp_path, said)
    before.add([package])
    before.store.close()
    file = tmp_path / "packages" / "v1" / "graph.db"
    file.write_bytes(file.read_bytes()[:keep] + b"no database" * 1_000)
    tier = opened(tmp_path, said)
    assert tier.add([package]).new == 1 and len(said) == 1 and "is damaged" in said[0]
    again = opened(tmp_path, said)
    assert again.add([package]).new == 0 and len(said) == 1


def test_a_value_that_is_damaged_costs_the_cache_and_no_answer(tmp_path: Path, tier: ColdTier, said: list[str]) -> None:
    package = published(tmp_path / "cargo", "one", "1.0.0")
    tier.add([package])
    key = [package.id.name, package.id.version, package.id.source, package.checksum]
    columns = ["name", "version", "source", "checksum", "kind", "form", "path", "inside", "assurance", "listing"]
    tier.store.engine.put({"package": (columns, [[*key, "", "", "", "", "", b"no listing"]])})
    again = opened(tmp_path, said)
    assert again.add([package]).new == 1 and again.files(package.id) is not None


def test_a_cache_that_is_full_is_one_in_memory(
    tmp_path: Path, tier: ColdTier, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    package = published(tmp_path / "cargo", "one", "1.0.0")
    put = Engine.put

    def full(engine: Engine, relations: object) -> None:
        if engine.path is not None:
            raise StoreError("no room to write the store: the disk is full")
        put(engine, relations)  # type: ignore[arg-type]

    assert tier.store.directory is not None
    monkeypatch.setattr(Engine, "put", full)
    assert [each.id for each in tier.add([package]).packages] == [package.id]
    files = tier.files(package.id)
    assert files is not None and tier.contents.facts([files["src/lib.rs"]])  # type: ignore[index]
    assert said == ["packages are read again each time: no room to write the store: the disk is full"]


def test_another_writer_is_not_waited_for_for_ever(tmp_path: Path, tier: ColdTier, said: list[str]) -> None:
    package = published(tmp_path / "cargo", "one", "1.0.0")
    assert tier.add([package]).new == 1
    second = published(tmp_path / "cargo", "two", "1.0.0")
    other = opened(tmp_path, said)
    with other.store.writing():
        added = tier.add([package, second], wait=0)
    assert [each.id for each in added.packages] == [package.id] and "is writing" in said[-1]
    assert tier.add([second]).new == 1


def test_nobody_is_waited_for_where_nothing_is_new(tmp_path: Path, tier: ColdTier, said: list[str]) -> None:
    package = published(tmp_path / "cargo", "one", "1.0.0")
    tier.add([package])
    other = opened(tmp_path, said)
    with other.store.writing():
        assert tier.add([package, locked("gone", "1.0.0")], wait=0).packages
    assert said == []


def test_many_packages_are_read_by_workers_with_the_same_result(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "PARALLEL_BYTES", 1_000)
    monkeypatch.setattr(parsing, "CHUNK_BYTES", 5_000)
    big = "\n".join(f"pub struct S{number} {{ pub a: u{8 << number % 4}, pub b: String }}" for number in range(100))
    packages = [
        published(tmp_path / "cargo", f"p{n}", "1.0.0", src__big=f"{big}\npub fn own{n}() {{}}") for n in range(4)
    ]
    kept = []
    for jobs, name in ((1, "alone"), (3, "workers")):
        tier = ColdTier(Surroundings(tmp_path / "cargo", debian=None), tmp_path / name / "v1", said.append)
        assert tier.add(packages, jobs=jobs).new == 4
        blobs = sorted(
            {blob for each in tier.packages.all() for path, blob in each.files.items() if path.endswith(".rs")}
        )
        kept.append((tier.packages.all(), tier.contents.facts(blobs)))
    assert kept[0] == kept[1] and said == []


def test_a_scheduler_without_the_extra_is_refused_with_the_line_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    tier = ColdTier(Surroundings(tmp_path / "cargo", debian=None), tmp_path / "v1", scheduler="tcp://127.0.0.1:1")
    with pytest.raises(ConfigError) as caught:
        tier.add([published(tmp_path / "cargo", "one", "1.0.0")])
    assert "rgraph-rs[distributed]" in caught.value.hint


def test_what_is_left_unfinished_is_begun_anew(tmp_path: Path, tier: ColdTier, monkeypatch: pytest.MonkeyPatch) -> None:
    package = published(tmp_path / "cargo", "one", "1.0.0")
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Writer, "add_package", _interrupted)
        tier.add([package])
    assert tier.files(package.id) is None
    assert tier.add([package]).new == 1


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt
