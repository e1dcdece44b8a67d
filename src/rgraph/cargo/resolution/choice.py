"""Which of several packages of one name a requirement means: by its source, then by its version."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from urllib.parse import parse_qsl, unquote

from rgraph.model.cargo import Dependency, LockedPackage
from rgraph.model.ids import RepoPath
from rgraph.model.packages import CRATES_IO, REGISTRIES, Basis, PackageId, Requirement

from ..limits import MAX_AVAILABLE_VERSIONS
from ..version import Version, parse_version, satisfies


def written_source(dependency: Dependency) -> str:
    """Where a dependency comes from, as `Requirement.source` has it."""
    if dependency.git:
        return f"git+{dependency.git}" + (f"?{dependency.rev}" if dependency.rev else "")
    if dependency.path:
        return "path"
    return f"registry {dependency.registry}" if dependency.registry not in ("", "crates-io") else ""


def required(
    dependency: Dependency, means: PackageId | None, basis: Basis, manifest: RepoPath | None = None
) -> Requirement:
    """A declared dependency with the package that it means; `manifest` is that of one of the tree."""
    return Requirement(
        name=dependency.name,
        package=dependency.package,
        kind=dependency.kind,
        version=dependency.version,
        target=dependency.target,
        optional=dependency.optional,
        renamed=dependency.renamed,
        means=means,
        manifest=manifest or RepoPath(""),
        basis=basis,
        features=dependency.features,
        default_features=dependency.default_features,
        source=written_source(dependency),
    )


def choose(dependency: Dependency, entries: Iterable[LockedPackage]) -> LockedPackage | None:
    """The entry that a dependency means, of those of its name: of the nearest source, then of the highest version."""
    best: tuple[int, Version, str] | None = None
    chosen = None
    for entry in entries:
        version = parse_version(entry.version)
        nearness = _nearness(dependency, entry.source)
        if version is None or not nearness or not suits(dependency.version, version):
            continue
        rank = (nearness, version, entry.source)
        if best is None or best < rank:
            best, chosen = rank, entry
    return chosen


def highest(requirement: str, versions: Collection[str]) -> str:
    """The highest version that suits a requirement, "" where none does."""
    if len(versions) > MAX_AVAILABLE_VERSIONS:
        versions = sorted(versions)[:MAX_AVAILABLE_VERSIONS]
    parsed = ((parse_version(text), text) for text in sorted(versions))
    found = [(version, text) for version, text in parsed if version is not None and suits(requirement, version)]
    return max(found, key=_precedence)[1] if found else ""


def suits(requirement: str, version: Version) -> bool:
    """Whether a version is allowed; a requirement that is not there or not readable allows all but pre-releases."""
    allowed = satisfies(requirement, version) if requirement.strip() not in ("", "*") else None
    return not requirement or not version.pre if allowed is None else allowed


def suits_text(requirement: str, version: str) -> bool:
    """Whether a version as a manifest writes it is allowed; one that is not readable is."""
    parsed = parse_version(version)
    return parsed is None or suits(requirement, parsed)


def _precedence(found: tuple[Version, str]) -> Version:
    return found[0]


def _nearness(dependency: Dependency, source: str) -> int:
    """How near an entry's source is to the one that a dependency names; 0 where they exclude each other.

    `[patch]` puts a path or a repository in a registry's place, so that these may stand for one.
    """
    if dependency.git:
        return _git_nearness(dependency, source)
    if dependency.path:
        return 1 if not source else 0
    if not source.startswith(REGISTRIES):
        return 1
    return 3 if (source == CRATES_IO) == (dependency.registry in ("", "crates-io")) else 2


def _git_nearness(dependency: Dependency, source: str) -> int:
    if not source:
        return 1  # patched by a path
    if not source.startswith("git+"):
        return 0
    url, _, query = source.removeprefix("git+").partition("#")[0].partition("?")
    if _repository(url) != _repository(dependency.git):
        return 1  # patched by another repository
    written = dict(parse_qsl(query))
    key, _, value = dependency.rev.partition("=")
    same = not written if not key else unquote(written.get(key, "")) == value
    return 3 if same else 2


def _repository(url: str) -> str:
    """A repository's address, without what hosts take either way."""
    return url.rstrip("/").removesuffix(".git").lower()
