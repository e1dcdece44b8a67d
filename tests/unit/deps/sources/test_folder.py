"""Packages in folders: links are followed within, pipes and circles keep nobody waiting."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rgraph.deps.sources import package_files
from rgraph.deps.sources.folder import read_folder
from rgraph.deps.sources.package_files import SourceError

from ..crates import files_of, unpacked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    unpacked(tmp_path / "one", files_of("one", "1.0.0", src__a="mod b;"))
    (tmp_path / "outside.rs").write_text("secret")
    return tmp_path / "one"


def read(folder: Path, inside: str = "") -> list[str]:
    return sorted(read_folder(os.fspath(folder), inside).files)


def test_what_is_no_source_of_the_package_is_passed_over(folder: Path) -> None:
    for path in (".git/x.rs", "target/debug/y.rs", "nested/Cargo.toml", "nested/src/lib.rs", "README.md"):
        unpacked(folder, {path: ""})
    assert read(folder) == ["Cargo.toml", "src/a.rs", "src/lib.rs"]


def test_links_are_followed_within_the_root_alone(folder: Path) -> None:
    (folder / "src" / "b.rs").symlink_to("a.rs")
    (folder / "src" / "c").symlink_to("../shared")
    unpacked(folder, {"shared/x.rs": "x"})
    (folder / "src" / "evil.rs").symlink_to("../../outside.rs")
    (folder / "src" / "up").symlink_to("../..")
    (folder / "src" / "abs.rs").symlink_to(folder.parent / "outside.rs")
    (folder / "src" / "etc").symlink_to("/etc")
    found = read_folder(os.fspath(folder), "")
    assert sorted(found.files) == ["Cargo.toml", "shared/x.rs", "src/a.rs", "src/b.rs", "src/c/x.rs", "src/lib.rs"]
    assert sorted(text.split(":")[0] for text in found.left_out) == ["src/abs.rs", "src/etc", "src/evil.rs", "src/up"]
    assert b"secret" not in found.files.values()


def test_a_package_within_a_root_may_link_into_it(folder: Path) -> None:
    (folder / "src" / "shared.rs").symlink_to("../../outside.rs")
    assert "src/shared.rs" in read(folder.parent, "one")


def test_the_package_itself_may_not_be_a_link_out(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "one").symlink_to(folder)
    with pytest.raises(SourceError, match="leads out"):
        read(tmp_path / "root", "one")


def test_circles_pipes_and_dangling_links_are_left_out(folder: Path) -> None:
    (folder / "src" / "circle").symlink_to("..")
    (folder / "src" / "gone.rs").symlink_to("nowhere.rs")
    (folder / "src" / "self.rs").symlink_to("self.rs")
    os.mkfifo(folder / "src" / "pipe.rs")
    assert read(folder) == ["Cargo.toml", "src/a.rs", "src/lib.rs"]


def test_links_that_multiply_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_files, "MAX_ENTRIES", 2_000)
    here = folder / "src"
    for level in range(20):
        (here / f"l{level}").mkdir()
        for way in "ab":
            (here / f"l{level}" / way).symlink_to(f"../l{level + 1}")
    with pytest.raises(SourceError, match="more than"):
        read(folder)


def test_a_name_that_is_not_utf8_is_escaped(folder: Path) -> None:
    (folder / "src" / os.fsdecode(b"x\xff.rs")).write_text("")
    assert "src/x\\xff.rs" in read(folder)


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        read(tmp_path / "nowhere")
