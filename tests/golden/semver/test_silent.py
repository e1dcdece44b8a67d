"""Breaks that once passed in silence, with their neighbours: what is right was found by compiling a client.

A case of `silent/*.toml` is two versions of a library (`old`, `new`: a text for `src/lib.rs`, or files by path) and what
is right of them: `major`, `minor`, `none` (no major finding and nothing undecided) or `undecided`. `client` is the code
of a user: it compiles against the old version, and against the new one unless the case is major. `features` are those
that are on for both, `old_features` and `new_features` for one. `crates` are the workspace's other libraries in the order in
which they are compiled, each as FOLDER, or as FOLDER:FEATURE,FEATURE with those that the package switches on. Where
rustc is at hand, it is asked again.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of
from tests.dsl.rustc import Crate, Judge, rustc_available

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

    @property
    def sides(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        return self.old, self.new


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


@pytest.mark.skipif(not rustc_available(), reason="no rustc here")
@pytest.mark.parametrize("case", [case for case in CASES if case.client], ids=lambda case: f"{case.group}: {case.name}")
def test_rustc_agrees(case: Case, judge: Judge) -> None:
    old, new = (
        judge.refusal({**case.sides[side], "client.rs": case.client}, list(_crates(case, side))) for side in (0, 1)
    )
    assert not old, f"the client does not compile against the old version: {old}"
    if case.right != "undecided":
        assert bool(new) == (case.right == "major"), new


def _crates(case: Case, side: int) -> Iterator[Crate]:
    """The workspace's libraries, that of the package, and the client, each with all before it at hand."""
    built: list[str] = []
    for crate in case.crates:
        name, _, features = crate.partition(":")
        if any(path.startswith(f"{name}/") for path in case.sides[side]):
            yield _crate(case, name, f"{name}/src/lib.rs", tuple(filter(None, features.split(","))), built)
            built.append(name)
    yield _crate(case, "lib_x", "src/lib.rs", case.features[side], built)
    yield _crate(case, "client", "client.rs", (), [*built, "lib_x"])


def _crate(case: Case, name: str, root: str, features: Sequence[str], built: Sequence[str]) -> Crate:
    flags = [word for feature in features for word in ("--cfg", f'feature="{feature}"')]
    known = [word for other in sorted(built) for word in ("--extern", f"{other}=lib{other}.rmeta")]
    return (root, "--crate-name", name, "--edition", case.edition, "-L", ".", *flags, *known)
