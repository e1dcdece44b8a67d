"""Packages and crates of one commit, from its manifests and paths alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

import msgspec

from rgraph.model.cargo import CargoTree, Crate, Dependency, Extern, Manifest, Package, TargetKind
from rgraph.model.ids import RepoPath

from .places import brief, directory, join, manifest_in
from .scripts import script_manifest
from .targets import Target, Tree, targets
from .workspaces import Workspaces

DEFAULT_EDITION = "2015"
NO_SCRIPTS: Mapping[RepoPath, str] = MappingProxyType({})
UNKNOWN_EDITION = "2021"
"""Taken where an edition is inherited and there is nothing to inherit from (which is reported)."""


def layout(
    manifests: Mapping[RepoPath, Manifest], paths: Collection[RepoPath], scripts: Mapping[RepoPath, str] = NO_SCRIPTS
) -> CargoTree:
    """What `cargo metadata` would say of every workspace of a commit.

    `manifests` are all `Cargo.toml` by path, `paths` all indexed paths, `scripts` the frontmatter of cargo scripts by
    theirs. Packages are in the order of their manifests, crates in that of their packages (lib, bins, examples, tests,
    benches, build script). Never raises.
    """
    carried = {path: script_manifest(path, frontmatter) for path, frontmatter in scripts.items()}
    return _Layout({**manifests, **carried}, paths).run()


class _Draft(msgspec.Struct):
    """A package on the way: its inheritance resolved, its targets found, ids not yet given."""

    path: str
    manifest: Manifest
    root: str
    edition: str
    dependencies: list[Dependency]
    features: dict[str, list[str]]
    targets: list[Target]
    ids: list[str] = msgspec.field(default_factory=list)

    def lib(self) -> tuple[str, str] | None:
        """The id and the name in code of the library."""
        if self.targets and self.targets[0].kind == TargetKind.LIB:
            return self.ids[0], _code_name(self.targets[0].name)
        return None


class _Layout:
    def __init__(self, manifests: Mapping[RepoPath, Manifest], paths: Collection[RepoPath]) -> None:
        self._manifests: dict[str, Manifest] = {path: manifests[path] for path in sorted(manifests)}
        self._errors: list[tuple[str, str]] = [
            (path, manifest.error) for path, manifest in self._manifests.items() if manifest.error
        ]
        sound = {path: manifest for path, manifest in self._manifests.items() if not manifest.error}
        self._workspaces = Workspaces.of(sound)
        self._tree = Tree.of(paths)
        self._drafts = {path: self._draft(path, manifest) for path, manifest in sound.items() if manifest.package}
        self._without_scripts_of_packages()

    def run(self) -> CargoTree:
        self._name_crates()
        crates = [crate for draft in self._drafts.values() for crate in self._crates(draft)]
        packages = [self._package(draft) for draft in self._drafts.values()]
        errors = sorted({*self._errors, *self._workspaces.problems})
        return CargoTree(packages, crates, errors)

    def _without_scripts_of_packages(self) -> None:
        """A file that a package has as a target is no script of its own, whatever it carries."""
        drafts = self._drafts.values()
        roots = {target.root for draft in drafts if not draft.manifest.is_script for target in draft.targets}
        for path in [path for path, draft in self._drafts.items() if draft.manifest.is_script and path in roots]:
            del self._drafts[path]

    # ---- inheritance

    def _draft(self, path: str, manifest: Manifest) -> _Draft:
        edition = self._inherited(path, manifest, "edition", manifest.edition) or DEFAULT_EDITION
        dependencies = [self._resolve(path, dependency) for dependency in manifest.dependencies]
        found, problems = targets(manifest, directory(path), edition, self._tree)
        self._errors.extend((path, problem) for problem in problems)
        features = with_implicit(manifest.features, dependencies)
        root = self._workspaces.root_of.get(path, path)
        return _Draft(path, manifest, root, edition, dependencies, features, found)

    def _inherited(self, path: str, manifest: Manifest, key: str, own: str) -> str:
        if key not in manifest.inherits:
            return own
        root = self._workspaces.find_root(path)
        value = None if root is None else self._manifests[root].workspace_fields.get(key)
        if value is None:
            self._errors.append((path, f"inherits {key}, which its workspace does not have"))
            return UNKNOWN_EDITION if key == "edition" else ""
        return value

    def _resolve(self, path: str, dependency: Dependency) -> Dependency:
        """A dependency with `workspace = true` as its workspace declares it; its path as seen from this package."""
        if not dependency.inherited:
            return dependency
        root = self._workspaces.find_root(path)
        shared = None if root is None else self._workspaces.shared(root, dependency.name)
        if shared is None or root is None:
            self._errors.append(
                (path, f"inherits the dependency {brief(dependency.name)}, which its workspace does not have")
            )
            return dependency
        return Dependency(
            name=dependency.name,
            package=shared.package,
            kind=dependency.kind,
            version=shared.version,
            path=_seen_from(directory(path), directory(root), shared.path) if shared.path else "",
            git=shared.git,
            registry=shared.registry,
            rev=shared.rev,
            optional=dependency.optional,
            default_features=shared.default_features or dependency.default_features,
            features=[*shared.features, *(one for one in dependency.features if one not in shared.features)],
            target=dependency.target,
            inherited=True,
            renamed=shared.renamed,
        )

    # ---- ids

    def _name_crates(self) -> None:
        """Give ids; among packages of one name the outermost has the plain one, so that no fixture takes it."""
        taken: set[str] = set()
        drafts = self._drafts.values()
        for draft in sorted(drafts, key=lambda draft: (draft.manifest.is_script, draft.path.count("/"), draft.path)):
            for target in draft.targets:
                name = _crate_id(draft.manifest.package, target)
                if name in taken:
                    name = f"{name}@{directory(draft.path)}"
                while name in taken:  # only where a directory is made to look so
                    name += "@"
                taken.add(name)
                draft.ids.append(name)

    def _crates(self, draft: _Draft) -> list[Crate]:
        externs = self._externs(draft)
        features = sorted(draft.features)
        return [
            Crate(
                id=name,
                name=_code_name(target.name),
                kind=target.kind,
                root=RepoPath(target.root),
                package=draft.manifest.package,
                manifest=RepoPath(draft.path),
                edition=target.edition or draft.edition,
                externs=externs[_EXTERN_SET[target.kind]],
                features=features,
                proc_macro=target.proc_macro,
                target_name=target.name,
            )
            for name, target in zip(draft.ids, draft.targets, strict=True)
        ]

    def _package(self, draft: _Draft) -> Package:
        manifest = draft.manifest
        publish = self._inherited(draft.path, manifest, "publish", "true" if manifest.publish else "false")
        return Package(
            name=manifest.package,
            manifest=RepoPath(draft.path),
            version=self._inherited(draft.path, manifest, "version", manifest.version),
            edition=draft.edition,
            rust_version=self._inherited(draft.path, manifest, "rust-version", manifest.rust_version),
            dependencies=draft.dependencies,
            features=draft.features,
            crates=draft.ids,
            workspace=RepoPath(draft.root),
            publish=publish != "false",
        )

    # ---- extern crates

    def _externs(self, draft: _Draft) -> dict[str, list[Extern]]:
        """The extern crate names of the library, of what links it, and of the build script, sorted by name."""
        by_kind: dict[str, dict[str, Extern]] = {"normal": {}, "dev": {}, "build": {}}
        for dependency in draft.dependencies:
            extern = self._extern(draft, dependency)
            names = by_kind.get(dependency.kind)
            if names is not None and (extern.name not in names or (extern.crate and not names[extern.name].crate)):
                names[extern.name] = extern
        library = {**by_kind["dev"], **by_kind["normal"]}
        others = dict(library)
        own = draft.lib()
        if own is not None:
            others[own[1]] = Extern(own[1], own[0], draft.manifest.package, "own")
        return {
            "lib": [library[name] for name in sorted(library)],
            "other": [others[name] for name in sorted(others)],
            "build": [by_kind["build"][name] for name in sorted(by_kind["build"])],
        }

    def _extern(self, draft: _Draft, dependency: Dependency) -> Extern:
        manifest = self._source_of(draft, dependency)
        target = None if manifest is None else self._drafts.get(manifest)
        lib = None if target is None or target.manifest.package != dependency.package else target.lib()
        name = lib[1] if lib is not None and not dependency.renamed else _code_name(dependency.name)
        return Extern(name, lib[0] if lib is not None else "", dependency.package, dependency.kind)

    def _source_of(self, draft: _Draft, dependency: Dependency) -> str | None:
        """The manifest of this commit that a dependency leads to: by its path, or by its root's `[patch]`."""
        if dependency.path:
            folder = join(directory(draft.path), dependency.path)
            return None if folder is None else manifest_in(folder)
        source = dependency.git or dependency.registry or "crates-io"
        return self._workspaces.patched(draft.root, dependency.package, source)


