"""Cargo scripts: files that carry their manifest are packages of one binary."""

from __future__ import annotations

import pytest

from rgraph.cargo.layout import layout
from rgraph.cargo.manifest import parse_manifest
from rgraph.cargo.scripts import script_manifest
from rgraph.model.cargo import CargoTree, TargetKind
from rgraph.model.ids import RepoPath
from tests.dsl import manifest


def _laid_out(scripts: dict[str, str], manifests: dict[str, str] | None = None, *paths: str) -> CargoTree:
    carried = {RepoPath(path): text for path, text in scripts.items()}
    written = {RepoPath(path): parse_manifest(text.encode()) for path, text in (manifests or {}).items()}
    return layout(written, [RepoPath(path) for path in (*scripts, *written, *paths)], carried)


def test_a_script_is_a_package_of_one_binary_that_nobody_publishes() -> None:
    tree = _laid_out({"tools/bump it.rs": '[dependencies]\nclap = "4"\n'})
    (crate,) = tree.crates
    assert (crate.id, crate.kind, crate.root, crate.edition) == (
        "bump-it/bin/bump-it", TargetKind.BIN, "tools/bump it.rs", "2024",
    )  # fmt: skip
    assert [each.name for each in crate.externs] == ["clap"]
    (package,) = tree.packages
    assert not package.publish
    assert not tree.errors


def test_its_own_name_does_not_count_and_its_edition_does() -> None:
    (package,) = _laid_out({"a.rs": '[package]\nname = "other"\nedition = "2021"\n'}).packages
    assert (package.name, package.edition) == ("a", "2021")


@pytest.mark.parametrize(("stem", "name"), [("9a", "_9a"), ("a.b", "a-b"), ("-x", "_-x"), ("snake_case", "snake_case")])
def test_the_name_is_made_of_the_files(stem: str, name: str) -> None:
    assert script_manifest(RepoPath(f"{stem}.rs"), "\n").package == name


def test_a_path_leads_from_the_scripts_folder() -> None:
    tree = _laid_out(
        {"tools/run.rs": '[dependencies]\nown = { path = "../own" }\n'},
        {"own/Cargo.toml": manifest("own")},
        "own/src/lib.rs",
    )
    script = next(crate for crate in tree.crates if crate.package == "run")
    assert [(each.name, each.crate) for each in script.externs] == [("own", "own")]


def test_a_script_is_in_no_workspace_and_takes_no_name_from_a_package() -> None:
    workspace = manifest("run") + '[workspace]\nmembers = ["tools"]\n'
    tree = _laid_out({"run.rs": "[dependencies]\nx.workspace = true\n"}, {"Cargo.toml": workspace}, "src/main.rs")
    assert {crate.root: crate.id for crate in tree.crates} == {"src/main.rs": "run/bin/run", "run.rs": "run/bin/run@"}
    assert {package.manifest: package.workspace for package in tree.packages}["run.rs"] == "run.rs"


def test_a_target_of_a_package_is_no_script() -> None:
    tree = _laid_out({"src/bin/tool.rs": "\n"}, {"Cargo.toml": manifest("demo")})
    assert [crate.id for crate in tree.crates] == ["demo/bin/tool"]


def test_a_wrong_manifest_is_told() -> None:
    tree = _laid_out({"a.rs": "[package\n"})
    assert not tree.crates
    ((path, error),) = tree.errors
    assert path == "a.rs"
    assert "TOML" in error
