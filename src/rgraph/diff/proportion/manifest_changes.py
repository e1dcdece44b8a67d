"""What a change of manifests does to the APIs of libraries: to all of their items, or only to what some names mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from rgraph.diff.counterparts import counterparts, library_of

if TYPE_CHECKING:
    from rgraph.model.cargo import CargoTree, Crate, Package
    from rgraph.view.graph import CommitGraph

_SINCE_2021 = frozenset({"2021", "2024"})
_PRELUDE_2024 = ("Future", "IntoFuture")
"""What is in scope since edition 2024: https://doc.rust-lang.org/edition-guide/rust-2024/prelude.html"""


class ByManifest:
    """`libraries` are those that came, went or have another manifest, but for versions that follow; of each, whether
    all of its items may be something else. `names` mean something else in these crates.
    """

    def __init__(self, old: CommitGraph, new: CommitGraph) -> None:
        self.libraries: dict[str, bool] = {}
        self.names: list[tuple[str, str]] = []
        self._old = old
        for one, two in counterparts(old.cargo, new.cargo):
            before = _crate(old.cargo, library_of(one, old.cargo) if one is not None else None)
            after = _crate(new.cargo, library_of(two, new.cargo) if two is not None else None)
            if one is None or two is None or before is None or after is None:
                self.libraries |= {crate.id: True for crate in (before, after) if crate is not None}
            elif promises(one) != promises(two) or before != after:
                is_whole = not self._means_the_same(promises(one), promises(two), before, after)
                self.libraries |= {crate.id: is_whole for crate in (before, after)}
                self.names += [(name, after.id) for name in _other_names(before, after)]

    def _means_the_same(self, one: Package, two: Package, before: Crate, after: Crate) -> bool:
        """Whether two manifests differ by the edition, by versions of dependencies, and by features and dependencies
        from outside that are new, of which no code spoke."""
        come = two.features.keys() - one.features.keys()
        if "default" in come or any(self._is_asked(name) for name in come):
            return False
        known = {(each.name, each.target) for each in one.dependencies}
        more = [each for each in two.dependencies if (each.name, each.target) not in known]
        if any(each.path for each in more):
            return False
        kept = [each for each in two.dependencies if each not in more]
        features = {name: parts for name, parts in two.features.items() if name in one.features}
        two = msgspec.structs.replace(two, dependencies=kept, features=features)
        return _meant(one) == _meant(two) and _read(before) == _read(after, before)

    def _is_asked(self, feature: str) -> bool:
        """Whether a condition of the old tree names a feature, which nobody could switch on."""
        from .flags import conditions

        return any(f'"{feature}"' in text for text in conditions(self._old))


def _meant(package: Package) -> Package:
    """What of a manifest decides what its items mean: what it depends on, and not the versions of that."""
    kept = [msgspec.structs.replace(each, version="") for each in package.dependencies]
    return msgspec.structs.replace(package, edition=_reading(package.edition), dependencies=kept)


def _read(crate: Crate, other: Crate | None = None) -> Crate:
    """The same of a library; of one with another beside it only what both have."""
    other = other or crate
    names = {each.name for each in other.externs}
    return msgspec.structs.replace(
        crate,
        edition=_reading(crate.edition),
        features=[name for name in crate.features if name in other.features],
        externs=[each for each in crate.externs if each.name in names],
    )


def _reading(edition: str) -> str:
    """An edition, or the one that reads signatures as it does, but for what its prelude brings."""
    return "2021" if edition in _SINCE_2021 else edition


def _other_names(before: Crate, after: Crate) -> Iterator[str]:
    """The names that mean something else by the manifest alone."""
    yield from ({each.name for each in after.externs} - {each.name for each in before.externs})
    if before.edition != after.edition:
        yield from _PRELUDE_2024


def promises(package: Package) -> Package:
    """A package without what its API does not follow from."""
    kept = [
        msgspec.structs.replace(each, version="" if each.path else each.version)
        for each in package.dependencies
        if each.kind == "normal"
    ]
    return msgspec.structs.replace(package, version="", rust_version="", publish=True, crates=[], dependencies=kept)


def _crate(tree: CargoTree, library: str | None) -> Crate | None:
    return next((bare(crate) for crate in tree.crates if crate.id == library), None)


def bare(crate: Crate) -> Crate:
    """A crate without what its tests depend on."""
    return msgspec.structs.replace(crate, externs=[each for each in crate.externs if each.kind != "dev"])