_EXTERN_SET = {
    TargetKind.LIB: "lib",
    TargetKind.BIN: "other",
    TargetKind.TEST: "other",
    TargetKind.EXAMPLE: "other",
    TargetKind.BENCH: "other",
    TargetKind.BUILD: "build",
}


def _crate_id(package: str, target: Target) -> str:
    return _code_name(target.name) if target.kind == TargetKind.LIB else f"{package}/{target.kind}/{target.name}"


def _code_name(name: str) -> str:
    return name.replace("-", "_")


def with_implicit(features: Mapping[str, list[str]], dependencies: Collection[Dependency]) -> dict[str, list[str]]:
    """The written features, and one for each optional dependency that no feature names as `dep:NAME`."""
    named = {item[4:] for items in features.values() for item in items if item.startswith("dep:")}
    implicit = {
        dependency.name: [f"dep:{dependency.name}"]
        for dependency in dependencies
        if dependency.optional and dependency.name not in named and dependency.name not in features
    }
    found = {**features, **implicit}
    return {name: found[name] for name in sorted(found)}


def _seen_from(folder: str, root: str, path: str) -> str:
    """A path written in the root's manifest, as seen from a member's directory."""
    target = join(root, path)
    if target is None:
        return path
    here = folder.split("/") if folder else []
    there = target.split("/") if target else []
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:]) or "."
