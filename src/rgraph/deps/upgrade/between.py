"""What manifests and lock files of two trees say otherwise, whatever is at hand of the packages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rgraph.cargo.version import precedence
from rgraph.model.ids import RepoPath
from rgraph.model.packages import Resolution, ResolvedPackage

from .report import AskedAnew, Several


def several(was: Resolution, now: Resolution) -> Iterator[Several]:
    """The packages that one lock file has in several versions on one side, and not in the same on the other."""
    before, after = _versions(was), _versions(now)
    for name, lock in sorted(before.keys() | after.keys()):
        old, new = before.get((name, lock), ()), after.get((name, lock), ())
        if len(old) != len(new) and max(len(old), len(new)) > 1:
            yield Several(name, lock, tuple(old), tuple(new))


def asked_anew(was: Resolution, now: Resolution) -> Iterator[AskedAnew]:
    """What the tree's own packages ask for otherwise than before; what is asked for in the same way stands once."""
    before, after = _asked(was), _asked(now)
    alike: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for key in before.keys() | after.keys():
        manifest, name, _, _ = key
        old, new = before.get(key, set()), after.get(key, set())
        if old != new:
            alike[name, _text(old - new), _text(new - old)].add(manifest)
    for (name, old_text, new_text), manifests in sorted(alike.items()):
        yield AskedAnew(name, old_text, new_text, tuple(sorted(manifests)))


def _versions(side: Resolution) -> dict[tuple[str, str], list[str]]:
    """Of each package of a lock file its versions, and its source where one version comes from two."""
    found: dict[tuple[str, str], list[ResolvedPackage]] = defaultdict(list)
    for package in side.packages:
        if not package.manifest and package.lock:
            found[package.id.name, package.lock].append(package)
    return {key: [_version(each, alike) for each in sorted(alike, key=_order)] for key, alike in found.items()}


def _version(package: ResolvedPackage, alike: Iterable[ResolvedPackage]) -> str:
    is_alone = sum(each.id.version == package.id.version for each in alike) == 1
    return package.id.version if is_alone else f"{package.id.version} ({package.id.source})"


def _order(package: ResolvedPackage) -> tuple[object, str, str]:
    return (precedence(package.id.version), package.id.version, package.id.source)


def _asked(side: Resolution) -> dict[tuple[RepoPath, str, str, str], set[str]]:
    found: dict[tuple[RepoPath, str, str, str], set[str]] = defaultdict(set)
    own = {package.id.name for package in side.packages if package.manifest}
    for package in side.packages:
        for need in package.requirements if package.manifest else ():
            if need.package not in own and not need.manifest:
                wanted = " ".join(filter(None, (f'"{need.version}"' if need.version else "", need.source)))
                found[package.manifest, need.package, need.kind, need.target].add(wanted or "any version")
    return found


def _text(wanted: Iterable[str]) -> str:
    return ", ".join(sorted(wanted))
