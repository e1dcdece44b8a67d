"""Which versions of packages from elsewhere the packages of a tree get."""

from __future__ import annotations

from collections import defaultdict

from rgraph.cargo.version import Version, parse_version
from rgraph.model.packages import Resolution


class NeededVersions:
    """The versions that the manifests of a tree lead to, as its lock files resolve them."""

    def __init__(self, resolution: Resolution) -> None:
        self._found: dict[tuple[str, str], set[Version]] = defaultdict(set)
        for package in resolution.packages:
            for each in package.requirements if package.manifest else ():
                version = parse_version(each.means.version) if each.means is not None else None
                if version is not None:
                    name = each.package.replace("-", "_")
                    self._found[name, package.manifest].add(version)
                    self._found[name, ""].add(version)

    def versions(self, name: str, manifest: str = "") -> frozenset[Version]:
        """Those that a name from outside (`syn::parse`) may be of, in the package of a manifest ("": in any)."""
        return frozenset(self._found.get((name.partition("::")[0], manifest), ()))
