"""Random packages over the crates that Debian ships: versions, dependencies and features as `cargo metadata` has them."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from rgraph.cargo.layout import layout
from rgraph.cargo.lockfile import parse_lockfile
from rgraph.cargo.manifest import parse_manifest
from rgraph.cargo.resolution.resolve import resolve
from rgraph.model.cargo import Manifest
from rgraph.model.ids import RepoPath
from rgraph.model.packages import PackageId, Resolution

from ..oracle import cargo_available

REGISTRY = Path("/usr/share/cargo/registry")

pytestmark = pytest.mark.skipif(
    not (cargo_available() and REGISTRY.is_dir()), reason="needs cargo, and crates of Debian's librust-*-dev packages"
)

Key = tuple[str, str]


@cache
def shipped() -> dict[Key, Manifest]:
    manifests = [parse_manifest(path.read_bytes()) for path in sorted(REGISTRY.glob("*/Cargo.toml"))]
    return {(manifest.package, manifest.version): manifest for manifest in manifests}


def projects(seed: int) -> Iterator[str]:
    """Manifests that ask for some of the crates, with some of their features, in every kind of table."""
    rng = random.Random(seed)
    while True:
        text = '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2021"\n'
        taken = rng.sample(sorted(shipped()), 5)
        optional = []
        for number, (name, version) in enumerate(taken):
            table = rng.choice(
                [
                    "dependencies",
                    "dependencies",
                    "dev-dependencies",
                    "build-dependencies",
                    "target.'cfg(windows)'.dependencies",
                ]
            )
            features = [name for name in sorted(shipped()[taken[number]].features) if not rng.randrange(4)]
            is_optional = table == "dependencies" and not rng.randrange(3)
            optional += [name] if is_optional else []
            text += f'[{table}.{name}]\nversion = "={version}"\nfeatures = {json.dumps(features)}\n'
            text += f"default-features = {json.dumps(bool(rng.randrange(3)))}\noptional = {json.dumps(is_optional)}\n"
        text += "[features]\n"
        if optional:
            text += f'some = ["{optional[0]}"]\nweak = ["{optional[-1]}?/default"]\n'
        yield text


def theirs(root: Path) -> dict[Key, tuple[list[str], list[Key]]] | None:
    """By package: its features and what it depends on, by cargo; None where it finds no solution."""
    done = subprocess.run(
        ["cargo", "metadata", "--offline", "--all-features", "--format-version", "1"],
        cwd=root, capture_output=True, check=False, text=True,
    )  # fmt: skip
    if done.returncode:
        return None
    document = json.loads(done.stdout)
    key = {package["id"]: (package["name"], package["version"]) for package in document["packages"]}
    return {
        key[node["id"]]: (sorted(node["features"]), sorted({key[each["pkg"]] for each in node["deps"]}))
        for node in document["resolve"]["nodes"]
    }


def resolved(root: Path, with_lock: bool = True) -> Resolution:
    manifests = {RepoPath("Cargo.toml"): parse_manifest((root / "Cargo.toml").read_bytes())}
    locks = {RepoPath("Cargo.lock"): parse_lockfile((root / "Cargo.lock").read_bytes())} if with_lock else {}
    tree = layout(manifests, [RepoPath("Cargo.toml"), RepoPath("src/lib.rs")])
    return resolve(
        tree,
        manifests,
        locks,
        lambda package: shipped().get((package.name, package.version)),
        lambda wanted: [version for name, version in shipped() if name == wanted],
    )


def ours(found: Resolution) -> dict[Key, tuple[list[str], list[Key]]]:
    def key(package: PackageId) -> Key:
        return (package.name, package.version)

    return {
        key(each.id): (
            each.features,
            sorted({key(required.means) for required in each.requirements if required.means is not None}),
        )
        for each in found.packages
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".cargo").mkdir()
    (tmp_path / ".cargo/config.toml").write_text(
        f'[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "{REGISTRY}"\n'
    )
    (tmp_path / "src").mkdir()
    (tmp_path / "src/lib.rs").touch()
    return tmp_path


def test_random_packages(root: Path) -> None:
    compared = 0
    for text in projects(seed=1):
        (root / "Cargo.lock").unlink(missing_ok=True)
        (root / "Cargo.toml").write_text(text)
        expected = theirs(root)
        if expected is None:
            continue
        found = resolved(root)
        assert not found.problems and all(each.has_all_features for each in found.packages)
        assert ours(found) == expected, text
        assert ours(resolved(root, with_lock=False)) == expected, text
        compared += 1
        if compared == 6:
            break
