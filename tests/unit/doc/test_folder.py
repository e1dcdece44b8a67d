"""Pages are written where they differ, stale ones removed, and nothing else is touched or followed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from rgraph.doc.book import Page
from rgraph.doc.folder import LIST, write_pages
from rgraph.doc.names import stem
from rgraph.errors import ConfigError


def texts(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != LIST
    }


def test_only_what_differs_is_written_and_what_is_stale_removed(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_pages(out, None, {"index.md": "1", "modules/a.md": "a", "modules/b.md": "b"})
    before = (out / "index.md").stat()
    told = write_pages(out, None, {"index.md": "1", "modules/a.md": "A"})
    assert (told.written, told.unchanged, told.removed) == (["modules/a.md"], 1, ["modules/b.md"])
    assert texts(out) == {"index.md": "1", "modules/a.md": "A"}
    assert (out / "index.md").stat().st_mtime_ns == before.st_mtime_ns


def test_an_empty_folder_of_pages_goes_and_one_with_more_in_it_stays(tmp_path: Path) -> None:
    write_pages(tmp_path, None, {"modules/a.md": "a", "other/b.md": "b"})
    (tmp_path / "other" / "mine.txt").write_text("mine")
    write_pages(tmp_path, None, {})
    assert texts(tmp_path) == {"other/mine.txt": "mine"} and not (tmp_path / "modules").exists()


def test_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text("mine")
    write_pages(tmp_path, None, {"index.md": "1"})
    write_pages(tmp_path, None, {"index.md": "2"})
    assert texts(tmp_path) == {"guide.md": "mine", "index.md": "2"}


def test_a_file_that_is_not_ours_is_not_overwritten_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("mine")
    with pytest.raises(ConfigError, match="was not written by rgraph"):
        write_pages(tmp_path, None, {"index.md": "1", "glossary.md": "2"})
    assert texts(tmp_path) == {"index.md": "mine"}


def test_a_stale_page_that_was_changed_by_hand_stays_and_is_told(tmp_path: Path) -> None:
    write_pages(tmp_path, None, {"index.md": "1", "a.md": "a"})
    (tmp_path / "a.md").write_text("a, and more")
    assert write_pages(tmp_path, None, {"index.md": "1"}).edited == ["a.md"]
    assert (tmp_path / "a.md").exists()


@pytest.mark.parametrize("name", ["index.md", "modules"])
def test_a_link_in_the_folder_is_not_followed(tmp_path: Path, name: str) -> None:
    elsewhere, out = tmp_path / "elsewhere", tmp_path / "out"
    elsewhere.mkdir()
    (elsewhere / "file").write_text("theirs")
    out.mkdir()
    os.symlink(elsewhere / ("file" if name == "index.md" else ""), out / name)
    with pytest.raises(ConfigError):
        write_pages(out, None, {"index.md": "1", "modules/file": "2"})
    assert texts(elsewhere) == {"file": "theirs"}


def test_the_folder_may_be_no_link_and_not_lead_out_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / "repo").mkdir()
    (tmp_path / "home").mkdir()
    os.symlink(tmp_path / "home", tmp_path / "repo" / "docs")
    for out in ("docs", "docs/graph"):
        with pytest.raises(ConfigError):
            write_pages(tmp_path / "repo" / out, tmp_path / "repo", {"index.md": "1"})
    assert texts(tmp_path / "home") == {}


@pytest.mark.parametrize("name", ["../theirs.md", "/etc/x", "a/b/c.md", "modules/..", ".git/config", ".bashrc"])
def test_a_list_that_names_files_elsewhere_is_not_believed(tmp_path: Path, name: str) -> None:
    from blake3 import blake3

    out = tmp_path / "out"
    (out / ".git").mkdir(parents=True)
    for path in (tmp_path / "theirs.md", out / ".git" / "config", out / ".bashrc"):
        path.write_text("theirs")
    hashed = blake3(b"theirs").hexdigest(16)
    (out / LIST).write_text(json.dumps({"form": 1, "pages": {name: hashed}}))
    write_pages(out, None, {"index.md": "1"})
    assert (tmp_path / "theirs.md").exists() and (out / ".git" / "config").exists() and (out / ".bashrc").exists()


def test_names_of_pages_differ_on_every_file_system() -> None:
    symbols = [
        "a::b",
        "A::b",
        "a.b",
        "a/b",
        "a--b",
        "a",
        "A",
        "con",
        "aux",
        "a::" + "x" * 300,
        "a::" + "x" * 301,
        "ä",
        "ö",
        "a::r#b",
        "..",
        "a/../b",
    ]
    names = [stem(Page(symbol, "module", symbol, [])) for symbol in symbols]
    assert len({name.lower() for name in names}) == len(symbols)
    for name in names:
        folder, _, own = name.partition("/")
        assert folder == "modules" and "/" not in own and not own.startswith(".") and len(own) < 120
        assert own.split(".")[0] not in {"con", "aux"}
