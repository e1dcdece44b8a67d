"""The configuration that code is linked for, and which `cfg` predicates hold in it; docs/cfg.md describes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rgraph.cargo.triples import target_values
from rgraph.model.cargo import CargoTree, Crate, Package
from rgraph.model.chosen_cfg import DEFAULT, CfgTable
from rgraph.model.facts import Arm

from .predicates import Flags, parse

Cond = tuple[str, str]
"""A cfg predicate, and the package whose features it names."""
Conds = tuple[Cond, ...]

_ATTRIBUTE = re.compile(r"#\s*\[\s*cfg\s*\(")
_ALWAYS = frozenset({"panic", "overflow_checks", "true"})


def conds(predicates: Iterable[str], crate: Crate) -> Conds:
    """Predicates of an item, with its crate's package."""
    return tuple([(predicate, crate.package) for predicate in predicates])


def negated(several: Conds) -> Cond:
    """The predicate that holds exactly if not all of these do."""
    return f"not(all({', '.join(predicate for predicate, _ in several)}))", several[0][1]


@dataclass(frozen=True)
class Configuration:
    """One configuration, or several if `rgraph.toml` names several targets; then the first decides.

    `features` has the enabled features by package. In a package that is not there, all are enabled.
    """

    table: CfgTable = DEFAULT
    features: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _known: dict[Conds, bool] = field(default_factory=dict, compare=False, repr=False)
    _worlds: dict[Conds, tuple[Flags, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, table: CfgTable, cargo: CargoTree, beside: Mapping[str, frozenset[str]] | None = None) -> Configuration:
        """The configuration of a `[cfg]` table for the packages of a commit. `beside` has the features of packages from
        elsewhere.
        """
        every = cargo.packages if table.features is not None else ()
        return cls(table, {package.name: _enabled(package, table) for package in every} | dict(beside or {}))

    @property
    def bases(self) -> tuple[Flags, ...]:
        """The flags of each target."""
        return self._assumed(())

    def active(self, several: Conds) -> bool:
        """Whether all these predicates hold, for one target at least."""
        if not several:
            return True
        known = self._known.get(several)
        if known is None:
            known = self._known[several] = any(self.hold(several, flags) for flags in self.bases)
        return known

    def hold(self, several: Conds, flags: Flags, home: str = "") -> bool:
        """Whether predicates hold under flags, whose features are those of the package `home`."""
        return all(self._flags(flags, package, home).hold(parse(predicate)) for predicate, package in several)

    def where(self, several: Conds) -> tuple[Flags, ...]:
        """The flags for an item with these predicates: those of the targets for which they hold.

        If they hold for none, the nearest flags for which they do: code under `#[cfg(windows)]` is linked as on
        Windows.
        """
        known = self._worlds.get(several)
        if known is None:
            known = self._worlds[several] = self._assumed(several)
        return known

    def _assumed(self, several: Conds) -> tuple[Flags, ...]:
        bases = self._targets()
        if not several:
            return bases
        holding = tuple([flags for flags in bases if self.hold(several, flags)])
        if holding:
            return holding
        flags = self._flags(bases[0], several[0][1], "")
        for predicate, _ in several:
            flags = flags.given(parse(predicate))
        return (flags,)

    def _targets(self) -> tuple[Flags, ...]:
        table = self.table
        own = [parse(text) for text in (*table.custom, *table.unstable)]
        names = {each.name for each in own if each.kind == "name"} | _ALWAYS
        names |= {"test"} if table.test else set()
        names |= {"debug_assertions"} if table.debug_assertions else set()
        values = {(each.name, each.value) for each in own if each.kind == "value"}
        found = []
        for triple in table.targets:
            of_target = target_values(triple)
            families = of_target.get("target_family", frozenset()) & {"unix", "windows"}
            pairs = {(key, value) for key, several in of_target.items() for value in several}
            found.append(Flags(frozenset(names | families), frozenset(values | pairs)))
        return tuple(found)

    def _flags(self, flags: Flags, package: str, home: str) -> Flags:
        if package == home:
            return flags
        features = self.features.get(package)
        return (
            flags
            if flags.features is features and not flags.without
            else replace(flags, features=features, without=frozenset())
        )


def _enabled(package: Package, table: CfgTable) -> frozenset[str]:
    """The enabled features of a package: those that are asked for, those of `default`, and what these enable."""
    asked = [name.rpartition("/") for name in table.features or ()]
    queue = [name for prefix, _, name in asked if prefix in {"", package.name}]
    queue += ["default"] if table.default_features else []
    found: set[str] = set()
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue += [part for part in package.features.get(name, ()) if "/" not in part and ":" not in part]
    return frozenset(found)


def in_macro_bodies(arms: Sequence[Arm]) -> list[str]:
    """The predicates of `#[cfg(...)]` in the bodies of a macro, such as `$(#[cfg(unix)] $item)*`."""
    found: list[str] = []
    for arm in arms:
        for match in _ATTRIBUTE.finditer(arm.body):
            depth, at = 1, match.end()
            while at < len(arm.body) and depth:
                depth += {"(": 1, ")": -1}.get(arm.body[at], 0)
                at += 1
            found.append(arm.body[match.end() : at - 1])
    return found
