"""Which workspace a package belongs to, by Cargo's rules (`src/cargo/core/workspace.rs`).

A workspace has the members that it lists and every package that these reach by path dependencies. A package looks for
its root upwards: the first manifest with `[workspace]` that does not exclude it, or that `package.workspace` names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

import msgspec

from rgraph.model.cargo import Dependency, Manifest

from .limits import MAX_GLOB_WORK
from .places import brief, directory, is_below, is_glob, join, manifest_in, matches

_SIGNS = re.compile(r"[*?\[]")
_LAST = "\U0010ffff"


class Workspaces(msgspec.Struct):
    """The workspaces of one commit: `root_of` has a package's root by its manifest, for members only."""

    manifests: Mapping[str, Manifest]
    root_of: dict[str, str] = msgspec.field(default_factory=dict)
    problems: list[tuple[str, str]] = msgspec.field(default_factory=list)
    _glob_work: int = 0
    _folders: list[str] = msgspec.field(default_factory=list)
    _searched: dict[str, str | None] = msgspec.field(default_factory=dict)
    _shared: dict[str, dict[str, Dependency]] = msgspec.field(default_factory=dict)
    _patched: dict[str, dict[tuple[str, str], str]] = msgspec.field(default_factory=dict)
    _excluded: dict[str, tuple[frozenset[str], frozenset[str]]] = msgspec.field(default_factory=dict)

    @classmethod
    def of(cls, manifests: Mapping[str, Manifest]) -> Workspaces:
        """Find the members of every workspace root, by manifest path."""
        found = cls(manifests)
        found._folders = sorted(
            directory(path) for path, manifest in manifests.items() if manifest.package and not manifest.is_script
        )
        for path in sorted(manifests):
            if manifests[path].is_workspace:
                found._add_members(path)
        return found

    def find_root(self, path: str) -> str | None:
        """The root that a package's manifest finds: what it inherits from. None where there is none."""
        if path not in self._searched:
            self._searched[path] = self._search(path)
        return self._searched[path]

    def path_of(self, path: str, dependency: Dependency) -> str | None:
        """The manifest that a dependency of the package at `path` names by its path, None for any other."""
        base = path
        if dependency.inherited:
            root = self.find_root(path)
            shared = None if root is None else self.shared(root, dependency.name)
            if root is None or shared is None:
                return None
            base, dependency = root, shared
        if not dependency.path:
            return None
        folder = join(directory(base), dependency.path)
        return None if folder is None else manifest_in(folder)

    def shared(self, root: str, name: str) -> Dependency | None:
        """An entry of `[workspace.dependencies]`."""
        entries = self._shared.get(root)
        if entries is None:
            entries = {found.name: found for found in self.manifests[root].workspace_dependencies}
            self._shared[root] = entries
        return entries.get(name)

    def patched(self, root: str, package: str, source: str) -> str | None:
        """The manifest by which `[patch]` of a root replaces a package of a source, where it is a path."""
        entries = self._patched.get(root)
        if entries is None:
            entries = {}
            for patch in self.manifests[root].patches:
                folder = join(directory(root), patch.path) if patch.path else None
                if folder is not None:
                    entries[patch.package, patch.registry] = manifest_in(folder)
            self._patched[root] = entries
        return entries.get((package, source))

    def _search(self, path: str) -> str | None:
        manifest = self.manifests[path]
        if manifest.is_workspace:
            return path
        if manifest.workspace_path:
            return self._pointed(path, manifest.workspace_path)
        folder = directory(path)
        while folder:
            folder = directory(folder)
            above = self.manifests.get(manifest_in(folder))
            if above is None:
                continue
            if above.is_workspace and not self._is_excluded(manifest_in(folder), path):
                return manifest_in(folder)
            if not above.is_workspace and above.workspace_path:
                return self._pointed(manifest_in(folder), above.workspace_path)
        return None

    def _pointed(self, path: str, pointer: str) -> str | None:
        folder = join(directory(path), pointer)
        if folder is None:
            return None
        root = self.manifests.get(manifest_in(folder))
        return manifest_in(folder) if root is not None and root.is_workspace else None

    def _add_members(self, root: str) -> None:
        manifest, base = self.manifests[root], directory(root)
        waiting = [(root, False)]
        for pattern in reversed(manifest.members):
            waiting.extend((member, False) for member in reversed(self._expand(root, base, pattern)))
        seen = set()
        while waiting:
            path, by_dependency = waiting.pop()
            member = self.manifests.get(path)
            if path in seen or member is None:
                continue
            if by_dependency and not is_below(directory(path), base) and self.find_root(path) != root:
                continue  # a path dependency outside is a member only where it points here itself
            if self._is_excluded(root, path):
                continue
            seen.add(path)
            if not member.package or (path != root and self.find_root(path) != root):
                continue
            self.root_of.setdefault(path, root)
            reached = [self.path_of(path, dependency) for dependency in member.dependencies]
            waiting.extend((found, True) for found in reversed(reached) if found is not None)

    def _expand(self, root: str, base: str, pattern: str) -> list[str]:
        folder = join(base, pattern)
        if folder is None:
            return []
        if not is_glob(pattern):
            return [manifest_in(folder)]
        near = self._below(folder)
        self._glob_work += len(folder) * sum(len(each) + 1 for each in near)
        if self._glob_work > MAX_GLOB_WORK:
            self.problems.append((root, f"the members pattern {brief(pattern)} was not expanded: too much work"))
            return []
        return [manifest_in(found) for found in near if matches(folder, found)]

    def _below(self, pattern: str) -> list[str]:
        """The folders that begin with what a pattern says before its first sign: only these can match it."""
        prefix = _SIGNS.split(pattern, maxsplit=1)[0].rstrip("/")  # `a/**` is `a`, too
        first = bisect_left(self._folders, prefix)
        return self._folders[first : bisect_left(self._folders, prefix + _LAST, first)]

    def _is_excluded(self, root: str, path: str) -> bool:
        """Below an excluded directory, and not below one that `members` names (patterns taken as they are written)."""
        if not self.manifests[root].exclude:
            return False
        folders = self._excluded.get(root)
        if folders is None:
            manifest = self.manifests[root]
            folders = (_joined(directory(root), manifest.exclude), _joined(directory(root), manifest.members))
            self._excluded[root] = folders
        above = _and_above(path)
        return not folders[0].isdisjoint(above) and folders[1].isdisjoint(above)


def _joined(base: str, relatives: list[str]) -> frozenset[str]:
    """Directories as `exclude` compares them: one with `..` is never a prefix, as cargo leaves these as they are."""
    found = (join(base, relative) for relative in relatives if ".." not in relative.split("/"))
    return frozenset(folder for folder in found if folder is not None)


def _and_above(path: str) -> list[str]:
    """A path and every directory above it, the root ("") last."""
    found = [path]
    while path:
        path = directory(path)
        found.append(path)
    return found
