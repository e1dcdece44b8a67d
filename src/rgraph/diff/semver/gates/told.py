"""Who loses something to a new condition, as a difference that rules read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.cargo.triples import target_values
from rgraph.diff.api.ways import ALWAYS, Ways
from rgraph.diff.semver.features import called_internal, public_features, switched_on_by
from rgraph.link.predicates import parse
from rgraph.model.cargo import TargetKind

from .architectures import Bound, bound_to_architectures
from .users import MAIN, Gates, TooManyFeatures, User, affirmed, atoms_of, custom_names, named_features
from .without_std import refused_without_std

if TYPE_CHECKING:
    from rgraph.diff.semver.versions import Versions
    from rgraph.model.cargo import Crate, Package
    from rgraph.model.syntax import Path

_OF_DOCS = frozenset({"docsrs", "doc_cfg", "doc_auto_cfg", "nightly_docs", "loom", "fuzzing", "kani", "rust_analyzer"})


_LISTED = 4
"""Alternatives of a condition that are written out."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A condition that is new, and who loses by it. `kind`: of `DEFAULT` and so on, what the rules select by.

    `open_` is a question in place of a finding, "" where there is none.
    """

    kind: str
    condition: str
    loser: str
    open_: str = ""

    @property
    def facts(self) -> dict[str, str]:
        """What messages and conditions of rules read."""
        return {"default": self.kind, "condition": self.condition, "loser": self.loser}


class Conditions:
    """The conditions of one library's items, before and after."""

    def __init__(self, versions: Versions, old: str, new: str) -> None:
        before, after = versions.old.crates[old], versions.new.crates[new]
        one = _package(before, versions.old.graph.cargo.packages)
        two = _package(after, versions.new.graph.cargo.packages)
        crates = versions.new.graph.cargo.crates
        self._built = any(c.kind is TargetKind.BUILD and c.manifest == after.manifest for c in crates)
        custom = frozenset(versions.new.world.configuration.table.custom)
        self._gates = (
            Gates(one, two, custom, refused=_refused(before, versions)) if one is not None and two is not None else None
        )
        self._before = versions.old, old
        self._without_std = refused_without_std(*self._before)
        self._where_it_compiled: dict[Ways, Gates] = {}
        text = versions.old.graph.source(before.manifest) if one is not None else b""
        self._wasm = b"wasm" in text
        self._internal = called_internal(text.decode("utf-8", "replace"))
        self._known: dict[tuple[Ways, Ways, Ways], Loss | None] = {}

    def loss(self, old: Ways, new: Ways, where: Ways = ALWAYS) -> Loss | None:
        """Who had what stands under `old`, uses what is under `where` now, and has it no more; None for nobody."""
        if self._gates is None or old <= new or not new:  # each way that there was is there still
            return None
        key = (old, new, where)
        if key not in self._known:
            self._known[key] = self._loss(self._gates, *key)
        return self._known[key]

    @cached_property
    def _bound(self) -> Bound:
        """For which architectures alone the old version was, where it had no condition for that."""
        return bound_to_architectures(*self._before)

    def are_met(self, old: Ways, new: Ways, other: Ways) -> bool:
        """Whether somebody who had what stands under `old` has what is under `new`, and not under `other`, now."""
        try:
            return self._gates is not None and self._gates.who_loses(old, other, new) is not None
        except TooManyFeatures:
            return False

    def of_new_features(self, old: Ways, new: Ways) -> str:
        """The condition of something new, where nobody who had what stands under `old` has it but who switches on a
        feature that the old version did not have; "" else."""
        if self._gates is None or (self._built and custom_names(new)):
            return ""
        try:
            is_had = self._gates.who_loses(old, frozenset(), new) is not None
        except TooManyFeatures:
            return ""
        return "" if is_had else _condition(old, new)

    def _compiled(self, gates: Gates, *several: Ways) -> Gates:
        """Without those users for whom the old version did not compile without the standard library. What names it
        under other features says nothing of these conditions, and would only multiply the kinds of users."""
        named = {name for ways in several for name in named_features(ways)}
        refused = frozenset(way for way in self._without_std if named_features(frozenset({way})) <= named)
        if not refused:
            return gates
        if refused not in self._where_it_compiled:
            self._where_it_compiled[refused] = replace(gates, refused=gates.refused | refused)
        return self._where_it_compiled[refused]

    def _loss(self, gates: Gates, old: Ways, new: Ways, where: Ways) -> Loss | None:
        gates, condition = self._compiled(gates, old, new, where), _condition(old, new)
        named = _architectures(new) if not _architectures(old) else frozenset()
        if named:
            gates = replace(gates, refused=gates.refused | self._bound.refused)
        try:
            user = gates.who_loses(old, new, where)
            if user is None:
                return None
            if question := self._open(gates, user, named, old, new, where):
                return Loss("", condition, "", question)
            kind = _kind(gates, user, old, new, where)
            foreign = any(each.kind == "normal" for each in gates.old.dependencies)
            asked = _of_few(user.target, old, self._wasm) if kind == "rare" and foreign else ""
            return Loss(kind, condition, _loser(user), asked)
        except TooManyFeatures:
            return Loss("", condition, "", f"is under `{condition}` now: for whom is it gone?")

    def _open(self, gates: Gates, user: User, named: frozenset[str], old: Ways, new: Ways, where: Ways) -> str:
        """The question that decides whether anybody loses; "" where somebody does in any case."""
        flags = custom_names(new) - custom_names(old) - _OF_DOCS
        if self._built and flags and replace(gates, custom=gates.custom | flags).who_loses(old, new, where) is None:
            names = ", ".join(f"`{name}`" for name in sorted(flags))
            return f"is under `{_condition(old, new)}` now: does the build script set {names}?"
        if named:
            bound = replace(gates, refused=gates.refused | self._bound.but_for(named))
            if bound.who_loses(old, new, where) is None:
                return f"is gone on `{user.target}`: did the old version build for it, with its assembly?"
        return self._of_markers(gates, user, old, new, where)

    def _of_markers(self, gates: Gates, user: User, old: Ways, new: Ways, where: Ways) -> str:
        """The question whether anybody switches on by itself what the manifest calls internal and others switch on; ""
        where somebody else loses too.
        """
        markers = {name for name in self._internal.intersection(user.features) if switched_on_by(gates.old, name)}
        if not markers or replace(gates, markers=frozenset(markers)).who_loses(old, new, where) is not None:
            return ""
        name = min(markers)
        others = ", ".join(f"`{other}`" for other in sorted(switched_on_by(gates.old, name))[:_LISTED])
        return f"is gone for users who enable `{name}` directly, and not through {others}: does anybody?"


