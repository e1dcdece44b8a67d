"""`cargo metadata` as the oracle of `layout`: what both say of a checkout, in one comparable form."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from rgraph.cargo.layout import layout
from rgraph.cargo.manifest import parse_manifest
from rgraph.model.cargo import CargoTree, Dependency, Package
from rgraph.model.ids import RepoPath

Described = dict[str, dict[str, object]]
"""By manifest path: what is known of a package."""

_KINDS = {
    "custom-build": "build",
    "proc-macro": "lib",
    "rlib": "lib",
    "dylib": "lib",
    "cdylib": "lib",
    "staticlib": "lib",
}


@cache
def cargo_available() -> bool:
    """Whether there is a cargo that runs: rustup's stand-in without a toolchain, as under an empty HOME, does not."""
    cargo = shutil.which("cargo")
    return cargo is not None and subprocess.run([cargo, "--version"], capture_output=True, check=False).returncode == 0


def tree_of(files: dict[str, str]) -> CargoTree:
    """The layout of files in memory."""
    manifests = {RepoPath(path): parse_manifest(text.encode()) for path, text in files.items() if _is_manifest(path)}
    return layout(manifests, {RepoPath(path) for path in files})


def tree_on_disk(root: Path) -> CargoTree:
    """The layout of a checkout."""
    files = [path for path in root.rglob("*") if path.suffix == ".rs" or path.name == "Cargo.toml"]
    relative = {RepoPath(path.relative_to(root).as_posix()): path for path in files if path.is_file()}
    manifests = {path: parse_manifest(full.read_bytes()) for path, full in relative.items() if _is_manifest(path)}
    return layout(manifests, set(relative))


def ours(tree: CargoTree, workspace: str) -> Described:
    """The packages of one workspace root (by its manifest) as `layout` has them."""
    crates = {crate.id: crate for crate in tree.crates}
    found: Described = {}
    for package in tree.packages:
        if package.workspace == workspace:
            targets = sorted(
                [crates[id].kind.value, crates[id].target_name, crates[id].root, crates[id].edition]
                for id in package.crates
            )
            found[package.manifest] = {
                "name": package.name,
                "version": package.version,
                "edition": package.edition,
                "rust_version": package.rust_version,
                "publish": package.publish,
                "features": package.features,
                "targets": targets,
                "dependencies": sorted(_our_dependency(package, one) for one in package.dependencies),
            }
    return found


def theirs(root: Path, manifest: str) -> Described | str:
    """The same from `cargo metadata --no-deps --offline`; its complaint where it refuses."""
    done = subprocess.run(
        [
            "cargo",
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
            "--manifest-path",
            str(root / manifest),
        ],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        return done.stderr.decode()
    found: Described = {}
    for package in json.loads(done.stdout)["packages"]:
        found[_relative(package["manifest_path"], root)] = {
            "name": package["name"],
            "version": package["version"],
            "edition": package["edition"],
            "rust_version": package["rust_version"] or "",
            "publish": package["publish"] != [],
            "features": package["features"],
            "targets": sorted(
                [_kind(target["kind"]), target["name"], _relative(target["src_path"], root), target["edition"]]
                for target in package["targets"]
                if target["src_path"].endswith(".rs") and Path(target["src_path"]).is_file()
            ),
            "dependencies": sorted(_their_dependency(root, one) for one in package["dependencies"]),
        }
    return found


def _kind(kinds: list[str]) -> str:
    return _KINDS.get(kinds[0], kinds[0])


def _our_dependency(package: Package, one: Dependency) -> list[str]:
    path = os.path.normpath(os.path.join(os.path.dirname(package.manifest), one.path)) if one.path else ""
    rename = one.name if one.renamed else ""
    switches = f"{one.optional} {one.default_features}"
    return [one.package, rename, one.kind, switches, " ".join(sorted(one.features)), one.target.replace(" ", ""), path]


def _their_dependency(root: Path, one: dict[str, object]) -> list[str]:
    path = str(one.get("path") or "")
    switches = f"{one['optional']} {one['uses_default_features']}"
    features = one["features"]
    assert isinstance(features, list)
    target = str(one["target"] or "").replace(" ", "")
    relative = _relative(path, root) if path else ""
    return [
        str(one["name"]),
        str(one["rename"] or ""),
        str(one["kind"] or "normal"),
        switches,
        " ".join(sorted(map(str, features))),
        target,
        relative,
    ]


def _relative(path: str, root: Path) -> str:
    return os.path.relpath(os.path.realpath(path), os.path.realpath(root))


def _is_manifest(path: str) -> bool:
    return path.rpartition("/")[2] == "Cargo.toml"
