"""Types as canonical texts, by which the declarations of two versions are compared.

Two types are the same type if their texts are equal, however each version writes them. So paths are resolved to symbols
(under the name that both versions share), aliases are written out, generic parameters have labels (`labels.py`) in
place of names, arguments equal to a default are left out, bounds are sorted, and lifetimes are dropped: they are
compared apart (`probes/borrows.py`). Texts rather than terms, because messages and rules need them in any case, and a
text compares the same in both versions, which have no definition in common.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from rgraph.diff.api.stubs import stands_for
from rgraph.diff.limits import MAX_ALIASES
from rgraph.link.constants import bare_constant, is_bare
from rgraph.link.preludes import PRIMITIVES
from rgraph.link.resolution import Ns
from rgraph.link.table import FILE
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
from .default_arguments import add_defaults, leave_out_defaults, leave_out_self
from .entailment import Entailment
from .imports import alternatives
from .outside import is_std_by_another_name, of_std
from .terms import projected

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.resolution import Resolution
    from rgraph.link.world import World
    from rgraph.model.cargo import Crate


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
        self._opened = opened or {}
        self._in_full = False
        self._seen: dict[str, frozenset[str]] = {}
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
        """The features of each package that are on unless a user says otherwise."""
        self.derives: Mapping[str, Collection[str]] = {}
        """What the workspace's types derive, by canonical names."""

    def renaming(self, names: Mapping[str, str]) -> Canon:
        """The same, except that these symbols have other names."""
        found = copy.copy(self)
        for name in ("in_full", "laws", "_own"):
            found.__dict__.pop(name, None)
        found._renamed = {**self._renamed, **names}
        return found

    @cached_property
    def in_full(self) -> Canon:
        """The same, except that arguments equal to a default are written."""
        found = copy.copy(self)
        found._in_full = True
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
                text = self._path_type(ty.path, home, labels, depth)
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
        return _plain(ty)

    def _is_bare_trait(self, path: Path, home: Def) -> bool:
        """Whether a type is a trait without `dyn`, as editions before 2021 allow."""
        if path.qself is not None or not path.segments or self._world.edition(home.crate) >= "2021":
            return False
        found = self._world.resolve(self._world.scope(home), path, Ns.TYPE)
        named = bool(found.defs) and not found.rest and not found.param and not found.is_self
        return named and found.defs[0].kind is ItemKind.TRAIT

    def trait(self, path: Path, home: Def, labels: Labels) -> str:
        """The trait that an impl block names: no type, whatever the edition."""
        return self._path_type(path, home, labels, 0)

    def bounds(self, bounds: list[Bound], home: Def, labels: Labels, depth: int = 0) -> str:
        """Bounds in a fixed order, joined by `+`."""
        return " + ".join(sorted(self.bound(bound, home, labels, depth) for bound in bounds))

    def bound(self, bound: Bound, home: Def, labels: Labels, depth: int = 0) -> str:
        """One bound: the trait and its arguments."""
        return ("?" if bound.maybe else "") + self._path_type(bound.path, home, labels, depth)

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
            inner = f"{subject}::{self._member(assoc.name)}"
            if assoc.ty is not None:
                yield inner, f"= {self.ty(assoc.ty, home, labels)}"
            for deeper in assoc.bounds:
                yield from self.conditions(inner, deeper, home, labels)

    def _path_type(self, path: Path, home: Def, labels: Labels, depth: int) -> str:
        if path.qself is not None:
            rest = "".join(f"::{self._member(segment.name)}" for segment in path.segments[path.trait_len :])
            return projected(self.ty(path.qself, home, labels, depth), rest)
        names = [segment.name for segment in path.segments]
        if not names:
            return "_"  # nested deeper than facts go
        if len(names) == 1 and names[0] in labels:
            return labels[names[0]]
        if names[0] in labels:
            return "::".join([labels[names[0]], *map(self._member, names[1:])])
        return self._resolved(path, names, home, labels, depth)

    def _resolved(self, path: Path, names: list[str], home: Def, labels: Labels, depth: int) -> str:
        found = self._world.resolve(self._world.scope(home), path, Ns.TYPE)
        if found.is_self:
            return self._self(found.defs[0] if found.defs else None, names, labels, depth)
        if found.prim and not found.rest:
            return found.prim
        if len(names) == 1 and names[0] in PRIMITIVES and _is_module(found, names[0]):
            return names[0]  # `use std::usize;` brings a module of that name: a type is still the primitive
        if found.defs and not found.param:
            definition = by_default(self._world, found.defs, home, self.defaults)
            opened = self._alias(definition, path.segments[-1], home, labels, depth) if not found.rest else None
            if opened is not None:
                return opened
            text = self.symbol(definition)
            if found.rest:
                text += "".join(f"::{name}" for name in names[len(names) - found.rest :])
                return text + self._arguments(path, home, labels, depth)
            return text + self._arguments(path, home, labels, depth, definition)
        text = of_std(found.outside or "::".join(names))
        if not found.outside and not found.param and not found.defs:
            self.unresolved.add(text)
        beside = self._beside(text)
        if beside is not None:
            opened = self._alias(beside, path.segments[-1], home, labels, depth)
            return opened or self.symbol(beside) + self._arguments(path, home, labels, depth, beside)
        alias = self._world.std(text) if is_std_by_another_name(found.outside or "", text) else None
        if alias is not None and (opened := self._alias(alias, path.segments[-1], home, labels, depth)) is not None:
            return opened
        return text + self._arguments(path, home, labels, depth)

    def _beside(self, path: str) -> Def | None:
        """What a path to another crate means if the repository itself has a library of that name.

        A package that is not of the workspace takes that library from a registry. The declarations beside it are the
        best that is known of it.
        """
        head, _, rest = path.partition("::")
        root = self._world.roots.get(head) if rest else None
        if root is None:
            return None
        names = ["crate", *rest.split("::")]
        found = self._world.resolve_names(self._world.scope(root.defs(FILE)), names, Ns.TYPE)
        return found.defs[0] if found.defs and not found.rest and not found.defs[0].external else None

    def _member(self, name: str) -> str:
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

    def _self(self, definition: Def | None, names: list[str], labels: Labels, depth: int) -> str:
        rest = "".join(f"::{name}" for name in names[1:])
        item = definition.item if definition is not None else None
        if definition is None or item is None or item.kind is ItemKind.TRAIT or depth > MAX_ALIASES:
            return "Self" + rest
        if item.kind is ItemKind.IMPL:
            written = self._member_of(definition, names[1]) if len(names) == 2 else None
            if written is not None and written.item is not None:
                return self.ty(written.item.ty, written, labels, depth + 1)
            return projected(self.ty(item.ty, definition, labels, depth + 1), rest)
        params = [param.name for param in item.generics.params if param.kind != "lifetime"]
        arguments = ", ".join(labels.get(name, name) for name in params)
        return self.symbol(definition) + (f"<{arguments}>" if arguments else "") + rest

    def _member_of(self, block: Def, name: str) -> Def | None:
        """The associated type of an impl block by its name."""
        place = block.place
        members = (place.defs(ord_) for ord_ in place.table.children.get(block.ord, ()))
        return next((d for d in members if d.kind is ItemKind.TYPE_ALIAS and d.name == name), None)

    def _alias(self, definition: Def, segment: Segment, home: Def, labels: Labels, depth: int) -> str | None:
        """The type that an alias of the workspace or of std stands for, with its arguments; None if it is no alias."""
        item = definition.item
        if self._opened and (there := self._opened.get(str(self._world.symbol(definition)))):
            canon, alias = there
            return canon.opened(alias, [self.ty(argument, home, labels, depth) for argument in segment.args], depth)
        if item is None or item.kind is not ItemKind.TYPE_ALIAS or item.ty is None:
            return None
        parent = definition.parent
        if depth > MAX_ALIASES or (parent is not None and parent.kind in {ItemKind.TRAIT, ItemKind.IMPL}):
            return None
        return self.opened(definition, [self.ty(argument, home, labels, depth) for argument in segment.args], depth)

    def opened(self, definition: Def, given: Sequence[str], depth: int = 0) -> str | None:
        """The type that an alias stands for, with these canonical arguments."""
        item = definition.item
        if item is None or item.ty is None:
            return None
        inside: dict[str, str] = {}
        params = [param for param in item.generics.params if param.kind != "lifetime"]
        for index, param in enumerate(params):
            if index < len(given):
                inside[param.name] = given[index]
            elif param.default is not None:
                inside[param.name] = self.ty(param.default, definition, inside, depth + 1)
            else:
                inside[param.name] = "_"
        return self.ty(item.ty, definition, inside, depth + 1)

    def _arguments(self, path: Path, home: Def, labels: Labels, depth: int, of: Def | None = None) -> str:
        given = [argument for segment in path.segments for argument in segment.args]
        parts = [self._constant(argument, home, labels) or self.ty(argument, home, labels, depth) for argument in given]
        if of is not None and of.kind in _WITH_DEFAULTS and self._in_full:
            add_defaults(self, parts, of, depth)
        elif of is not None and of.kind in _WITH_DEFAULTS:
            leave_out_defaults(self, parts, of, depth)
        for segment in path.segments:
            for assoc in segment.assoc:
                value = self.ty(assoc.ty, home, labels, depth) if assoc.ty is not None else ""
                value = value or self.bounds(assoc.bounds, home, labels, depth)
                parts.append(f"{self._member(assoc.name)} = {value}")
        return f"<{', '.join(parts)}>" if parts else ""

    def _constant(self, argument: Type, home: Def, labels: Labels) -> str:
        """The text of a const argument that is written like a type, as in `S<N>`; "" if it is a type."""
        if not isinstance(argument, TPath) or not is_bare(argument.path) or argument.path.segments[0].name in labels:
            return ""
        found = bare_constant(self._world, self._world.scope(home), argument)
        return const_values.canonical(argument.path.segments[0].name, home, self, labels) if found else ""


_WITH_DEFAULTS = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT})


def _is_module(found: Resolution, name: str) -> bool:
    """Whether the name of a primitive type means a module, such as std's with its constants."""
    if not found.defs:
        return bool(found.outside) and of_std(found.outside) == f"std::{name}"
    return found.defs[0].kind is ItemKind.MODULE


def _plain(ty: Type) -> str:
    if isinstance(ty, TNever):
        return "!"
    if isinstance(ty, TInfer):
        return "_"
    if isinstance(ty, TMacro):
        return "::".join(segment.name for segment in ty.path.segments) + "!(...)"
    raise TypeError(type(ty).__name__)
