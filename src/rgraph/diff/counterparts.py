"""Which package of the new commit is which of the old: by manifest, else by a name that is its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rgraph.model.cargo import CargoTree, Package, TargetKind

Both = tuple[Package | None, Package | None]
"""A package before and after; None where it was not there."""


def counterparts(old: CargoTree, new: CargoTree) -> list[Both]:
    """Every package of either commit once, by name and manifest.

    Two packages may have one name, such as a fixture of a tool that reads manifests: the manifest's path tells them
    apart. What has moved is known by its name where one package of that name is left on each side.
    """
    before, after = _by_key(old), _by_key(new)
    found: dict[tuple[str, str], Both] = {key: (before[key], after[key]) for key in before.keys() & after.keys()}
    mine, theirs = (_named(side[key] for key in side if key not in found) for side in (before, after))
    for name in mine.keys() | theirs.keys():
        one, two = mine.get(name, []), theirs.get(name, [])
        if len(one) == len(two) == 1:
            found[name, two[0].manifest] = (one[0], two[0])
            continue
        found |= {(p.name, p.manifest): (p, None) for p in one}
        found |= {(p.name, p.manifest): (None, p) for p in two}
    return [found[key] for key in sorted(found)]


def library_of(package: Package, tree: CargoTree) -> str | None:
    """The id of a package's library, None where it has none."""
    mine = (c.id for c in tree.crates if c.manifest == package.manifest and c.kind is TargetKind.LIB)
    return next(mine, None)


def _by_key(tree: CargoTree) -> dict[tuple[str, str], Package]:
    return {(package.name, package.manifest): package for package in tree.packages}


def _named(packages: Iterable[Package]) -> dict[str, list[Package]]:
    found: dict[str, list[Package]] = defaultdict(list)
    for package in packages:
        found[package.name].append(package)
    return found
