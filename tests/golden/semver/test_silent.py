"""Breaks that once passed in silence, with their neighbours: what is right was found by compiling a client.

A case of `silent/*.toml` is two versions of a library (`old`, `new`: a text for `src/lib.rs`, or files by path) and what
is right of them: `major`, `minor`, `none` (no major finding and nothing undecided) or `undecided`. `client` is the code
of a user: it compiles against the old version, and against the new one unless the case is major. `features` are those
that are on for both, `old_features` and `new_features` for one. `crates` are the workspace's other libraries in the order in
which they are compiled, each as FOLDER, or as FOLDER:FEATURE,FEATURE with those that the package switches on. Where
rustc is at hand, it is asked again.
"""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "lib_x"\nversion = "1.0.0"\nedition = "2021"\n'


@dataclass(frozen=True)
class Case:
    group: str
    name: str
    right: str
    old: Mapping[str, str]
    new: Mapping[str, str]
    client: str
    features: tuple[tuple[str, ...], tuple[str, ...]]
    rule: str
    edition: str
    crates: tuple[str, ...]


def _cases() -> Iterator[Case]:
    for path in sorted((Path(__file__).parent / "silent").glob("*.toml")):
        for table in tomllib.loads(path.read_text())["case"]:
            unknown = table.keys() - KEYS
            assert not unknown, f"{path.name}: {unknown}"
            common = table.get("features", [])
            yield Case(
                path.stem,
                table["name"],
                table["right"],
                _files(table["old"], table.get("manifest", "")),
                _files(table["new"], table.get("new_manifest", table.get("manifest", ""))),
                table.get("client", ""),
                (
                    (*common, *table.get("old_features", ())),
                    (*common, *table.get("new_features", ())),
                ),
                table.get("rule", ""),
                table.get("edition", "2021"),
                tuple(table.get("crates", ())),
            )


KEYS = {
    *("name", "right", "old", "new", "client", "features", "old_features", "new_features", "manifest", "new_manifest"),
    *("rule", "edition", "crates", "why"),
}


def _files(value: object, manifest: str) -> dict[str, str]:
    files = dict(value) if isinstance(value, dict) else {"src/lib.rs": str(value)}
    return {"Cargo.toml": MANIFEST + manifest, **files}


CASES = list(_cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}: {case.name}")
def test_what_is_said(case: Case) -> None:
    found = check(graph_of(case.old), graph_of(case.new))
    told = [(f.level.value, f.rule, f.message) for f in found.findings]
    asked = [(u.item, u.question) for u in found.undecided]
    major = [rule for level, rule, _ in told if level == "major"]
    if case.right == "major":
        assert major, (told, asked)
    else:
        assert not major, told
        assert bool(asked) == (case.right == "undecided"), (told, asked)
    if case.right == "minor":
        assert [level for level, _, _ in told if level == "minor"] or found.grown, told
    if case.rule:
        assert case.rule in [rule for _, rule, _ in told], told


@pytest.mark.skipif(shutil.which("rustc") is None, reason="no rustc here")
@pytest.mark.parametrize("group", sorted({case.group for case in CASES}))
def test_rustc_agrees(group: str, tmp_path: Path) -> None:
    for number, case in enumerate(case for case in CASES if case.group == group and case.client):
        old, new = (_compiles(case, side, tmp_path / f"{number}-{side}") for side in (0, 1))
        assert not old, f"{case.name}: the client does not compile against the old version: {old}"
        if case.right != "undecided":
            assert bool(new) == (case.right == "major"), f"{case.name}: {new}"


def _compiles(case: Case, side: int, folder: Path) -> str:
    """Why a client does not compile against one version of its library, "" where it does."""
    for path, text in (case.old, case.new)[side].items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    for crate in case.crates:
        name, _, features = crate.partition(":")
        if (folder / name).is_dir():
            _library(case, folder, f"{name}/src/lib.rs", name, tuple(filter(None, features.split(","))))
    _library(case, folder, "src/lib.rs", "lib_x", case.features[side])
    (folder / "client.rs").write_text(case.client)
    return _rustc(folder, ["client.rs", "--crate-name", "client", *_built(folder)], case.edition)


def _library(case: Case, folder: Path, root: str, name: str, features: tuple[str, ...]) -> None:
    flags = [word for feature in features for word in ("--cfg", f'feature="{feature}"')]
    error = _rustc(folder, [root, "--crate-name", name, *flags, *_built(folder)], case.edition)
    assert not error, f"{case.name}: {error}"


def _built(folder: Path) -> list[str]:
    libraries = sorted(file.name for file in folder.glob("lib*.rmeta"))
    return [word for file in libraries for word in ("--extern", f"{file[3:-6]}={file}")]


def _rustc(folder: Path, words: list[str], edition: str) -> str:
    common = ["--crate-type", "lib", "--emit", "metadata", "--edition", edition, "--cap-lints", "allow", "-L", "."]
    done = subprocess.run(["rustc", *words, *common], cwd=folder, capture_output=True, text=True, check=False)
    return done.stderr if done.returncode else ""
