"""Cargo scripts: a Rust file that carries its manifest before its code, a package of one binary (RFC 3502)."""

from __future__ import annotations

import re

from msgspec import structs

from rgraph.model.cargo import Manifest, TargetDecl
from rgraph.model.ids import RepoPath
from rgraph.toml import load, table_at

from .limits import MAX_MANIFEST_BYTES
from .manifest import manifest_of

EDITION = "2024"
"""The edition of a script that names none: Cargo takes its newest, and warns."""

_NOT_IN_A_NAME = re.compile(r"[^a-zA-Z0-9_-]+")


def script_manifest(path: RepoPath, frontmatter: str) -> Manifest:
    """The manifest of the script at `path`. Its package has the file's name, belongs to no workspace, and is not
    published; `error` says what is wrong where the text is no manifest.
    """
    file = path.rpartition("/")[2]
    name = _name(file.removesuffix(".rs"))
    document = load(frontmatter.encode(), MAX_MANIFEST_BYTES)
    if isinstance(document, str):
        return Manifest(error=document)
    found = manifest_of({**document, "package": {**(table_at(document, "package") or {}), "name": name}})
    if found.error:
        return found
    return structs.replace(
        found,
        edition=found.edition or EDITION,
        inherits=[],
        is_workspace=False,
        is_script=True,
        publish=False,
        targets=[TargetDecl(kind="bin", name=name, path=file)],
        build="-",
        autolib=False,
        autobins=False,
        autotests=False,
        autoexamples=False,
        autobenches=False,
        dependencies=[structs.replace(one, inherited=False) for one in found.dependencies],
    )


def _name(stem: str) -> str:
    """A package name, as Cargo makes one of a script's file name."""
    name = _NOT_IN_A_NAME.sub("-", stem)
    return f"_{name}" if not name or name[0] in "-0123456789" else name
