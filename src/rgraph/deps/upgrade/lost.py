"""References to what moves that lead to nothing that is seen in the old version, so that nothing is said of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from rgraph.deps.beside.sides import Side
from rgraph.link.reference_sites import Site
from rgraph.model.packages import PackageId
from rgraph.spelling import counted

from .limits import MAX_LOST

_STD = frozenset({"std", "core", "alloc", "proc_macro", "test"})


class Lost:
    """Counts them by the package that they go through: by its name, or out of it into one that is not at hand."""

    def __init__(self, side: Side, moving: Iterable[PackageId]) -> None:
        self._side = side
        self._moving = sorted(moving)
        self._found: dict[PackageId, Counter[str]] = defaultdict(Counter)

    def take(self, site: Site, path: str) -> None:
        """Count a reference whose path ends where nothing is seen, if it goes through a package that moves."""
        first = path.partition("::")[0]
        own = {extern.name for extern in site.owner.crate.externs}
        package = self._named.get(first) or (self._behind.get(first) if first not in own else None)
        if package is not None:
            self._found[package][path] += 1

    @property
    def count(self) -> int:
        """How many references these are."""
        return sum(names.total() for names in self._found.values())

    @property
    def notes(self) -> list[str]:
        """A sentence for each package."""
        return [_not_seen(package, names) for package, names in sorted(self._found.items())]

    @cached_property
    def _named(self) -> dict[str, PackageId]:
        return {package.name.replace("-", "_"): package for package in self._moving}

    @cached_property
    def _behind(self) -> dict[str, PackageId]:
        """What the libraries of these call their own dependencies."""
        roots = ((package, self._side.root(package)) for package in self._moving)
        return {
            extern.name: package
            for package, root in roots
            for extern in (root.crate.externs if root is not None else ())
            if extern.name not in _STD
        }


def _not_seen(package: PackageId, names: Counter[str]) -> str:
    listed = ", ".join(f"`{name}`" for name in sorted(names)[:MAX_LOST])
    more = f" and {len(names) - MAX_LOST} more" if len(names) > MAX_LOST else ""
    return f"{counted(names.total(), 'reference')} through {package} not judged: {listed}{more} cannot be seen"
