"""What is wrong with a commit's manifests, as it is told to people."""

from __future__ import annotations

from rgraph.model.cargo import CargoTree


def manifest_troubles(cargo: CargoTree) -> list[str]:
    """One line for each thing that is wrong, and whether the manifest makes any crate in spite of it."""
    whole = [package for package in cargo.packages if package.crates]
    used = {manifest for package in whole for manifest in (package.manifest, package.workspace)}
    return [
        f"{manifest}: {error}" if manifest in used else f"{manifest} defines no crate: {error}"
        for manifest, error in cargo.errors
    ]
