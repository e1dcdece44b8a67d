"""Processes that scan at once, and one that is killed: the store is whole, and nothing is lost or twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rgraph.deps.sources.surroundings import Surroundings
from rgraph.deps.tier import ColdTier
from rgraph.model.packages import ResolvedPackage
from rgraph.store.schema import VERSION
from tests.dsl.repo import Repo
from tests.unit.deps.crates import published
from tests.unit.deps.test_scanning import MANIFEST, lock

TEXT = "\n".join(f"pub struct S{number} {{ pub a: u8, pub b: String }}" for number in range(100))


@pytest.fixture
def packages(tmp_path: Path) -> list[ResolvedPackage]:
    return [
        published(tmp_path / "cargo", f"p{n}", "1.0.0", src__big=f"{TEXT}\npub fn own{n}() {{}}") for n in range(20)
    ]


@pytest.fixture
def repo(tmp_path: Path, packages: list[ResolvedPackage]) -> Repo:
    made = Repo(tmp_path / "repo")
    made.commit({"Cargo.toml": MANIFEST, "src/lib.rs": "", "Cargo.lock": lock(*packages)})
    return made


def scanning(repo: Repo, tmp_path: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"CARGO_HOME": str(tmp_path / "cargo"), "RGRAPH_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-P", "-m", "rgraph", "-C", str(repo.path), "deps", "scan", "--jobs", "1"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/")


def kept(tmp_path: Path) -> ColdTier:
    return ColdTier(Surroundings(tmp_path / "cargo", debian=None), tmp_path / "cache" / "packages" / VERSION)


def is_whole(tier: ColdTier) -> bool:
    """Whether every content that a package lists is there."""
    blobs = {blob for each in tier.packages.all() for blob in each.files.values()}
    return blobs == {row[0] for row in tier.store.run("?[hash] := *packed{hash}")}


def test_processes_that_scan_at_once_share_the_work(
    repo: Repo, packages: list[ResolvedPackage], tmp_path: Path
) -> None:
    begun = [scanning(repo, tmp_path) for _ in range(3)]
    ended = [process.communicate(timeout=120) for process in begun]
    assert {process.returncode for process in begun} == {0}
    assert all(b"packages" not in err and b"error" not in err for _, err in ended), "nobody went on in memory"
    assert all(out.startswith(b"20 of 20 packages available") for out, _ in ended)
    assert len(kept(tmp_path).packages.all()) == 20 and is_whole(kept(tmp_path))


def test_a_process_that_is_killed_leaves_a_whole_store(
    repo: Repo, packages: list[ResolvedPackage], tmp_path: Path
) -> None:
    process = scanning(repo, tmp_path)
    file = tmp_path / "cache" / "packages" / VERSION / "writer.json"  # somebody writes
    while not file.exists() and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    tier = kept(tmp_path)
    added = tier.add(packages, jobs=1)
    assert len(added.packages) == 20 and is_whole(tier)
