"""Packages in git repositories: which folder of which commit has a package's version."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rgraph.cargo.limits import MAX_MANIFEST_BYTES
from rgraph.cargo.manifest import parse_manifest
from rgraph.cargo.version import parse_version
from rgraph.deps.limits import MAX_COMMITS_SEARCHED, MAX_MANIFESTS_SEARCHED
from rgraph.git.repository import Repository
from rgraph.model.cargo import Manifest
from rgraph.model.ids import Oid, RepoPath
from rgraph.model.packages import PackageId

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
    manifests = [path for path in tree if path.rpartition("/")[2] == "Cargo.toml"]
    likely = sorted(manifests, key=lambda path: (f"/{path}".split("/")[-2:-1] != [package.name], path.count("/"), path))
    for path in likely[:MAX_MANIFESTS_SEARCHED]:
        manifest = _manifest(repository, tree[path])
        if manifest.package == package.name and _version(repository, tree, path, manifest) == package.version:
            return path.rpartition("/")[0]
    return None


def tagged(repository: Repository, package: PackageId) -> Iterator[Oid]:
    """The commits that tags of this version name."""
    refs = repository.refs()
    for pattern in TAGS:
        found = refs.get(_PREFIX + pattern.format(name=package.name, version=package.version))
        if found is not None:
            yield found


def tagged_versions(repository: Repository, name: str) -> Iterator[str]:
    """The versions of a package that a repository's tags name, and whose commits have it."""
    patterns = (re.escape(tag).replace(r"\{name\}", re.escape(name)).replace(r"\{version\}", r"(\d.*)") for tag in TAGS)
    written = re.compile("|".join(patterns))
    for ref, commit in repository.refs().items():
        found = written.fullmatch(ref.removeprefix(_PREFIX)) if ref.startswith(_PREFIX) else None
        version = next(filter(None, found.groups()), "") if found else ""
        package = PackageId(name, version)
        if parse_version(version) is not None and folder_in(repository, commit, package) is not None:
            yield version


def released(repository: Repository, package: PackageId) -> Oid | None:
    """The first commit of HEAD's history whose manifest says the version, where the package stands as in HEAD."""
    head = repository.head()
    paths = _paths_now(repository, head, package.name) if head is not None else []
    known: dict[Oid, Manifest] = {}
    for count, record in enumerate(repository.walk([head] if head is not None else [])):
        if count >= MAX_COMMITS_SEARCHED:
            break
        for path in paths:
            blob = repository.blob_at(record.oid, path)
            if blob is None:
                continue
            if blob not in known:
                known[blob] = _manifest(repository, blob)
            manifest = known[blob]
            if manifest.package == package.name and package.version in (
                manifest.version,
                _inherited(repository, record.oid, manifest),
            ):
                return record.oid
    return None


def _paths_now(repository: Repository, head: Oid, name: str) -> list[RepoPath]:
    tree = repository.tree(head)
    manifests = [path for path in tree if path.rpartition("/")[2] == "Cargo.toml"][:MAX_MANIFESTS_SEARCHED]
    return [path for path in manifests if _manifest(repository, tree[path]).package == name]


def _version(repository: Repository, tree: dict[RepoPath, Oid], path: RepoPath, manifest: Manifest) -> str:
    """A package's version, from the nearest workspace above where it is inherited."""
    if "version" not in manifest.inherits:
        return manifest.version
    parts = path.split("/")[:-1]
    while True:
        above = tree.get(RepoPath("/".join([*parts, "Cargo.toml"])))
        root = _manifest(repository, above) if above is not None else Manifest()
        if root.is_workspace or not parts:
            return root.workspace_fields.get("version", "")
        parts.pop()


def _inherited(repository: Repository, commit: Oid, manifest: Manifest) -> str:
    """The version of a workspace whose manifest is at the top, for a member that inherits it."""
    blob = repository.blob_at(commit, "Cargo.toml") if "version" in manifest.inherits else None
    return _manifest(repository, blob).workspace_fields.get("version", "") if blob is not None else ""


def _manifest(repository: Repository, blob: Oid) -> Manifest:
    if repository.blob_size(blob) > MAX_MANIFEST_BYTES:
        return Manifest(error="is too large")
    return parse_manifest(repository.read(blob))
