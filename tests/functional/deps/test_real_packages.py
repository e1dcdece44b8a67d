"""Packages that others made: Debian's, and what cargo itself packs, vendors and clones. Skipped where there are none."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from rgraph.cargo.lockfile import parse_lockfile
from rgraph.deps.scanning import locked_in
from rgraph.deps.sources.surroundings import DEBIAN, Surroundings
from rgraph.deps.tier import ColdTier
from rgraph.model.facts import BlobStatus
from rgraph.model.packages import PackageId, ResolvedPackage
from tests.unit.deps.crates import CRATES_IO

PACKAGES = Path(os.environ.get("RGRAPH_TEST_DEBIAN", DEBIAN))
"""Where `.ci/run` unpacks some of Debian's packages on a machine that has none."""

SMALL = ("bitflags", "cfg-if", "either", "fnv", "heck", "itoa", "lazy-static", "lazy_static", "log", "memoffset", "once_cell",
         "once-cell", "scopeguard", "slab", "strsim", "void")  # fmt: skip
NAMED = re.compile(r"(.+)-(\d+\.\d+\.\d+.*)")


def debians() -> list[ResolvedPackage]:
    if not PACKAGES.is_dir():
        return []
    named = [NAMED.fullmatch(path.name) for path in sorted(PACKAGES.iterdir())]
    return [
        ResolvedPackage(PackageId(each[1], each[2], CRATES_IO), sum_of(PACKAGES / each[0]))
        for each in named
        if each is not None and each[1] in SMALL
    ]


def sum_of(folder: Path) -> str:
    said = json.loads((folder / ".cargo-checksum.json").read_text()).get("package") or ""
    return said if len(said) == 64 else ""


@pytest.mark.skipif(len(debians()) < 5, reason="no librust-*-dev packages here")
def test_debians_packages(tmp_path: Path) -> None:
    packages = debians()
    tier = ColdTier(Surroundings(tmp_path, debian=PACKAGES), tmp_path / "packages" / "v1")
    added = tier.add(packages, jobs=1)
    assert (len(added.packages), added.missing, added.refused, added.gaps) == (len(packages), [], [], [])
    for each in added.packages:
        assert each.assurance == ("claimed" if each.checksum else "unchecked")
        sources = [blob for path, blob in each.files.items() if path.endswith(".rs")]
        facts = tier.contents.facts(sources).values()
        assert all(one.status is BlobStatus.OK for one in facts) and sum(len(one.items) for one in facts), each.id
        assert len(tier.contents.bodies(sources)) == len(set(sources))
        assert each.id.version in tier.versions(each.id.name)
    other = [ResolvedPackage(each.id, hashlib.sha256(b"x").hexdigest()) for each in packages if each.checksum]
    assert len(tier.add(other, jobs=1).refused) == len(other)


def cargo(folder: Path, home: Path, *words: str) -> None:
    environment = {**os.environ, "CARGO_HOME": str(home), "CARGO_TARGET_DIR": str(folder / "target")}
    subprocess.run(["cargo", *words], cwd=folder, env=environment, check=True, capture_output=True, timeout=120)


def has_cargo() -> bool:
    return (
        shutil.which("cargo") is not None
        and subprocess.run(["cargo", "--version"], capture_output=True, check=False).returncode == 0
    )


@pytest.fixture
def user(tmp_path: Path) -> Path:
    """A package that needs another one, which cargo has packed into a registry of this machine."""
    if not has_cargo():
        pytest.skip("no cargo here")
    made = {
        "one/Cargo.toml": '[package]\nname = "one"\nversion = "0.1.0"\nedition = "2021"\n',
        "one/src/lib.rs": "mod deep;\npub fn f() {}\n",
        "one/src/deep.rs": "pub struct S;\n",
        "one/tests/t.rs": "",
        "user/Cargo.toml": '[package]\nname = "user"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\none = "0.1"\n',
        "user/src/lib.rs": "",
        "user/.cargo/config.toml": f'[source.crates-io]\nreplace-with = "here"\n[source.here]\nlocal-registry = "{tmp_path}/registry"\n',
    }
    for path, text in made.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    cargo(tmp_path / "one", tmp_path / "home", "package", "--offline", "--no-verify", "--allow-dirty")
    archive = tmp_path / "one" / "target" / "package" / "one-0.1.0.crate"
    entry = {
        "name": "one",
        "vers": "0.1.0",
        "deps": [],
        "cksum": hashlib.sha256(archive.read_bytes()).hexdigest(),
        "features": {},
        "yanked": False,
    }
    index = tmp_path / "registry" / "index" / "3" / "o" / "one"
    index.parent.mkdir(parents=True)
    index.write_text(json.dumps(entry) + "\n")
    shutil.copy(archive, tmp_path / "registry")
    cargo(tmp_path / "user", tmp_path / "home", "generate-lockfile", "--offline")
    return tmp_path / "user"


def test_what_cargo_packs_and_vendors(user: Path, tmp_path: Path) -> None:
    (package,) = locked_in([parse_lockfile((user / "Cargo.lock").read_bytes())])
    mirror = ColdTier(
        Surroundings(tmp_path / "none", debian=None, folders=(tmp_path / "registry",)), tmp_path / "first"
    )
    (packed,) = mirror.add([package], jobs=1).packages
    assert (packed.place.kind, packed.place.form, packed.assurance) == ("folder", "archive", "contents")
    assert sorted(packed.files) == ["Cargo.toml", "src/deep.rs", "src/lib.rs"]
    cargo(user, tmp_path / "home", "vendor", "--offline", "--respect-source-config")
    tier = ColdTier(Surroundings(tmp_path / "none", user, debian=None), tmp_path / "second")
    (vendored,) = tier.add([package], jobs=1).packages
    assert (vendored.place.kind, vendored.assurance, vendored.files) == ("vendor", "contents", packed.files)
    (user / "vendor" / "one" / "src" / "deep.rs").write_text("pub struct Changed;")
    again = ColdTier(Surroundings(tmp_path / "none", user, debian=None), tmp_path / "third")
    assert "src/deep.rs has changed" in again.add([package], jobs=1).refused[0].why