def _architectures(ways: Ways) -> frozenset[str]:
    found = {atom for way in ways for text in way for atom in atoms_of(parse(text))}
    return frozenset(atom.value for atom in found if atom.name == "target_arch")


def _refused(crate: Crate, versions: Versions) -> Ways:
    """The conditions under which the root of a crate says that it does not compile."""
    graph = versions.old.graph
    items = graph.facts(crate.root).items if crate.root in graph.files else ()
    refusals = (item for item in items if item.parent < 0 and item.attrs.cfg and _is_refusal(item.macro_path))
    return frozenset(frozenset(item.attrs.cfg) for item in refusals)


def _is_refusal(macro: Path | None) -> bool:
    return macro is not None and [segment.name for segment in macro.segments][-1:] == ["compile_error"]


def _package(crate: Crate, packages: list[Package]) -> Package | None:
    return next((package for package in packages if package.manifest == crate.manifest), None)


def _kind(gates: Gates, user: User, old: Ways, new: Ways, where: Ways) -> str:
    """`no`: the default features lack it; `yes`: they alone bring it; `rare`: a target that few use; `other`."""
    every = tuple(sorted({*public_features(gates.new), *named_features(new)}))
    more = replace(user, default=True, features=every)
    if gates.has(new, more):
        return "yes" if not user.default and gates.has(new, replace(user, default=True)) else "no"
    return "other" if user.target in MAIN else "rare"


_OF_MANY = frozenset({"linux", "windows", "macos", "ios", "android", "freebsd", "netbsd", "openbsd", "none", ""})
"""Systems for which most libraries build; a new condition for another one is as often a port as a loss."""


def _of_few(target: str, old: Ways, wasm: bool) -> str:
    """The question whether an old version, and what it depends on, built for a system that few use; "" where its own
    condition says that it did, or its manifest has a word about WebAssembly."""
    systems = target_values(target).get("target_os", frozenset())
    if systems & _OF_MANY or (target.endswith("-unknown-unknown") and (wasm or not target.startswith("wasm"))):
        return ""
    named = {atom.value for way in old for text in way for atom in affirmed(parse(text))}
    return "" if systems & named else f"is gone on `{target}`: did the old version build for it?"


def _condition(old: Ways, new: Ways) -> str:
    """What is new of a condition: of its only way the predicates that no old way had; else all alternatives."""
    known = frozenset.intersection(*old) if old else frozenset()
    ways = sorted({" and ".join(sorted(way - known)) for way in new} - {""})
    return " or ".join(ways) if len(ways) <= _LISTED else f"one of {len(ways)} conditions"


def _loser(user: User) -> str:
    parts = []
    if user.features:
        several = ", ".join(f"`{name}`" for name in user.features)
        parts.append(f"with the feature{'s' if len(user.features) > 1 else ''} {several}")
    if not user.default:
        parts.append("without the default features")
    parts.append(f"on `{user.target}`")
    if not user.debug:
        parts.append("in release builds")
    return " ".join(parts)
