"""What a new version re-exports of packages that are not at hand: of it nothing can be said to be gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from rgraph.deps.beside.public_names import holder_of, public_name, space_of
from rgraph.deps.beside.sides import Side
from rgraph.link.defs import Def
from rgraph.link.resolution import Ns, Resolution
from rgraph.model.facts import ItemKind
from rgraph.model.packages import PackageId
from rgraph.spelling import counted

from .counterparts import Root

_STD = frozenset({"std", "core", "alloc", "proc_macro"})


class Outside:
    """Walks the paths to items that are not found in the new version, and counts what leads out of it."""

    def __init__(self, old: Side, new: Side, root: Root, written: Mapping[Def, Iterable[tuple[str, ...]]]) -> None:
        self._old, self._new = old.world, new.world
        self._mounting = new.mounting
        self._root = root
        self._written = written
        self._known: dict[Def, bool] = {}
        self._count: Counter[PackageId] = Counter()

    def may_have(self, item: Def, package: PackageId | None) -> bool:
        """Whether a path to an item, or to what holds it, leads into a package that is not at hand."""
        if item not in self._known:
            self._known[item] = any(self._leads_out(each) for each in self._holders(item))
        if self._known[item] and package is not None:
            self._count[package] += 1
        return self._known[item]

    @property
    def count(self) -> int:
        """Of how many references nothing is said."""
        return self._count.total()

    @property
    def notes(self) -> list[str]:
        """Of how many references nothing is said, a sentence for each package."""
        return [
            f"{counted(count, 'reference')} not judged: {package} re-exports packages that are not available"
            for package, count in sorted(self._count.items())
        ]

    def _holders(self, item: Def) -> Iterator[Def]:
        at: Def | None = item
        while at is not None and at.parent is not None:
            yield at
            at = holder_of(self._old, at)

    def _leads_out(self, item: Def) -> bool:
        root = self._root(item)
        if root is None:
            return False
        space = space_of(item)
        ends = (end for names in self._paths(item) for end in self._ends(root, names, space))
        return any(name not in _STD and not self._mounting.is_off(root.crate.id, name) for name in ends)

    def _ends(self, root: Def, names: tuple[str, ...], space: Ns) -> Iterator[str]:
        """What a path that leads out of what is at hand begins with there."""
        outsider, start = self._new.std_root, Resolution(defs=(root,))
        found = self._new.walk(start, names, 0, space, outsider)
        if found.outside:
            yield found.outside.partition("::")[0]
        elif not found.defs:
            for module in self._new.walk(start, names[:-1], 0, Ns.TYPE, outsider).defs:
                if module.kind is ItemKind.MODULE:
                    yield from (path.partition("::")[0] for path in self._new.outside_globs(module))

    def _paths(self, item: Def) -> list[tuple[str, ...]]:
        declared = tuple(public_name(self._old, item).split("::")[1:])
        return [*self._written.get(item, ()), *([declared] if declared else [])]
