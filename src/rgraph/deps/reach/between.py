"""The packages that a way to a package can lead through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from rgraph.model.packages import PackageId, Resolution


def between(resolution: Resolution, targets: Collection[PackageId]) -> frozenset[PackageId]:
    """The packages from elsewhere whose libraries lead to one of these, and these themselves.

    What builds or tests of a package need, its library does not call.
    """
    needed_by: dict[PackageId, set[PackageId]] = defaultdict(set)
    for package in resolution.packages:
        if not package.manifest:
            for each in package.requirements:
                if each.means is not None and each.kind not in {"dev", "build"}:
                    needed_by[each.means].add(package.id)
    found = set(targets)
    waiting = list(targets)
    while waiting:
        new = needed_by[waiting.pop()] - found
        found |= new
        waiting += new
    return frozenset(found)
