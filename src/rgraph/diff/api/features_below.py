"""Features of the other packages of a workspace, in the words of a package that depends on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.model.cargo import CargoTree, Dependency, Package

from .cfg_aliases import cfg_aliases, written_out

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph

_FEATURE = re.compile(r'\bfeature\s*=\s*"([^"]*)"')


class SeenFrom:
    """What each package sees of those below it, made when first asked for."""

    def __init__(self, graph: CommitGraph) -> None:
        self._graph = graph
        self._known: dict[str, FeaturesBelow] = {}

    def __call__(self, package: str) -> FeaturesBelow:
        if package not in self._known:
            self._known[package] = FeaturesBelow(self._graph.cargo, package, self._aliases)
        return self._known[package]

    @cached_property
    def _aliases(self) -> Mapping[str, Mapping[str, str]]:
        return cfg_aliases(self._graph)


class FeaturesBelow:
    """What users of one package must ask for, to have what stands under features of the packages below it.

    Cargo's `base = { path = "..", features = ["x"] }` switches `x` on for everybody; `std = ["base/std"]` hands the
    choice on. `aliases` has the names that build scripts give to predicates, by package.
    """

    def __init__(self, tree: CargoTree, package: str, aliases: Mapping[str, Mapping[str, str]]) -> None:
        self._aliases = aliases
        self._package = package
        self._packages = {each.name: each for each in tree.packages}
        self._above = self._dependents()
        self._known: dict[tuple[str, str], str] = {}

    def predicate(self, text: str, package: str) -> str:
        """A predicate on something of another package, as it is for users of this one."""
        text = written_out(text, self._aliases.get(package, {}))
        if package == self._package or package not in self._above:
            return text
        return _FEATURE.sub(lambda found: self._asked(package, found[1]), text)

    def _dependents(self) -> dict[str, list[tuple[Package, Dependency]]]:
        """The packages below this one, each with those that depend on it."""
        found: dict[str, list[tuple[Package, Dependency]]] = {}
        waiting = [self._package] if self._package in self._packages else []
        while waiting:
            package = self._packages[waiting.pop()]
            for dependency in package.dependencies:
                if dependency.kind == "normal" and dependency.package in self._packages:
                    if dependency.package not in found:
                        waiting.append(dependency.package)
                    found.setdefault(dependency.package, []).append((package, dependency))
        return found

    def _asked(self, package: str, feature: str) -> str:
        key = package, feature
        if key not in self._known:
            self._known[key] = self._written(*key)
        return self._known[key]

    def _written(self, package: str, feature: str) -> str:
        """`all()` for what is always on; where nothing switches it on, the feature with its package."""
        switches: set[str] = set()
        seen: set[tuple[str, str]] = set()
        waiting = [(package, feature)]
        while waiting:
            asked = waiting.pop()
            if asked in seen:
                continue
            seen.add(asked)
            if asked[0] == self._package:
                switches.add(asked[1])
                continue
            if self._is_always_on(*asked):
                return "all()"
            waiting += self._handed_on(*asked)
        texts = [f'feature = "{name}"' for name in sorted(switches)] or [f'feature = "{package}/{feature}"']
        return texts[0] if len(texts) == 1 else f"any({', '.join(texts)})"

    def _is_always_on(self, package: str, feature: str) -> bool:
        """Whether a package that depends on this one asks for the feature in any case."""
        enough = _switching_on(self._packages[package], feature)
        return any(
            not enough.isdisjoint([*dependency.features, *(["default"] if dependency.default_features else [])])
            for _, dependency in self._above.get(package, ())
        )

    def _handed_on(self, package: str, feature: str) -> Iterator[tuple[str, str]]:
        """The features of those that depend on the package which switch this one of it on."""
        enough = _switching_on(self._packages[package], feature)
        for above, dependency in self._above.get(package, ()):
            asking = {f"{dependency.name}{mark}/{name}" for mark in ("", "?") for name in enough}
            for name, parts in above.features.items():
                if not asking.isdisjoint(parts):
                    yield above.name, name


def _switching_on(package: Package, feature: str) -> set[str]:
    """The features of a package that switch one of its own on, itself among them."""
    found = {feature}
    waiting = [feature]
    while waiting:
        part = waiting.pop()
        for name, parts in package.features.items():
            if name not in found and _names(parts, part):
                found.add(name)
                waiting.append(name)
    return found


def _names(parts: Iterable[str], feature: str) -> bool:
    return any(part == feature or part.startswith(f"{feature}/") for part in parts)
