"""A package's targets: those that its manifest writes and those that Cargo finds by their place.

Follows cargo's `src/cargo/util/toml/targets.rs`, the rules of edition 2015 included.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from rgraph.model.cargo import Manifest, TargetDecl, TargetKind

from .limits import MAX_TARGETS
from .places import brief, join

_AUTO_KINDS = (
    (TargetKind.BIN, "autobins"),
    (TargetKind.EXAMPLE, "autoexamples"),
    (TargetKind.TEST, "autotests"),
    (TargetKind.BENCH, "autobenches"),
)
_FOLDERS = {
    TargetKind.BIN: "src/bin",
    TargetKind.EXAMPLE: "examples",
    TargetKind.TEST: "tests",
    TargetKind.BENCH: "benches",
}


class Target(msgspec.Struct, frozen=True):
    """One target with its root file. `edition` is its own where the manifest gives it one."""

    kind: TargetKind
    name: str
    root: str
    edition: str = ""
    proc_macro: bool = False


class Tree(msgspec.Struct):
    """The Rust files of a commit, found by directory."""

    paths: Collection[str]
    by_folder: dict[str, list[tuple[str, str]]] = msgspec.field(default_factory=dict)

    @classmethod
    def of(cls, paths: Collection[str]) -> Tree:
        """Files directly in a directory, and the `main.rs` one level below, as (target name, path)."""
        tree = cls(paths if isinstance(paths, (set, frozenset, dict, Mapping)) else frozenset(paths))
        for path in sorted(paths):
            if path.endswith(".rs"):
                folder, _, name = path.rpartition("/")
                tree.by_folder.setdefault(folder, []).append((name[:-3], path))
                if name == "main.rs" and folder:
                    above, _, below = folder.rpartition("/")
                    tree.by_folder.setdefault(above, []).append((below, path))
        return tree

    def inferred(self, folder: str) -> list[tuple[str, str]]:
        """The targets that Cargo would find in a directory, sorted by name; those with a leading dot are left out."""
        return sorted(found for found in self.by_folder.get(folder, ()) if not found[0].startswith("."))


def targets(manifest: Manifest, folder: str, edition: str, tree: Tree) -> tuple[list[Target], list[str]]:
    """The targets of a package in `folder` whose root file is in the tree, lib first, and what is wrong with others."""
    problems: list[str] = []
    found: list[Target] = []
    lib = _lib(manifest, folder, edition, tree, problems)
    if lib is not None:
        found.append(lib)
    for kind, switch in _AUTO_KINDS:
        found.extend(_of_kind(kind, switch, manifest, folder, edition, tree, problems, lib is not None))
    script = _build_script(manifest, folder, tree, problems)
    if script is not None:
        found.append(script)
    if len(found) > MAX_TARGETS:
        problems.append(f"has {len(found):,} targets; the first {MAX_TARGETS:,} are read")
    return found[:MAX_TARGETS], problems


def _lib(manifest: Manifest, folder: str, edition: str, tree: Tree, problems: list[str]) -> Target | None:
    written = next((target for target in manifest.targets if target.kind == "lib"), None)
    default = _at(folder, "src/lib.rs")
    if written is None:
        if not manifest.autolib or default not in tree.paths:
            return None
        return Target(TargetKind.LIB, manifest.package.replace("-", "_"), default)
    name = written.name or manifest.package.replace("-", "_")
    root = join(folder, written.path) if written.path else default
    if not written.path and default not in tree.paths and edition == "2015":
        root = _at(folder, f"src/{name}.rs")
    return _checked(
        Target(TargetKind.LIB, name, root or "", written.edition, written.proc_macro), written, tree, problems
    )


def _of_kind(
    kind: TargetKind,
    switch: str,
    manifest: Manifest,
    folder: str,
    edition: str,
    tree: Tree,
    problems: list[str],
    has_lib: bool,
) -> list[Target]:
    inferred = tree.inferred(_at(folder, _FOLDERS[kind]))
    main = _at(folder, "src/main.rs")
    if kind == TargetKind.BIN and main in tree.paths:
        inferred.insert(0, (manifest.package, main))
    written = [target for target in manifest.targets if target.kind == kind]
    found: dict[str, Target] = {}
    for declared in written:
        root = _written_root(declared, kind, folder, edition, tree, inferred, has_lib)
        target = Target(kind, declared.name, root, declared.edition, False)
        checked = _checked(target, declared, tree, problems)
        if checked is not None and found.setdefault(checked.name, checked) is not checked:
            problems.append(f"has two {kind} targets named {brief(checked.name)}")
    if _discovers(manifest, switch, edition, bool(written)):
        names = {target.name for target in written}
        roots = {join(folder, target.path) for target in written if target.path}
        for name, path in inferred:
            if name not in names and path not in roots:
                found.setdefault(name, Target(kind, name, path))
    return list(found.values())


def _discovers(manifest: Manifest, switch: str, edition: str, any_written: bool) -> bool:
    """Edition 2015 stops looking for targets of a kind where one is written, unless the switch is written too."""
    if switch in manifest.auto_written or edition != "2015":
        return bool(getattr(manifest, switch))
    return not any_written


def _written_root(
    target: TargetDecl,
    kind: TargetKind,
    folder: str,
    edition: str,
    tree: Tree,
    inferred: list[tuple[str, str]],
    has_lib: bool,
) -> str:
    if target.path:
        return join(folder, target.path) or ""
    candidates = [path for name, path in inferred if name == target.name]
    if len(candidates) == 1:
        return candidates[0]
    if edition == "2015":
        for path in _legacy(target.name, kind, folder, has_lib):
            if path in tree.paths:
                return path
    return ""


def _legacy(name: str, kind: TargetKind, folder: str, has_lib: bool) -> list[str]:
    if kind == TargetKind.BENCH:
        return [_at(folder, "src/bench.rs")] if name == "bench" else []
    if kind != TargetKind.BIN:
        return []
    own = [] if has_lib else [_at(folder, f"src/{name}.rs")]
    return [*own, _at(folder, "src/main.rs"), _at(folder, "src/bin/main.rs")]


def _build_script(manifest: Manifest, folder: str, tree: Tree, problems: list[str]) -> Target | None:
    if manifest.build == "-":
        return None
    root = join(folder, manifest.build or "build.rs")
    if root is None or root not in tree.paths:
        if manifest.build:
            problems.append(f"the build script {brief(manifest.build)} is not among the indexed files")
        return None
    stem = root.rpartition("/")[2].removesuffix(".rs")
    return Target(TargetKind.BUILD, f"build-script-{stem}", root)


def _checked(target: Target, written: TargetDecl, tree: Tree, problems: list[str]) -> Target | None:
    if not target.name:
        problems.append(f"has a {target.kind} target without a name")
        return None
    if target.root not in tree.paths:
        place = brief(written.path) if written.path else "its root file"
        problems.append(f"the {target.kind} target {brief(target.name)}: {place} is not among the indexed files")
        return None
    return target


def _at(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
