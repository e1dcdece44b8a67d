"""Every kind of source: where it finds a package, and what it must not touch."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rgraph.deps.finding import Finder
from rgraph.deps.sources.registry import source_classes
from rgraph.deps.sources.surroundings import Surroundings
from rgraph.model.packages import PackageId, ResolvedPackage

from ..crates import CRATES_IO, HOST, files_of, locked, packed, published, put_archive, unpacked


@pytest.fixture
def around(tmp_path: Path) -> Surroundings:
    (tmp_path / "repo").mkdir()
    return Surroundings(tmp_path / "cargo", tmp_path / "repo", tmp_path / "debian", (tmp_path / "mirror",))


def where(around: Surroundings, package: ResolvedPackage) -> tuple[str, str]:
    """Kind and assurance of what is found; ("", reason) where something is refused and nothing found."""
    found, refused = Finder(around).find(package)
    if found is None:
        return "", "; ".join(each.why for each in refused)
    return found.place.kind, str(found.assurance)


def test_kinds_are_asked_in_the_order_of_their_ranks() -> None:
    assert [each.kind for each in source_classes()] == [
        "registry",
        "git",
        "vendor",
        "folder",
        "clone",
        "rust-src",
        "debian",
    ]
    assert all(each.summary for each in source_classes())


def test_a_package_that_is_nowhere_is_missing(around: Surroundings) -> None:
    assert where(around, locked("one", "1.0.0")) == ("", "")
    assert Finder(around).versions("one") == []


def test_the_archive_is_preferred_to_what_was_unpacked_of_it(around: Surroundings) -> None:
    package = published(around.cargo_home, "one", "1.0.0")
    unpacked(around.cargo_home / "registry" / "src" / HOST / "one-1.0.0", files_of("one", "1.0.0"))
    assert where(around, package) == ("registry", "contents")
    (around.cargo_home / "registry" / "cache" / HOST / "one-1.0.0.crate").unlink()
    assert where(around, package) == ("registry", "unchecked")


def test_of_two_sources_that_disagree_the_checked_one_is_taken(around: Surroundings) -> None:
    assert around.root is not None
    unpacked(around.cargo_home / "registry" / "src" / HOST / "one-1.0.0", files_of("one", "1.0.0", src__changed="x"))
    assert where(around, locked("one", "1.0.0", "a" * 64)) == ("registry", "unchecked")
    unpacked(around.root / "vendor" / "one", files_of("one", "1.0.0"), "a" * 64, listed=True)
    assert where(around, locked("one", "1.0.0", "a" * 64)) == ("vendor", "contents")
    assert where(around, locked("one", "1.0.0")) == ("registry", "unchecked"), "without a sum the first is as good"


def test_an_archive_with_another_sum_is_refused_and_the_next_source_is_asked(around: Surroundings) -> None:
    published(around.cargo_home, "one", "1.0.0")
    package = locked("one", "1.0.0", "a" * 64)
    assert "the lock file says sha256 aaaaaaaaaaaa" in where(around, package)[1]
    unpacked(around.root / "vendor" / "one", files_of("one", "1.0.0"), "a" * 64, listed=True)  # type: ignore[operator]
    found, refused = Finder(around).find(package)
    assert found is not None and found.place.kind == "vendor" and len(refused) == 1


@pytest.mark.parametrize("host", ["github.com-1ecc6299db9ec823", "index.crates.io-1949cf8c6b5b557f"])
@pytest.mark.parametrize("source", [CRATES_IO, "sparse+https://index.crates.io/"])
def test_crates_io_has_two_indexes(around: Surroundings, host: str, source: str) -> None:
    archive = packed("one-1.0.0", files_of("one", "1.0.0"))
    sums = put_archive(around.cargo_home, "one", "1.0.0", archive, host).checksum
    assert where(around, locked("one", "1.0.0", sums, source)) == ("registry", "contents")
    assert where(around, locked("one", "1.0.0", "", "registry+https://other.example/index")) == ("", "")


def test_another_registry_has_a_folder_of_its_host(around: Surroundings) -> None:
    archive = packed("one-1.0.0", files_of("one", "1.0.0"))
    package = put_archive(around.cargo_home, "one", "1.0.0", archive, "other.example-0123456789abcdef")
    assert where(around, locked("one", "1.0.0")) == ("", "")
    assert (
        where(around, locked("one", "1.0.0", package.checksum, "sparse+https://other.example/index/"))[0] == "registry"
    )


def test_a_mirrors_archive_is_known_by_its_sum(around: Surroundings) -> None:
    archive = packed("one-1.0.0", files_of("one", "1.0.0"))
    package = put_archive(around.cargo_home, "one", "1.0.0", archive, "mirror.example-0123456789abcdef")
    assert where(around, package) == ("registry", "contents")
    assert where(around, locked("one", "1.0.0")) == ("", ""), "nothing says that it is the same"
    assert where(around, locked("one", "1.0.0", "f" * 64)) == ("", ""), "another registry's package of that name"


def test_folders_that_cargo_is_configured_for(around: Surroundings, tmp_path: Path) -> None:
    assert around.root is not None
    unpacked(tmp_path / "shared" / "one", files_of("one", "1.0.0"), "a" * 64, listed=True)
    unpacked(around.root / "third" / "two", files_of("two", "1.0.0"), "b" * 64, listed=True)
    unpacked(around.cargo_home, {"config.toml": f'[source.x]\ndirectory = "{tmp_path}/shared"\n'})
    unpacked(
        around.root,
        {".cargo/config.toml": f'[source.y]\ndirectory = "third"\n[source.z]\nlocal-registry = "{tmp_path}/shared"\n'},
    )
    assert where(around, locked("one", "1.0.0", "a" * 64)) == ("folder", "contents")
    assert where(around, locked("two", "1.0.0", "b" * 64)) == ("vendor", "contents")
    (around.cargo_home / "config.toml").write_text("[source]\nx = 1")
    assert where(around, locked("one", "1.0.0", "a" * 64)) == ("", ""), "a repository cannot lead out of itself"


@pytest.mark.parametrize("folder", ["one", "one-1.0.0"])
def test_vendor_folders_are_called_with_or_without_the_version(around: Surroundings, folder: str) -> None:
    assert around.root is not None
    unpacked(around.root / "vendor" / folder, files_of("one", "1.0.0"), "a" * 64, listed=True)
    unpacked(around.root / "vendor" / "one-2.0.0", files_of("one", "2.0.0"), "b" * 64, listed=True)
    unpacked(around.root / "vendor" / "one-two", files_of("one-two", "1.0.0"), "c" * 64, listed=True)
    assert where(around, locked("one", "1.0.0", "a" * 64)) == ("vendor", "contents")
    assert where(around, locked("one", "2.0.0", "b" * 64)) == ("vendor", "contents")
    assert Finder(around).versions("one") == ["1.0.0", "2.0.0"]


def test_a_repository_cannot_lead_out_of_itself_by_its_vendor_folder(around: Surroundings, tmp_path: Path) -> None:
    assert around.root is not None
    unpacked(tmp_path / "outside" / "one", files_of("one", "1.0.0"), "a" * 64, listed=True)
    (around.root / "vendor").symlink_to(tmp_path / "outside")
    assert where(around, locked("one", "1.0.0", "a" * 64)) == ("", "")
    (around.root / "vendor").unlink()
    (around.root / "vendor").mkdir()
    (around.root / "vendor" / "one").symlink_to(tmp_path / "outside" / "one")
    assert where(around, locked("one", "1.0.0", "a" * 64)) == ("", "")


def test_folders_of_the_configuration_have_archives_and_folders(around: Surroundings, tmp_path: Path) -> None:
    archive = packed("one-1.0.0", files_of("one", "1.0.0"))
    package = put_archive(tmp_path / "made", "one", "1.0.0", archive)
    (tmp_path / "mirror").mkdir()
    (tmp_path / "mirror" / "one-1.0.0.crate").write_bytes(archive)
    unpacked(tmp_path / "mirror" / "two", files_of("two", "0.1.0"))
    assert where(around, package) == ("folder", "contents")
    assert where(around, locked("two", "0.1.0")) == ("folder", "unchecked")
    assert (Finder(around).versions("one"), Finder(around).versions("two")) == (["1.0.0"], ["0.1.0"])


def test_debian_says_the_sum_of_the_crate_but_not_of_its_files(around: Surroundings, tmp_path: Path) -> None:
    unpacked(tmp_path / "debian" / "one-1.0.0", files_of("one", "1.0.0"), "a" * 64)
    assert where(around, locked("one", "1.0.0", "a" * 64)) == ("debian", "claimed")
    assert where(around, locked("one", "1.0.0")) == ("debian", "unchecked")
    assert "sha256" in where(around, locked("one", "1.0.0", "b" * 64))[1]
    assert where(around, locked("one", "1.0.0", "a" * 64, "git+https://x.example/one#" + "1" * 40)) == ("", "")


@pytest.mark.parametrize(
    ("name", "version"),
    [("../one", "1.0.0"), ("one", "1.0.0/../../x"), ("", "1.0.0"), ("one", ""), ("/etc", "1.0.0"), ("one", "..")],
)
def test_names_that_lead_elsewhere_are_of_no_package(around: Surroundings, name: str, version: str) -> None:
    published(around.cargo_home, "one", "1.0.0")
    assert where(around, locked(name, version)) == ("", "")


def test_a_registry_that_cannot_be_read_is_said_and_the_others_are_asked(
    around: Surroundings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refusing(path: object = ".") -> object:
        if os.fspath(path).endswith(("registry/cache", "registry/src")):  # type: ignore[call-overload]
            raise PermissionError(13, "Permission denied", os.fspath(path))  # type: ignore[call-overload]
        return scandir(path)  # type: ignore[call-overload]

    unpacked(tmp_path / "debian" / "one-1.0.0", files_of("one", "1.0.0"), "a" * 64)
    monkeypatch.setattr(os, "scandir", refusing)
    finder = Finder(around)
    found, _ = finder.find(locked("one", "1.0.0", "a" * 64))
    assert found is not None and found.place.kind == "debian"
    assert len(finder.notes) == 1 and "Permission denied" in next(iter(finder.notes))


def test_a_folder_called_as_another_package_is_refused(around: Surroundings, tmp_path: Path) -> None:
    unpacked(tmp_path / "debian" / "one-1.0.0", files_of("two", "3.0.0"))
    assert where(around, locked("one", "1.0.0")) == ("", "its Cargo.toml is that of two 3.0.0")


def test_what_brings_a_package(around: Surroundings) -> None:
    assert around.root is not None
    package = PackageId("one", "1.0.0", CRATES_IO)
    assert Finder(around).bring(package) == "cargo fetch --locked"
    (around.root / "vendor").mkdir()
    assert Finder(around).bring(package) == "cargo vendor"


def test_rust_src_is_found(around: Surroundings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSTUP_HOME", str(tmp_path / "rustup"))
    library = tmp_path / "rustup" / "toolchains" / "stable-x" / "lib" / "rustlib" / "src" / "rust" / "library"
    unpacked(library / "core", files_of("core", "0.0.0"))
    places = list(Finder(around).places(PackageId("core", "0.0.0", "rust-src")))
    assert places == []
    from rgraph.deps.sources.kinds.rust_src import RustSrc

    assert RustSrc(around).toolchains() == ["stable-x"]
    assert [place.inside for place in RustSrc(around).places(PackageId("core", "stable-x", "rust-src"))] == ["core"]
