"""What is read of a folder of advisories, and what of it is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rgraph.deps.advisories import limits
from rgraph.deps.advisories.judging import functions_for, is_affected
from rgraph.deps.advisories.reading import Advisory, read_database
from rgraph.errors import ConfigError

from .folder import advisory, written


def test_an_advisory(tmp_path: Path) -> None:
    text = advisory(
        "A-1", "deep", {"deep::f": ["< 1.0.0", ">= 0.7"]}, informational="unsound", url="https://example.org"
    )
    (found,) = read_database(written(tmp_path, A_1=text)).advisories
    assert found == Advisory(
        "A-1", "deep", "deep takes too long", "2024-01-02", "https://example.org", "unsound", (">= 1.0.1",), ("< 0.5.0",),
        (("deep::f", ("< 1.0.0", ">= 0.7")),),
    )  # fmt: skip


def test_inline_functions_and_targets(tmp_path: Path) -> None:
    text = (
        '```toml\r\n[advisory]\r\nid = "A-1"\r\npackage = "deep"\r\n[affected]\r\nos = ["windows"]\r\n'
        'functions = { "deep::f" = ["*"] }\r\n[versions]\r\npatched = []\r\n```\r\n# Title\r\n'
    )
    (found,) = read_database(written(tmp_path, A_1=text)).advisories
    assert (found.functions, found.targets, found.title) == ((("deep::f", ("*",)),), ("windows",), "Title")


def test_what_is_not_read_is_named(tmp_path: Path) -> None:
    good = advisory("A-1", "deep")
    written(
        tmp_path,
        A_1=good,
        A_2=good,
        B=good.replace('id = "A-1"', ""),
        C="# no front matter\n",
        D=good.replace("[versions]", "[versions"),
        E=good + "x" * limits.MAX_FILE_BYTES,
        F=advisory("F", "deep", withdrawn="2024-02-03"),
        G="```toml\n" + "[" * 10_000,
    )
    os.symlink(tmp_path / "crates" / "any" / "A-1.md", tmp_path / "link.md")
    (tmp_path / "README.md").write_text("# not one")
    found = read_database(str(tmp_path))
    assert [each.id for each in found.advisories] == ["A-1"] and found.withdrawn == 1
    assert [each.partition(": ")[0].rpartition("/")[2] for each in found.skipped] == [
        "A-2.md", "B.md", "C.md", "D.md", "E.md", "G.md",
    ]  # fmt: skip


def test_a_folder_without_advisories_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(ConfigError):
            read_database(str(folder))


def test_a_folder_with_too_much_in_it_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rgraph.deps.advisories.reading.MAX_FILES", 2)
    folder = written(tmp_path, **{f"A_{each}": advisory(f"A-{each}", "deep") for each in range(5)})
    found = read_database(folder)
    assert [each.id for each in found.advisories] == ["A-0", "A-1"] and "the rest" in found.skipped[0]


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ("1.0.0", True), ("1.0.1", False), ("0.4.9", False), ("0.5.0", True), ("1.0.1-rc.1", True), ("2.0.0-rc.1", False),
        ("strange", True),
    ],
)  # fmt: skip
def test_which_versions_are_affected(version: str, affected: bool) -> None:
    assert is_affected(Advisory("A", "deep", patched=(">= 1.0.1",), unaffected=("< 0.5.0",)), version) is affected


def test_functions_of_a_version() -> None:
    named = Advisory("A", "deep", functions=(("deep::all", ()), ("deep::new", (">= 1.0",)), ("deep::old", ("< 1.0",))))
    assert functions_for(named, "1.2.0") == ["deep::all", "deep::new"]
    assert functions_for(named, "0.9.0") == ["deep::all", "deep::old"]
