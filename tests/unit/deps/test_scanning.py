"""What a scan of a revision, and of a history, finds and says."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.deps.pruning import packages_in, prune
from rgraph.deps.scanning import scan, scan_history
from rgraph.deps.sources.surroundings import Surroundings
from rgraph.deps.tier import ColdTier, today
from rgraph.errors import ConfigError
from rgraph.model.packages import ResolvedPackage
from rgraph.view.session import Session, open_session
from tests.dsl.repo import Repo

from .crates import files_of, locked, packed, published, put_archive

MANIFEST = '[package]\nname = "own"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\none = "1"\n'


def lock(*packages: ResolvedPackage) -> str:
    entries = ['[[package]]\nname = "own"\nversion = "0.1.0"\ndependencies = [\n "one",\n]\n']
    entries += [
        f'[[package]]\nname = "{each.id.name}"\nversion = "{each.id.version}"\nsource = "{each.id.source}"\nchecksum = "{each.checksum}"\n'
        for each in packages
    ]
    return "version = 4\n\n" + "\n".join(entries)


@pytest.fixture
def tier(tmp_path: Path) -> ColdTier:
    return ColdTier(Surroundings(tmp_path / "cargo", debian=None), tmp_path / "packages" / "v1")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


def opened(repo: Repo) -> Session:
    return open_session(str(repo.path))


def test_a_revision(tmp_path: Path, repo: Repo, tier: ColdTier) -> None:
    one = published(tmp_path / "cargo", "one", "1.0.0")
    wrong = locked("bad", "2.0.0", "f" * 64)
    published(tmp_path / "cargo", "bad", "2.0.0")
    repo.commit(
        {"Cargo.toml": MANIFEST, "src/lib.rs": "", "Cargo.lock": lock(one, wrong, locked("gone", "3.0.0", "a" * 64))}
    )
    report = scan(opened(repo), tier, "HEAD")
    assert [(each.name, each.kind, each.checked) for each in report.packages] == [("one", "registry", "contents")]
    assert [(each.kind, each.packages, each.unchecked) for each in report.sources] == [("registry", 1, 0)]
    assert [each.name for each in report.missing] == ["gone"] and report.bring == ["cargo fetch --locked"]
    assert [each.name for each in report.refused] == ["bad"] and "sha256" in report.refused[0].why
    assert (report.total, report.new, report.parsed, report.problems) == (3, 1, 2, [])
    assert scan(opened(repo), ColdTier(tier.finder.around, tmp_path / "packages" / "v1"), "HEAD").new == 0


def test_nothing_is_indexed_for_a_scan(tmp_path: Path, repo: Repo, tier: ColdTier) -> None:
    oid = repo.commit(
        {"Cargo.toml": MANIFEST, "src/lib.rs": "", "Cargo.lock": lock(published(tmp_path / "cargo", "one", "1.0.0"))}
    )
    session = opened(repo)
    scan(session, tier, "HEAD")
    assert not session.store.versions.is_indexed(oid)  # type: ignore[arg-type]


def test_without_a_lock_file_what_is_at_hand_and_suits_step_by_step(tmp_path: Path, repo: Repo, tier: ColdTier) -> None:
    for version in ("1.0.0", "1.2.0", "2.0.0"):
        published(tmp_path / "cargo", "one", version)
    files = files_of("one", "1.3.0")
    files["Cargo.toml"] += '[dependencies]\ntwo = "0.5"\n'
    deep = files_of("two", "0.5.9")
    deep["Cargo.toml"] += '[dependencies]\nthree = "3"\n'
    for name, version, content in (("one", "1.3.0", files), ("two", "0.5.9", deep)):
        put_archive(tmp_path / "cargo", name, version, packed(f"{name}-{version}", content))
    published(tmp_path / "cargo", "three", "3.1.4")
    repo.commit({"Cargo.toml": MANIFEST + 'nowhere = "7"\n', "src/lib.rs": ""})
    report = scan(opened(repo), tier, "HEAD")
    assert [(each.name, each.version) for each in report.packages] == [
        ("one", "1.3.0"),
        ("three", "3.1.4"),
        ("two", "0.5.9"),
    ]
    assert report.problems[-1] == "no available version matches nowhere 7"


def test_the_index_and_the_working_directory(tmp_path: Path, repo: Repo, tier: ColdTier) -> None:
    one, newer = (published(tmp_path / "cargo", "one", version) for version in ("1.0.0", "1.1.0"))
    repo.commit({"Cargo.toml": MANIFEST, "src/lib.rs": "", "Cargo.lock": lock(one)})
    repo.checkout("main")
    (repo.path / "Cargo.lock").write_text(lock(newer))
    assert [each.version for each in scan(opened(repo), tier, "staged").packages] == ["1.0.0"]
    assert [each.version for each in scan(opened(repo), tier, "worktree").packages] == ["1.1.0"]


def test_a_history_has_every_version_that_was_ever_locked(tmp_path: Path, repo: Repo, tier: ColdTier) -> None:
    from rgraph.index.indexer import Scope, index, wanted

    versions = [published(tmp_path / "cargo", "one", f"1.{minor}.0") for minor in range(3)]
    for each in versions:
        repo.commit({"Cargo.toml": MANIFEST, "src/lib.rs": "", "Cargo.lock": lock(each)})
    repo.commit({}, delete=["Cargo.lock"])
    session = opened(repo)
    index(session.repository, session.store, wanted(session.repository, Scope.HISTORY))
    report = scan_history(session, tier)
    assert [each.version for each in report.packages] == ["1.0.0", "1.1.0", "1.2.0"] and report.commits == 4


def test_pruning_lets_go_of_what_was_not_used_for_long(tmp_path: Path, tier: ColdTier) -> None:
    old, new = published(tmp_path / "cargo", "old", "1.0.0"), published(tmp_path / "cargo", "new", "1.0.0")
    tier.add([old, new])
    with tier.store.writing() as writer:
        writer.use_packages([each for each in tier.packages.all() if each.id == old.id], today() - 100)
    pruned = prune(tier, 90, None)
    assert (pruned.packages, pruned.contents, pruned.kept) == (["old@1.0.0"], 2, 1)
    again = ColdTier(tier.finder.around, tmp_path / "packages" / "v1")
    assert again.package(old.id) is None
    files = again.files(new.id)
    assert files is not None and again.contents.facts([files["src/lib.rs"]])  # type: ignore[index]
    assert prune(again, 90, None).packages == []


def test_use_is_noticed(tmp_path: Path, tier: ColdTier) -> None:
    package = published(tmp_path / "cargo", "old", "1.0.0")
    (kept,) = tier.add([package]).packages
    with tier.store.writing() as writer:
        writer.use_packages([kept], today() - 100)
    tier.add([package])
    assert prune(tier, 90, None).packages == []


def test_pruning_to_what_lock_files_name(tmp_path: Path, tier: ColdTier) -> None:
    one, two = published(tmp_path / "cargo", "one", "1.0.0"), published(tmp_path / "cargo", "two", "1.0.0")
    tier.add([one, two])
    (tmp_path / "Cargo.lock").write_text(lock(one))
    assert prune(tier, None, packages_in([str(tmp_path / "Cargo.lock")])).packages == ["two@1.0.0"]
    assert prune(tier, None, None).packages == ["one@1.0.0"]
    assert tier.packages.all() == [] and tier.store.run("?[hash] := *packed{hash}") == []


@pytest.mark.parametrize("text", [None, "not toml ["])
def test_lock_files_that_cannot_be_read_let_go_of_nothing(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "Cargo.lock").write_text(text)
    with pytest.raises(ConfigError):
        packages_in([str(tmp_path / "Cargo.lock")])


def test_stores_of_other_versions_go_when_nobody_has_written_them_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    monkeypatch.setenv("RGRAPH_CACHE", str(tmp_path / "cache"))
    tier = ColdTier(Surroundings(tmp_path / "cargo", debian=None))
    tier.add([published(tmp_path / "cargo", "one", "1.0.0")])
    for name, age in (("v0.0.1", 100), ("v0.0.2", 1)):
        folder = tmp_path / "cache" / "packages" / name
        folder.mkdir()
        (folder / "graph.db").write_bytes(b"")
        os.utime(folder / "graph.db", (today() * 86_400 - age * 86_400,) * 2)
    assert prune(tier, 90, None).other_versions == 1
    assert sorted(each.name for each in (tmp_path / "cache" / "packages").iterdir())[:1] == ["v0.0.2"]
