"""Which files of a package matter to its users: not tests, benches and examples, unless its library needs them."""

from __future__ import annotations

import re
from collections.abc import Collection

from rgraph.cargo.manifest import parse_manifest
from rgraph.model.ids import RepoPath

from .package_files import MANIFEST, Files

ASIDE = ("tests", "benches", "examples")
"""Folders at the top of a package that Cargo builds for the package's own developers alone."""

_NAMED = re.compile(rb'(?:\bpath\s*=\s*|\binclude!\s*[(\[{][^;]{0,200}?)"[^"\n]*?\b(tests|benches|examples)/')
"""The path of a `#[path]` or an `include!` that leads into one of them; what `include_str!` shows is no code."""


def selected(files: Files) -> dict[RepoPath, bytes]:
    """The files without those of `ASIDE`; a folder stays where a target or a path in the other files leads into it."""
    kept = {path: data for path, data in files.items() if _aside(path) is None}
    needed = _of_targets(files) | _named(kept)
    return {path: data for path, data in files.items() if path in kept or _aside(path) in needed}


def _aside(path: RepoPath) -> str | None:
    top, slash, _ = path.partition("/")
    return top if slash and top in ASIDE else None


def _of_targets(files: Files) -> set[str]:
    """Folders that a library, a binary or the build script is in."""
    manifest = parse_manifest(files.get(MANIFEST, b""))
    paths = [target.path for target in manifest.targets if target.kind in ("lib", "bin")]
    return {path.removeprefix("./").partition("/")[0] for path in (*paths, manifest.build)}.intersection(ASIDE)


def _named(kept: Files) -> set[str]:
    sources = [data for path, data in kept.items() if path.endswith(".rs")]
    return {name.decode() for data in _searchable(sources) for name in _NAMED.findall(data)}


def _searchable(contents: Collection[bytes]) -> list[bytes]:
    """Only what may match: a regular expression over all of them would cost more than reading them."""
    return [data for data in contents if b"tests/" in data or b"benches/" in data or b"examples/" in data]
