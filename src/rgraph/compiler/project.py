"""Describes the crates of a tree to rust-analyzer, so that it needs neither Cargo nor any code of the repository.

Source: `rust-project.json` of rust-analyzer's manual ("Non-Cargo Based Projects"). With this file beside the sources it
runs no build script and no procedural macro, and asks no network.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rgraph.model.cargo import CargoTree, Crate, Package, TargetKind

PROJECT = "rust-project.json"


def project(cargo: CargoTree, root: Path, library: Path | None, cfgs: tuple[str, ...] = ()) -> dict[str, Any]:
    """The content of `rust-project.json` for a tree that lies at `root`: one crate a target, tests and features on.

    `library` is the source of the standard library (rust-src), `cfgs` what else is set.
    """
    numbers = {crate.id: number for number, crate in enumerate(cargo.crates)}
    packages = {package.manifest: package for package in cargo.packages}
    links = _Links(cargo)
    described: dict[str, Any] = {
        "crates": [
            _crate(crate, packages.get(crate.manifest), root, cfgs)
            | {"deps": [{"crate": numbers[to], "name": name} for name, to in links.of(crate)]}
            for crate in cargo.crates
        ]
    }
    if library is not None:
        described["sysroot_src"] = str(library)
    return described


class _Links:
    """Which crates each crate may name. Crates form no cycle: a library's tests may need what needs the library."""

    def __init__(self, cargo: CargoTree) -> None:
        self._crates = {crate.id: crate for crate in cargo.crates}
        self._needs = {
            crate.id: {e.crate for e in crate.externs if e.kind in {"normal", "own"}} for crate in cargo.crates
        }

    def of(self, crate: Crate) -> list[tuple[str, str]]:
        """Names and ids of the crates that a crate may name."""
        wanted = {"build"} if crate.kind is TargetKind.BUILD else {"normal", "own", "dev"}
        found: dict[str, str] = {}
        for extern in sorted(crate.externs, key=lambda each: each.kind == "dev"):
            if extern.kind not in wanted or extern.crate not in self._crates or extern.crate == crate.id:
                continue
            if extern.kind == "dev" and self._leads(extern.crate, crate.id):
                continue
            found.setdefault(extern.name, extern.crate)
            self._needs[crate.id].add(extern.crate)
        return sorted(found.items())

    def _leads(self, start: str, goal: str) -> bool:
        todo, seen = [start], set[str]()
        while todo:
            crate = todo.pop()
            if crate == goal:
                return True
            if crate not in seen:
                seen.add(crate)
                todo += self._needs.get(crate, ())
        return False


def _crate(crate: Crate, package: Package | None, root: Path, cfgs: tuple[str, ...]) -> dict[str, Any]:
    manifest = root / crate.manifest
    version = package.version if package else ""
    features = [f'feature="{name}"' for name in sorted(crate.features)]
    return {
        "display_name": crate.id,
        "root_module": str(root / crate.root),
        "edition": crate.edition,
        "is_workspace_member": True,
        "is_proc_macro": crate.proc_macro,
        "cfg": ["test", "debug_assertions", *features, *cfgs],
        "env": {
            "CARGO_PKG_NAME": crate.package,
            "CARGO_PKG_VERSION": version,
            "CARGO_CRATE_NAME": crate.name,
            "CARGO_MANIFEST_DIR": str(manifest.parent),
        },
        "source": {"include_dirs": [str((root / crate.root).parent)], "exclude_dirs": []},
    }
