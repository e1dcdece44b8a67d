"""Types as canonical texts, by which the declarations of two versions are compared.

Two types are the same type if their texts are equal, however each version writes them. So paths are resolved to symbols
(under the name that both versions share), aliases are written out, generic parameters have labels (`labels.py`) in
place of names, arguments equal to a default are left out, bounds are sorted, and lifetimes are dropped: they are
compared apart (`probes/signatures/borrows.py`). Texts rather than terms, because messages and rules need them in any
case, and a text compares the same in both versions, which have no definition in common.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from rgraph.diff.api.stubs import stands_for
from rgraph.diff.limits import MAX_ALIASES
from rgraph.link.resolution import Ns
from rgraph.link.table import FILE
from rgraph.link.types.macro_types import macro_of, made_type
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import (
    Bound,
    Path,
    Segment,
    TArray,
    TConst,
    TDyn,
    TFn,
    TImpl,
    TInfer,
    TMacro,
    TNever,
    TPath,
    TPtr,
    TRef,
    TSlice,
    TTuple,
    Type,
)

from . import const_values
from .cfg_twins import by_default
from .default_arguments import leave_out_self
from .entailment import Entailment
from .imports import alternatives
from .outside import of_std
from .path_texts import path_text

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.world import World
    from rgraph.model.cargo import Crate, Package

    from .probes.impls.covering import Implemented

Labels = Mapping[str, str]
"""The labels of the generic parameters in scope, by name. Both versions have the same labels."""


class Canon:
    """Writes the types of one version as canonical texts. `renamed` maps its symbols to those that both versions share.

    `blanket` are the traits that this version implements for all types of a kind. `opened` are its types that are
    aliases in the other version: the texts of that version write them out, so these must, too.
    """

    def __init__(
        self,
        world: World,
        renamed: Mapping[str, str],
        blanket: Collection[str] = (),
        opened: Mapping[str, tuple[Canon, Def]] | None = None,
    ) -> None:
        self.blanket = frozenset(blanket)
        self._world = world
        self._renamed = renamed
        self.opened_there = opened or {}
        """The types that are aliases in the other version, by symbol, each with that version and its alias."""
        self.writes_defaults = False
        """Whether arguments equal to a default are written."""
        self._seen: dict[str, frozenset[str]] = {}
        self.projected: dict[tuple[Def, str, str, str, int], str | None] = {}
        """Associated types that were read in an impl (`projections`)."""
        self.impls: dict[Def, Implemented] = {}
        """Impls that were read (`probes/canonical_impls`): each library that has the trait asks for them."""
        self.unresolved: set[str] = set()
        """Names that led to nothing in what was read. A finding that depends on one is uncertain."""
        self.guessed: Collection[str] = ()
        """Canonical names of types whose old and new versions were matched by their code alone."""
        self.grown: Mapping[str, frozenset[str]] = {}
        """The types with more parameters than in the other version, and which parameters are new."""
        self.members: Mapping[str, str] = {}
        """Renamed associated types: the names in this version, to those that both versions share."""
        self.nameable: Collection[str] = ()
        """Canonical names of the traits that users can name."""
        self.defaults: Mapping[str, Collection[str]] = {}
        self.packages: Mapping[str, Package] = {}
        """The features of each package that are on unless a user says otherwise."""
        self.derives: Mapping[str, Collection[str]] = {}
        """What the workspace's types derive, by canonical names."""

    def renaming(self, names: Mapping[str, str]) -> Canon:
        """The same, except that these symbols have other names."""
        found = copy.copy(self)
        for name in ("in_full", "laws", "_own"):
            found.__dict__.pop(name, None)
        found._renamed, found.projected, found.impls = {**self._renamed, **names}, {}, {}
        return found

    @cached_property
    def in_full(self) -> Canon:
        """The same, except that arguments equal to a default are written."""
        found = copy.copy(self)
        found.writes_defaults, found.projected, found.impls = True, {}, {}
        return found

    @cached_property
    def alternatives(self) -> dict[str, frozenset[str]]:
        """What several imports of one name under conditions lead to."""
        return alternatives(self._world)

    @property
    def world(self) -> World:
        """What the names mean."""
        return self._world

    @cached_property
    def laws(self) -> Entailment:
        """What bounds imply in this version."""
        return Entailment(self)

    def ty(self, ty: Type | None, home: Def, labels: Labels, depth: int = 0) -> str:
        """The text of a type in the declaration of `home`; "()" for no type."""
        match ty:
            case None:
                return "()"
            case TPath():
                text = path_text(self, ty.path, home, labels, depth)
                return f"(dyn {text})" if self._is_bare_trait(ty.path, home) else text
            case TRef():
                return ("&mut " if ty.mut else "&") + self.ty(ty.ty, home, labels, depth)
            case TPtr():
                return ("*mut " if ty.mut else "*const ") + self.ty(ty.ty, home, labels, depth)
            case TSlice():
                return f"[{self.ty(ty.ty, home, labels, depth)}]"
            case TArray():
                return f"[{self.ty(ty.ty, home, labels, depth)}; {const_values.canonical(ty.len, home, self, labels)}]"
            case TTuple():
                return "(" + "".join(f"{self.ty(t, home, labels, depth)}," for t in ty.tys) + ")" if ty.tys else "()"
            case TFn():
                inside = ", ".join([*(self.ty(t, home, labels, depth) for t in ty.params), *["..."][: ty.variadic]])
                head = f"{ty.quals} fn" if ty.quals else "fn"
                return f"{head}({inside}) -> {self.ty(ty.ret, home, labels, depth)}"
            case TDyn() | TImpl():
                word = "dyn" if isinstance(ty, TDyn) else "impl"
                return f"({word} {self.bounds(ty.bounds, home, labels, depth)})"
            case TConst():
                return const_values.canonical(ty.text, home, self, labels)
            case TMacro() if (made := self._made(ty, home)) is not None and depth <= MAX_ALIASES:
                return self.ty(made, home, labels, depth + 1)
        return _plain(ty)

    def _made(self, ty: TMacro, home: Def) -> Type | None:
        """The type that a call of a macro of the workspace becomes."""
        macro = macro_of(self._world, self._world.scope(home), ty)
        return made_type(self._world, macro, ty) if macro is not None else None

    def _is_bare_trait(self, path: Path, home: Def) -> bool:
        """Whether a type is a trait without `dyn`, as editions before 2021 allow."""
        if path.qself is not None or not path.segments or self._world.edition(home.crate) >= "2021":
            return False
        found = self._world.resolve(self._world.scope(home), path, Ns.TYPE)
        named = bool(found.defs) and not found.rest and not found.param and not found.is_self
        named = named and not self.laws.unexpanded.declares(path.segments[-1].name, home.crate.id)
        return named and found.defs[0].kind is ItemKind.TRAIT

    def trait(self, path: Path, home: Def, labels: Labels) -> str:
        """The trait that an impl block names: no type, whatever the edition."""
        return path_text(self, path, home, labels, 0)

    def bounds(self, bounds: list[Bound], home: Def, labels: Labels, depth: int = 0) -> str:
        """Bounds in a fixed order, joined by `+`."""
        return " + ".join(sorted(self.bound(bound, home, labels, depth) for bound in bounds))

    def bound(self, bound: Bound, home: Def, labels: Labels, depth: int = 0) -> str:
        """One bound: the trait and its arguments."""
        return ("?" if bound.maybe else "") + path_text(self, bound.path, home, labels, depth)

    def conditions(self, subject: str, bound: Bound, home: Def, labels: Labels) -> Iterator[tuple[str, str]]:
        """A bound as single conditions, so that each can be compared alone.

        `T: Iterator<Item: Send>` is `T: Iterator` and `T::Item: Send`; `T: Iterator<Item = X>` is `T: Iterator` and
        `T::Item: = X`.
        """
        plain = [msgspec.structs.replace(segment, assoc=[]) for segment in bound.path.segments]
        if any(segment.sugar for segment in bound.path.segments):
            yield subject, self.bound(bound, home, labels)
            return
        path = msgspec.structs.replace(bound.path, segments=plain)
        yield subject, leave_out_self(self, self.bound(Bound(path, bound.maybe), home, labels), path, home, subject)
        for assoc in (assoc for segment in bound.path.segments for assoc in segment.assoc):
            inner = f"{subject}::{self.member(assoc.name)}"
            if assoc.ty is not None:
                yield inner, f"= {self.ty(assoc.ty, home, labels)}"
            for deeper in assoc.bounds:
                yield from self.conditions(inner, deeper, home, labels)

    def member(self, name: str) -> str:
        """An associated type's name as both versions write it."""
        return self.members.get(name, name)

    def symbol(self, definition: Def) -> str:
        """A definition by the name that both versions share."""
        found = stands_for(self._world, definition)
        return found or self.shared(of_std(str(self._world.symbol(definition))))

    def is_foreign(self, path: str, home: Crate) -> bool:
        """Whether a canonical path begins in a crate that `home` does not take from the workspace.

        A package may take from a registry a library that the repository has as well.
        """
        head = path.partition("::")[0]
        return head != "std" and head not in self._seen_from(home)

    def is_of_workspace(self, path: str) -> bool:
        """Whether a canonical path begins in a library of the repository."""
        return path.partition("::")[0].partition("#")[0] in self._world.roots

    def _seen_from(self, home: Crate) -> frozenset[str]:
        """The names of a library and of those of the workspace below it."""
        if home.id not in self._seen:
            found: set[str] = set()
            waiting = [home]
            while waiting:
                crate = waiting.pop()
                if crate.id not in found:
                    found.add(crate.id)
                    below = (self._world.roots.get(extern.crate) for extern in crate.externs)
                    waiting += [place.defs(FILE).crate for place in below if place is not None]
            self._seen[home.id] = frozenset(crate.partition("@")[0] for crate in found)
        return self._seen[home.id]

    def self_text(self, home: Def, labels: Labels) -> str:
        """The text of `Self` in an item."""
        return self.ty(TPath(Path([Segment("Self")], 0)), home, labels)

    def head(self, ty: Type | None, home: Def) -> Def | None:
        """The definition of a type, its arguments aside."""
        if not isinstance(ty, TPath) or ty.path.qself is not None:
            return None
        found = self._world.resolve(self._world.scope(home), ty.path, Ns.TYPE)
        if not found.defs or found.rest or found.param:
            return None
        return by_default(self._world, found.defs, home, self.defaults)

    def shared(self, symbol: str) -> str:
        """A symbol as both versions write it."""
        return self._renamed.get(symbol, symbol)

    def own(self, name: str) -> str:
        """The inverse of `shared`: the symbol in this version."""
        return self._own.get(name, name)

    @cached_property
    def _own(self) -> dict[str, str]:
        return {shared: symbol for symbol, shared in sorted(self._renamed.items(), reverse=True)}


def _plain(ty: Type) -> str:
    if isinstance(ty, TNever):
        return "!"
    if isinstance(ty, TInfer):
        return "_"
    if isinstance(ty, TMacro):
        return "::".join(segment.name for segment in ty.path.segments) + "!(...)"
    raise TypeError(type(ty).__name__)
