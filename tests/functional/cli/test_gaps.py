"""An internal error ends no run: what it cost is told, with a log, and the rest is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.cargo import manifest as manifests
from rgraph.git.limits import MAX_DEPTH
from rgraph.link.bodies.walk import BodyWalk
from rgraph.model.cargo import Manifest
from rgraph.model.facts import Body
from tests.dsl import Repo, manifest

from .conftest import Rgraph

LIB = "pub fn good() { fine() }\npub fn bad() { fine() }\npub fn fine() {}\n"


def test_index_goes_on_and_tells(rgraph: Rgraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = BodyWalk.body

    def broken(self: BodyWalk, body: Body) -> None:
        if self.scopes.owner.name == "bad":
            raise RecursionError("planted")
        real(self, body)

    monkeypatch.setattr(BodyWalk, "body", broken)
    repo = Repo(tmp_path / "r")
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": LIB})
    ran = rgraph(repo.path, "index", "--jobs", "1")
    assert ran.code == 0
    assert "note: 1 file or item is not indexed: internal error, please report it with the log " in ran.err
    log = Path(ran.err.partition("with the log ")[2].partition(";")[0])
    assert "RecursionError: planted" in log.read_text()
    assert "src/lib.rs: body of demo::bad" in log.read_text()
    assert rgraph(repo.path, "callers", "fine").out.count("good") == 1
    assert "internal_error" in rgraph(repo.path, "status", "--unresolved").out
    doctor = rgraph(repo.path, "doctor")
    assert doctor.code == 1
    assert "src/lib.rs is not linked whole: internal error in its body" in doctor.out


def test_a_manifest_is_told_as_not_read(rgraph: Rgraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = manifests.parse_manifest

    def broken(source: bytes) -> Manifest:
        if b"bad" in source:
            raise RecursionError("planted")
        return real(source)

    monkeypatch.setattr(manifests, "parse_manifest", broken)
    repo = Repo(tmp_path / "r")
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": LIB, "bad/Cargo.toml": manifest("bad")})
    ran = rgraph(repo.path, "index", "--jobs", "1")
    assert ran.code == 0
    assert "note: 1 file or item is not indexed: internal error" in ran.err
    assert rgraph(repo.path, "callers", "fine").out.count("good") == 1
    assert "bad/Cargo.toml: manifest, internal error in rgraph" in rgraph(repo.path, "status").out


def test_a_directory_too_deep_is_told(rgraph: Rgraph, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    above = "d/" * MAX_DEPTH
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": LIB, f"{above}kept.rs": "", f"{above}e/lost.rs": ""})
    rgraph(repo.path, "index", "--jobs", "1")
    told = rgraph(repo.path, "status", "--format", "json").json["commit"]
    reason = f"more than {MAX_DEPTH} directories deep, not indexed"
    assert told["troubles"] == [{"path": f"{above}e", "status": "directory", "reason": reason}]
    assert told["unplaced"] == [f"{above}kept.rs"]
