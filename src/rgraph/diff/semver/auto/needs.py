"""The conditions for a type to have an auto trait, followed from its fields into everything that they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.diff.api.inside import of_kinds
from rgraph.diff.semver.canon import Canon
from rgraph.diff.semver.fields import fields
from rgraph.diff.semver.lifetimes.variance import LifetimeWays
from rgraph.link.preludes import PRIMITIVES
from rgraph.link.resolution import Ns
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import TPath

from .closure import Closure, Needs, Step
from .shapes import Shape, filled, shape
from .std import POINTERS, asked, of_crate, of_type
from .variance import Variances

if TYPE_CHECKING:
    from rgraph.diff.api.impls import Impls
    from rgraph.link.defs import Def
    from rgraph.link.world import World

_NO_TYPE = re.compile(r"$|[-\d\"{]|\w+ = |(?:true|false)$|'c")
_PLAIN = frozenset({"!", "_", "str", *PRIMITIVES})


class Held:
    """Tells about the auto traits of the types of one commit."""

    def __init__(
        self, world: World, canon: Canon, impls: Impls, types: Mapping[str, Def], is_met: Callable[[Def], bool]
    ) -> None:
        """`is_met`: whether a field is there for those who ask."""
        self._world, self._canon, self._impls, self._types, self._is_met = world, canon, impls, types, is_met
        self._fields: dict[Def, list[str]] = {}
        self._auto: dict[str, dict[Def, bool | None]] = {}
        self._closure = Closure(self._taken)

    def of_item(self, definition: Def, labels: Mapping[str, str], trait: str) -> Needs:
        """What a trait of a type hangs on, its parameters written by their labels."""
        params = [p.name for p in definition.item.generics.params if p.kind != "lifetime"] if definition.item else []
        arguments = ", ".join(labels.get(name, name) for name in params)
        text = self._canon.symbol(definition) + (f"<{arguments}>" if arguments else "")
        needs = Needs()  # of the definition, not of its name: alternatives may share that
        found = self._closure.of(list(self._own(definition, shape(text), trait, needs)))
        return Needs(needs.lacks + found.lacks, needs.params | found.params, needs.foreign | found.foreign)

    def of_fields(self, definition: Def, trait: str) -> Needs:
        """What a trait of a type would hang on without an impl of its own."""
        return self._closure.of([(text, trait) for text in self.field_types(definition)])

    def of_type(self, text: str, trait: str) -> Needs:
        """What a trait of a canonical type hangs on."""
        return self._closure.of([(text, trait)])

    def _taken(self, step: Step) -> tuple[list[Step], Needs | None]:
        """What one type asks of those that it holds, and what it needs by itself (None for nothing)."""
        needs = Needs()
        onward = list(self._step(*step, needs))
        return onward, needs if needs != Needs() else None

    def _step(self, text: str, trait: str, found: Needs) -> Iterable[tuple[str, str]]:
        one = shape(text)
        if one.kind in POINTERS:
            return self._by_row(POINTERS[one.kind], one, text, trait, found)
        if one.kind in {"slice", "array", "tuple"}:
            return [(part, trait) for part in one.parts]
        if one.kind == "fn" or text in _PLAIN:
            return []
        if one.kind == "param":
            if not text.startswith("'c"):  # a const has every auto trait
                found.params.add(f"{text}: {trait}")
            return []
        if one.kind in {"dyn", "impl"}:
            self._object(one, text, trait, found)
            return []
        return self._path(one, text, trait, found)

    def _by_row(self, row: Mapping[str, str], one: Shape, text: str, trait: str, found: Needs) -> list[tuple[str, str]]:
        arguments = [part for part in one.parts if not _is_const(part)]
        wanted = asked(row, trait, len(arguments))
        if wanted is None:
            found.lacks.append(text)
            return []
        return [(arguments[index], other) for index, other in wanted]

    def _path(self, one: Shape, text: str, trait: str, found: Needs) -> Iterable[tuple[str, str]]:
        held = self._types.get(one.head)
        if held is not None:
            return self._own(held, one, trait, found)
        if one.head.startswith("std::"):
            return self._by_row(of_type(one.head), one, text, trait, found)
        if (row := of_crate(one.head, trait)) is not None:
            return self._by_row(row, one, text, trait, found)
        if _is_const(text):
            return []
        found.foreign.add(text)
        return []

    @cached_property
    def lifetime_ways(self) -> LifetimeWays:
        """The variance of lifetime parameters."""
        return LifetimeWays(self._world, self.variances)

    @cached_property
    def variances(self) -> Variances:
        """The variance of the parameters of these types."""
        return Variances(self)

    # ---- types of the workspace ----------------------------------------------------------------------

    def _own(self, held: Def, one: Shape, trait: str, found: Needs) -> Iterable[tuple[str, str]]:
        given = self.given(held, one)
        explicit = [impl for impl in self._impls.traits(held) if impl.trait_path.rpartition("::")[2] == trait]
        if not explicit:
            return [(filled(text, given), trait) for text in self.field_types(held)]
        if all(impl.negative for impl in explicit):
            found.lacks.append(self._canon.symbol(held))
            return []
        of_all = [impl.definition for impl in explicit if not impl.negative]
        return list(self._of_impl(of_all[0], one, trait, found))

    def own(self, path: str) -> Def | None:
        """The type of the workspace that has a canonical name."""
        return self._types.get(path)

    def given(self, held: Def, one: Shape) -> dict[str, str]:
        """What a type's parameters are: its arguments, then its defaults."""
        given: dict[str, str] = {}
        params = [p for p in held.item.generics.params if p.kind != "lifetime"] if held.item is not None else []
        for index, param in enumerate(params):
            label = f"'held.{param.name}."
            if index < len(one.parts):
                given[label] = one.parts[index]
            elif param.default is not None:
                labels = {p.name: f"'held.{p.name}." for p in params}
                given[label] = filled(self._canon.ty(param.default, held, labels), given)
            else:
                given[label] = "_"
        return given

    def field_types(self, held: Def) -> list[str]:
        """What a type holds, its parameters written as `'held.T.`."""
        known = self._fields.get(held)
        if known is None:
            params = [p.name for p in held.item.generics.params if p.kind != "lifetime"] if held.item else []
            labels = {name: f"'held.{name}." for name in params}
            known = [
                self._canon.ty(member.item.ty, member, labels)
                for member in fields(held)
                if member.item is not None and member.item.ty is not None and self._is_met(member)
            ]
            self._fields[held] = known
        return known

    def _of_impl(self, block: Def, one: Shape, trait: str, found: Needs) -> Iterator[tuple[str, str]]:
        """The conditions of `unsafe impl<T: Send> Send for S<T>`, in the words of the type at hand."""
        item = block.item
        if item is None:
            return
        names = {p.name for p in item.generics.params if p.kind == "type"}
        labels = {name: f"'held.{name}." for name in names}
        of_self = shape(self._canon.ty(item.ty, block, labels)).parts
        given = {label: part for label, part in zip(of_self, one.parts, strict=False) if label.startswith("'held.")}
        bounds = [(f"'held.{p.name}.", p.bounds) for p in item.generics.params]
        bounds += [(self._canon.ty(w.ty, block, labels), w.bounds) for w in item.generics.where]
        for about, several in bounds:
            subject = filled(about, given)
            if "'held." in subject:
                continue
            for bound in several:
                wanted = bound.path.segments[-1].name
                if wanted in {"Send", "Sync", "Unpin", "UnwindSafe", "RefUnwindSafe"}:
                    yield subject, wanted
                elif not bound.maybe and shape(subject).kind == "param":
                    found.params.add(f"{subject}: {self._canon.bound(bound, block, labels)}")

    # ---- objects -------------------------------------------------------------------------------------

    def _object(self, one: Shape, text: str, trait: str, found: Needs) -> None:
        foreign: list[str] = []
        for bound in one.parts:
            told = self.brings(bound, trait)
            if told:
                return
            if told is None:
                foreign.append(bound)
        if foreign:
            found.foreign.update(foreign)
        else:
            found.lacks.append(text)

    def brings(self, bound: str, trait: str) -> bool | None:
        """Whether a bound brings an auto trait with it, by itself or by its supertraits; None where unknown."""
        head = bound.partition("<")[0]
        if head.rpartition("::")[2] == trait:
            return True
        if head.startswith("std::") or "::" not in head:
            return False
        definition = self._traits.get(head)
        if definition is None:
            return None
        return self._above(definition, trait)

    @cached_property
    def _traits(self) -> Mapping[str, Def]:
        return {self._canon.symbol(trait): trait for trait in of_kinds(self._world, {ItemKind.TRAIT})}

    def _above(self, start: Def, trait: str) -> bool | None:
        """Whether a trait of the workspace has an auto trait among its supertraits, however far up."""
        table = self._auto.setdefault(trait, {})
        if start in table:
            return table[start]
        open_, seen, queue = False, {start}, [start]
        while queue:
            at = queue.pop()
            for name, above in self._supertraits(at):
                if name == trait:
                    table[start] = True
                    return True
                if above is None:
                    open_ = True
                elif above not in seen and not above.external:
                    seen.add(above)
                    queue.append(above)
        table[start] = None if open_ else False
        return table[start]

    def _supertraits(self, trait: Def) -> Iterator[tuple[str, Def | None]]:
        item = trait.item
        if item is None:
            return
        bounds = [
            *item.bounds,
            *(b for p in item.generics.where if isinstance(p.ty, TPath) and _is_self(p.ty) for b in p.bounds),
        ]
        for bound in bounds:
            if bound.maybe:
                continue
            name = bound.path.segments[-1].name
            met = self._world.resolve(self._world.scope(trait), bound.path, Ns.TYPE)
            if met.defs and not met.rest and met.defs[0].kind is ItemKind.TRAIT:
                yield name, met.defs[0]
            else:
                is_std = (met.outside or "").partition("::")[0] in {"std", "core", "alloc"}
                yield name, trait if is_std else None


def _is_self(ty: TPath) -> bool:
    return [segment.name for segment in ty.path.segments] == ["Self"]


def _is_const(text: str) -> bool:
    """Whether an argument is a const, or the value of an associated type."""
    return _NO_TYPE.match(text) is not None
