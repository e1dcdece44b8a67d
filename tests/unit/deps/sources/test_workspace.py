"""Manifests that inherit from a workspace, written out."""

from __future__ import annotations

import tomllib

import pytest

from rgraph.cargo.manifest import parse_manifest
from rgraph.deps.sources.package_files import PackageFiles, SourceError
from rgraph.deps.sources.workspace import stand_alone, written

ROOT = """
[workspace]
members = ["crates/*"]
[workspace.package]
version = "1.2.3"
edition = "2021"
[workspace.dependencies]
serde = { version = "1", default-features = false, features = ["alloc"] }
log = "0.4"
near = { path = "crates/near", version = "0.5" }
"""
MEMBER = """
[package]
name = "one"
version.workspace = true
edition = { workspace = true }
[dependencies]
serde = { workspace = true, features = ["derive"], optional = true }
log.workspace = true
near.workspace = true
own = { path = "../own", version = "0.1", package = "its-own" }
[target.'cfg(unix)'.dev-dependencies]
log = { workspace = true, default-features = true }
[features]
default = ["dep:serde"]
"tls-1.2" = []
[profile.release]
lto = true
[patch.crates-io]
log = { path = "x" }
"""


def made(member: str, root: str | None, folder: str = "crates/one") -> str:
    files = PackageFiles({"Cargo.toml": member.encode()})  # type: ignore[dict-item]
    stand_alone(files, folder, lambda path: root.encode() if root is not None and path == "Cargo.toml" else None)
    return files.files["Cargo.toml"].decode()  # type: ignore[index]


def test_what_is_inherited_is_written_out() -> None:
    manifest = parse_manifest(made(MEMBER, ROOT).encode())
    assert (manifest.error, manifest.version, manifest.edition, manifest.inherits) == ("", "1.2.3", "2021", [])
    serde, log, near, own, dev = sorted(
        manifest.dependencies, key=lambda each: (each.kind == "dev", _ORDER.index(each.name))
    )
    assert (serde.version, serde.features, serde.default_features, serde.optional) == (
        "1",
        ["alloc", "derive"],
        False,
        True,
    )
    assert (log.version, near.version, near.path, own.path, own.package) == ("0.4", "0.5", "", "", "its-own")
    assert (dev.kind, dev.target, dev.version) == ("dev", "cfg(unix)", "0.4")
    assert manifest.features == {"default": ["dep:serde"], "tls-1.2": []}
    assert not manifest.is_workspace and manifest.patches == []


_ORDER = ["serde", "log", "near", "own"]


def test_a_root_that_is_a_package_inherits_from_itself() -> None:
    text = ROOT + '[package]\nname = "one"\nversion.workspace = true\n'
    manifest = parse_manifest(made(text, None, "").encode())
    assert manifest.version == "1.2.3" and not manifest.is_workspace


@pytest.mark.parametrize("root", [None, "", "[workspace]", "not toml ["])
def test_a_workspace_that_is_not_there(root: str | None) -> None:
    with pytest.raises(SourceError, match="not there"):
        made(MEMBER, root)


def test_a_document_is_the_same_when_it_is_read_again() -> None:
    text = 'a = "x\\u0007\\u007f\\"é"\nb = [1, 2.5, true, [], {c = "d", "e f" = {}}]\n[t]\n"q.r" = 1\nu = {v = [{w = 1}]}\n'
    document = tomllib.loads(text)
    assert tomllib.loads(written(document)) == document
