"""Packages in git repositories: which folder of which commit has a package's version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from rgraph.cargo.limits import MAX_MANIFEST_BYTES
from rgraph.cargo.manifest import parse_manifest
from rgraph.cargo.places import is_manifest
from rgraph.cargo.version import parse_version
from rgraph.deps.limits import MAX_COMMITS_SEARCHED, MAX_MANIFESTS_SEARCHED
from rgraph.git.repository import Repository
from rgraph.model.cargo import Manifest
from rgraph.model.ids import Oid, RepoPath
from rgraph.model.packages import PackageId

from .package_files import MANIFEST

TAGS = (
    "{version}",
    "v{version}",
    *(f"{{name}}{mark}{{version}}" for mark in ("-", "-v", "/", "/v", "@", "@v", "_", "_v")),
    "release-{version}",
)
"""How projects call the commit that a version was published from."""

_PREFIX = "refs/tags/"


def folder_in(repository: Repository, commit: Oid, package: PackageId) -> str | None:
    """The folder of a commit whose manifest is of this package and version; None where there is none."""
    tree = repository.tree(commit)
    manifests = [path for path in tree if is_manifest(path)]
    likely = sorted(manifests, key=lambda path: (f"/{path}".split("/")[-2:-1] != [package.name], path.count("/"), path))
    for path in likely[:MAX_MANIFESTS_SEARCHED]:
        manifest = _manifest(repository, tree[path])
        if manifest.package == package.name and _version(repository, tree, path, manifest) == package.version:
            return path.rpartition("/")[0]
    return None


def tagged(refs: Mapping[str, Oid], package: PackageId) -> Iterator[Oid]:
    """The commits that tags of this version name, of a repository's refs."""
    for pattern in TAGS:
        found = refs.get(_PREFIX + pattern.format(name=package.name, version=package.version))
        if found is not None:
            yield found


def tagged_versions(repository: Repository, refs: Mapping[str, Oid], name: str) -> dict[str, Oid]:
    """The versions of a package that tags name, and their commits, which have them."""
    patterns = (re.escape(tag).replace(r"\{name\}", re.escape(name)).replace(r"\{version\}", r"(\d.*)") for tag in TAGS)
    written = re.compile("|".join(patterns))
    tagged: dict[str, Oid] = {}
    for ref, commit in refs.items():
        found = written.fullmatch(ref.removeprefix(_PREFIX)) if ref.startswith(_PREFIX) else None
        version = next(filter(None, found.groups()), "") if found else ""
        package = PackageId(name, version)
        if parse_version(version) is not None and folder_in(repository, commit, package) is not None:
            tagged[version] = commit
    return tagged


def releases(repository: Repository, head: Oid, name: str) -> dict[str, Oid]:
    """The first commit of a history that has each version of a package, where the package stands as in its last."""
    found: dict[str, Oid] = {}
    paths = _paths_in(repository, head, name)
    known: dict[tuple[Oid, Oid | None], str] = {}
    for record in islice(repository.walk([head]) if paths else (), MAX_COMMITS_SEARCHED):
        top = repository.blob_at(record.oid, MANIFEST)
        for path in paths:
            blob = repository.blob_at(record.oid, path)
            if blob is None:
                continue
            if (blob, top) not in known:
                known[blob, top] = _said(_manifest(repository, blob), name, repository, top)
            if known[blob, top]:
                found.setdefault(known[blob, top], record.oid)
    return found


def _paths_in(repository: Repository, commit: Oid, name: str) -> list[RepoPath]:
    """The manifests of a package in a commit."""
    tree = repository.tree(commit)
    manifests = [path for path in tree if is_manifest(path)][:MAX_MANIFESTS_SEARCHED]
    return [path for path in manifests if _manifest(repository, tree[path]).package == name]


def _said(manifest: Manifest, name: str, repository: Repository, top: Oid | None) -> str:
    """The version that a manifest of a package says, or inherits from the one at the top; "" for another's."""
    if manifest.package != name:
        return ""
    if "version" not in manifest.inherits:
        return manifest.version
    return _manifest(repository, top).workspace_fields.get("version", "") if top is not None else ""


def _version(repository: Repository, tree: dict[RepoPath, Oid], path: RepoPath, manifest: Manifest) -> str:
    """A package's version, from the nearest workspace above where it is inherited."""
    if "version" not in manifest.inherits:
        return manifest.version
    parts = path.split("/")[:-1]
    while True:
        above = tree.get(RepoPath("/".join([*parts, MANIFEST])))
        root = _manifest(repository, above) if above is not None else Manifest()
        if root.is_workspace or not parts:
            return root.workspace_fields.get("version", "")
        parts.pop()


def _manifest(repository: Repository, blob: Oid) -> Manifest:
    if repository.blob_size(blob) > MAX_MANIFEST_BYTES:
        return Manifest(error="is too large")
    return parse_manifest(repository.read(blob))
