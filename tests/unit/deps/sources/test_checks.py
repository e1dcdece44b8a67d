"""Sums: what does not match is refused, what cannot be compared is said to be unchecked."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from rgraph.deps.sources.checks import Assurance, check_manifest, check_sums
from rgraph.deps.sources.folder import read_folder
from rgraph.deps.sources.package_files import PackageFiles, SourceError
from rgraph.model.packages import PackageId

from ..crates import files_of, unpacked

SUM, OTHER = "a" * 64, "b" * 64


def vendored(tmp_path: Path, sums: str | None, listed: bool = False) -> PackageFiles:
    unpacked(tmp_path, files_of("one", "1.0.0"), sums, listed)
    return read_folder(os.fspath(tmp_path), "")


def test_an_archives_sum_is_compared() -> None:
    assert check_sums(PackageFiles(sha256=SUM), SUM) is Assurance.CONTENTS
    assert check_sums(PackageFiles(sha256=SUM), "") is Assurance.UNCHECKED
    with pytest.raises(SourceError, match=r"sha256 bbbbbbbbbbbb, its archive has aaaaaaaaaaaa"):
        check_sums(PackageFiles(sha256=SUM), OTHER)


def test_a_vendored_package_is_checked_file_by_file(tmp_path: Path) -> None:
    assert check_sums(vendored(tmp_path, SUM, listed=True), SUM) is Assurance.CONTENTS
    with pytest.raises(SourceError, match=r"its \.cargo-checksum\.json aaaaaaaaaaaa"):
        check_sums(vendored(tmp_path, SUM, listed=True), OTHER)


def test_debians_empty_list_leaves_the_packages_own_sum(tmp_path: Path) -> None:
    assert check_sums(vendored(tmp_path, SUM), SUM) is Assurance.CLAIMED
    assert check_sums(vendored(tmp_path, "Could not get crate checksum"), SUM) is Assurance.UNCHECKED
    with pytest.raises(SourceError):
        check_sums(vendored(tmp_path, OTHER), SUM)


def test_no_sums_are_unchecked(tmp_path: Path) -> None:
    assert check_sums(vendored(tmp_path, None), SUM) is Assurance.UNCHECKED


def test_a_file_that_changed_or_went_is_refused_and_one_too_many_is_left_out(tmp_path: Path) -> None:
    found = vendored(tmp_path, SUM, listed=True)
    (tmp_path / "src" / "extra.rs").write_text("")
    found = read_folder(os.fspath(tmp_path), "")
    assert check_sums(found, SUM) is Assurance.CONTENTS
    assert "src/extra.rs" not in found.files and len(found.left_out) == 1
    (tmp_path / "src" / "lib.rs").write_text("changed")
    with pytest.raises(SourceError, match=r"src/lib\.rs has changed"):
        check_sums(read_folder(os.fspath(tmp_path), ""), SUM)
    (tmp_path / "src" / "lib.rs").unlink()
    with pytest.raises(SourceError, match=r"src/lib\.rs, which"):
        check_sums(read_folder(os.fspath(tmp_path), ""), SUM)


@pytest.mark.parametrize("text", ["", "[]", '{"package": 1}', '{"files": {"a": 2}}', "[" * 100_000, "\ud800"])
def test_sums_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        check_sums(PackageFiles(sums=text.encode("utf-8", "surrogatepass")), SUM)


def test_sums_of_packages_from_git_have_no_package() -> None:
    data = b"pub fn f() {}"
    sums = {"package": None, "files": {"src/lib.rs": hashlib.sha256(data).hexdigest()}}
    found = PackageFiles({"src/lib.rs": data}, sums=json.dumps(sums).encode())  # type: ignore[dict-item]
    assert check_sums(found, "") is Assurance.UNCHECKED


def test_the_manifest_is_of_the_package() -> None:
    found = PackageFiles({path: text.encode() for path, text in files_of("one", "1.0.0").items()})  # type: ignore[misc]
    check_manifest(found, PackageId("one", "1.0.0"))
    for other in (PackageId("one", "1.0.1"), PackageId("two", "1.0.0")):
        with pytest.raises(SourceError, match=r"is that of one 1\.0\.0"):
            check_manifest(found, other)
    with pytest.raises(SourceError, match=r"no Cargo\.toml"):
        check_manifest(PackageFiles(), PackageId("one", "1.0.0"))
    with pytest.raises(SourceError, match="is not TOML"):
        check_manifest(PackageFiles({"Cargo.toml": b"["}), PackageId("one", "1.0.0"))  # type: ignore[dict-item]
