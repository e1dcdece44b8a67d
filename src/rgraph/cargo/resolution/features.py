"""Which features of each package are on: Cargo's unification, over all targets and kinds of dependencies at once.

Cargo's resolver 1 does just that; resolver 2 and 3 keep apart what build scripts, macros, tests and other platforms
ask for, and so may build one version twice. A package here has what any of its builds has.
https://doc.rust-lang.org/cargo/reference/features.html
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from rgraph.model.packages import Requirement, ResolvedPackage

from .links import Links

FeatureTable = Mapping[str, Sequence[str]]
"""The features of a manifest, those of optional dependencies included, each with what it turns on."""

DEFAULT = "default"


def with_features(
    packages: Sequence[ResolvedPackage], tables: Sequence[FeatureTable | None], roots: int
) -> list[ResolvedPackage]:
    """The packages with the features that the first of them turn on: the `roots`, all of whose own features are on.

    `tables` has each package's, None where its manifest is not at hand: then the features that others ask of it are
    given, and what it asks of others is not known. What a published package has at hand but does not turn on is left
    out.
    """
    return _Features(packages, tables).run(roots)


@dataclass(slots=True)
class _Node:
    """One package on the way: what is on, and what will be once a dependency is."""

    package: ResolvedPackage
    table: FeatureTable | None
    features: set[str] = field(default_factory=set)
    active: set[str] = field(default_factory=set)
    waiting: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    named: dict[str, list[Requirement]] = field(default_factory=lambda: defaultdict(list))
    is_reached: bool = False


class _Features:
    def __init__(self, packages: Sequence[ResolvedPackage], tables: Sequence[FeatureTable | None]) -> None:
        self._links = Links(packages)
        self._nodes = [_Node(package, table) for package, table in zip(packages, tables, strict=True)]
        for node in self._nodes:
            for requirement in node.package.requirements:
                node.named[requirement.name].append(requirement)
        self._work: deque[tuple[_Node, str]] = deque()

    def run(self, roots: int) -> list[ResolvedPackage]:
        for node in self._nodes[:roots]:
            self._reach(node)
            self._work.extend((node, feature) for feature in node.table or ())
        while self._work:
            self._apply(*self._work.popleft())
        in_part = self._known_in_part()
        return [
            msgspec.structs.replace(
                node.package,
                features=sorted(node.features),
                has_all_features=id(node) not in in_part,
                requirements=self._kept(node),
            )
            for node in self._nodes
            if node.is_reached or node.package.lock or node.package.manifest
        ]

    def _target(self, node: _Node, requirement: Requirement) -> _Node | None:
        number = self._links.target(node.package, requirement)
        return None if number is None else self._nodes[number]

    def _reach(self, node: _Node) -> None:
        """A package is used: so are its dependencies but the optional ones."""
        waiting = [node]
        while waiting:
            here = waiting.pop()
            if here.is_reached:
                continue
            here.is_reached = True
            for requirement in here.package.requirements:
                if not requirement.optional:
                    waiting.extend(self._link(here, requirement))

    def _link(self, node: _Node, requirement: Requirement) -> list[_Node]:
        """A dependency is on: what is asked of it, and itself where it is new."""
        target = self._target(node, requirement)
        if target is None:
            return []
        if node.table is not None:
            asked = [DEFAULT, *requirement.features] if requirement.default_features else requirement.features
            self._work.extend((target, feature) for feature in asked)
        return [] if target.is_reached else [target]

    def _apply(self, node: _Node, item: str) -> None:
        """One item of a feature's list: a feature, `dep:NAME`, `NAME/feature` or `NAME?/feature`."""
        if item.startswith("dep:"):
            self._activate(node, item[4:])
        elif "/" in item:
            name, _, feature = item.partition("/")
            self._ask(node, name.removesuffix("?"), feature, weak=name.endswith("?"))
        elif item not in node.features and (node.table is None or item in node.table):
            node.features.add(item)
            self._work.extend((node, each) for each in (node.table or {}).get(item, ()))

    def _activate(self, node: _Node, name: str) -> None:
        if name in node.active:
            return
        node.active.add(name)
        for requirement in node.named.get(name, ()):
            if requirement.optional:
                for target in self._link(node, requirement):
                    self._reach(target)
        for feature in node.waiting.pop(name, ()):
            self._ask(node, name, feature, weak=True)

    def _ask(self, node: _Node, name: str, feature: str, weak: bool) -> None:
        """A feature of a dependency. A weak one waits until something else turns the dependency on."""
        requirements = node.named.get(name, [])
        if any(requirement.optional for requirement in requirements) and name not in node.active:
            if weak:
                node.waiting[name].append(feature)
                if any(not requirement.optional for requirement in requirements):
                    self._pass_on(node, [each for each in requirements if not each.optional], feature)
                return
            self._activate(node, name)
            self._work.append((node, name))  # `NAME/feature` turns on the feature of that name, too
        self._pass_on(node, requirements, feature)

    def _pass_on(self, node: _Node, requirements: list[Requirement], feature: str) -> None:
        for requirement in requirements:
            target = self._target(node, requirement)
            if target is not None:
                self._work.append((target, feature))

    def _known_in_part(self) -> set[int]:
        """The packages that may have more features on: without a manifest, or needed by such."""
        waiting = [node for node in self._nodes if node.table is None]
        found = {id(node) for node in waiting}
        while waiting:
            node = waiting.pop()
            for requirement in node.package.requirements:
                target = self._target(node, requirement)
                if target is not None and id(target) not in found:
                    found.add(id(target))
                    waiting.append(target)
        return found

    def _kept(self, node: _Node) -> list[Requirement]:
        """Of a package at hand that no lock file tells of: without the optional dependencies that are off."""
        if node.package.lock or node.package.manifest:
            return node.package.requirements
        return [each for each in node.package.requirements if not each.optional or each.name in node.active]
