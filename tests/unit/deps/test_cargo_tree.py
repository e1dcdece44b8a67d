"""Trees of random packages over Debian's crates, held against `cargo tree`, line by line."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from rgraph.cargo.layout import layout
from rgraph.cargo.lockfile import parse_lockfile
from rgraph.cargo.manifest import parse_manifest
from rgraph.deps.standing import Standing
from rgraph.deps.tree import tree, why
from rgraph.model.ids import RepoPath
from rgraph.render.deps_text import tree_text

from ..cargo.resolution.test_against_cargo import projects, pytestmark, resolved, root, theirs

__all__ = ["pytestmark", "root"]


def test_as_cargo_draws_it(root: Path) -> None:
    compared = 0
    for project in projects(seed=2):
        (root / "Cargo.lock").unlink(missing_ok=True)
        text = project.replace('edition = "2021"', 'edition = "2021"\nresolver = "1"')  # 2 has what builds need twice
        (root / "Cargo.toml").write_text(text)
        if theirs(root) is None:
            continue
        found = standing(root)
        assert drawn(tree_text(tree(found))) == cargo_tree(root), text
        common = "libc" if any(each.id.name == "libc" for each in found.resolution.packages) else "app"
        assert set(drawn(tree_text(why(found, common)))) == set(cargo_tree(root, "-i", common)), text
        compared += 1
        if compared == 4:
            break


def standing(root: Path) -> Standing:
    manifests = {RepoPath("Cargo.toml"): parse_manifest((root / "Cargo.toml").read_bytes())}
    locks = {RepoPath("Cargo.lock"): parse_lockfile((root / "Cargo.lock").read_bytes())}
    return Standing("", layout(manifests, [RepoPath("src/lib.rs")]), manifests, locks, resolved(root))


def cargo_tree(root: Path, *words: str) -> list[str]:
    done = subprocess.run(
        ["cargo", "tree", "--offline", "--all-features", "--target", "all", *words],
        cwd=root, capture_output=True, check=True, text=True,
    )  # fmt: skip
    return [re.sub(r" \((?:/.*|proc-macro)\)", "", line) for line in done.stdout.splitlines() if line.strip()]


def drawn(text: str) -> list[str]:
    lines = [line for line in text.split("\n\nnote:")[0].split("\n") if line]
    return [re.sub(r' \[(?!build-|dev-)[^\n]*\]| \(Cargo\.toml\)| requires "[^"]*"', "", line) for line in lines]
