"""Manifests in, packages and crates out; and where cargo is at hand, the same as `cargo metadata` says.

A case is a text file: `-- PATH --` begins a file, `== expected ==` what `layout` makes of them. To write the expected parts
anew after a change: `RGRAPH_UPDATE_GOLDEN=1 pytest tests/golden/cargo`, and read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rgraph.model.cargo import CargoTree, Crate
from tests.unit.cargo.oracle import cargo_available, ours, theirs, tree_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
EXPECTED = "== expected ==\n"


def files_of(text: str) -> dict[str, str]:
    """The files of a case."""
    files: dict[str, str] = {}
    path = ""
    for line in text.partition(EXPECTED)[0].splitlines(keepends=True):
        if line.startswith("-- ") and line.endswith(" --\n"):
            path = line[3:-4]
            files[path] = ""
        elif path:
            files[path] += line
    return files


def describe(tree: CargoTree) -> str:
    """A layout as text: every package, its crates, and the names that each sees."""
    crates = {crate.id: crate for crate in tree.crates}
    lines: list[str] = []
    for package in tree.packages:
        rest = f" rust-version={package.rust_version}" if package.rust_version else ""
        rest += "" if package.publish else " unpublished"
        lines.append(f"package {package.name} {package.version or '?'} {package.edition} in {package.workspace}{rest}")
        lines.extend(f"  feature {name} = {' '.join(needs)}".rstrip() for name, needs in package.features.items())
        for identifier in package.crates:
            lines.extend(_crate_lines(crates[identifier]))
    lines.extend(f"error {path}: {said}" for path, said in tree.errors)
    return "\n".join(lines) + "\n"


def _crate_lines(crate: Crate) -> list[str]:
    macro = " proc-macro" if crate.proc_macro else ""
    lines = [f"  {crate.kind} {crate.id} as {crate.name} at {crate.root} {crate.edition}{macro}"]
    for extern in crate.externs:
        kind = "" if extern.kind == "normal" else f" ({extern.kind})"
        lines.append(f"    {extern.name} -> {extern.crate or 'outside ' + extern.package}{kind}")
    return lines


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_layout(case: Path) -> None:
    text = case.read_text()
    found = describe(tree_of(files_of(text)))
    if os.environ.get("RGRAPH_UPDATE_GOLDEN"):
        case.write_text(text.partition(EXPECTED)[0] + EXPECTED + found)
    assert found == case.read_text().partition(EXPECTED)[2]


@pytest.mark.skipif(not cargo_available(), reason="needs cargo")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_cargo_says_the_same(case: Path, tmp_path: Path) -> None:
    """For every workspace that cargo accepts; a case that it refuses says so in its first line."""
    text = case.read_text()
    files = files_of(text)
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    tree = tree_of(files)
    answers = {root: theirs(tmp_path, root) for root in sorted({package.workspace for package in tree.packages})}
    refused = [root for root, answer in answers.items() if isinstance(answer, str)]
    assert bool(refused) == text.startswith("# cargo refuses"), answers
    for root, answer in answers.items():
        if root not in refused:
            assert ours(tree, root) == answer
