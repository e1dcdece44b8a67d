"""Paths to types as canonical texts: symbols with their arguments, aliases written out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rgraph.diff.limits import MAX_ALIASES
from rgraph.link.constants import bare_constant, is_bare
from rgraph.link.preludes import PRIMITIVES
from rgraph.link.resolution import Ns
from rgraph.link.table import FILE
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import Path, Segment, TPath, Type

from . import const_values
from .cfg_twins import by_default
from .default_arguments import add_defaults, leave_out_defaults
from .outside import is_std_by_another_name, of_std
from .projections import projection
from .terms import projected

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.resolution import Resolution

    from .canon import Canon, Labels

_WITH_DEFAULTS = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT})


def path_text(canon: Canon, path: Path, home: Def, labels: Labels, depth: int) -> str:
    """The text of a path in the declaration of `home`. `depth` counts the aliases that were written out around it."""
    if path.qself is not None:
        rest = "".join(f"::{canon.member(segment.name)}" for segment in path.segments[path.trait_len :])
        subject = canon.ty(path.qself, home, labels, depth)
        return projection(canon, path, subject, home, labels, depth) or projected(subject, rest)
    names = [segment.name for segment in path.segments]
    if not names:
        return "_"  # nested deeper than facts go
    if len(names) == 1 and names[0] in labels:
        return labels[names[0]]
    if names[0] in labels:
        known = min(2, len(names)) if "::".join(names[:2]) in labels else 1
        return "::".join([labels["::".join(names[:known])], *map(canon.member, names[known:])])
    return _resolved(canon, path, names, home, labels, depth)


def _resolved(canon: Canon, path: Path, names: list[str], home: Def, labels: Labels, depth: int) -> str:
    found = canon.world.resolve(canon.world.scope(home), path, Ns.TYPE)
    if found.is_self:
        return _self(canon, found.defs[0] if found.defs else None, names, labels, depth)
    if found.prim and not found.rest:
        return found.prim
    if len(names) == 1 and names[0] in PRIMITIVES and _is_module(found, names[0]):
        return names[0]  # `use std::usize;` brings a module of that name: a type is still the primitive
    outside = len(names) == 1 and bool(found.defs) and found.defs[0].external
    if outside and canon.laws.unexpanded.declares(names[0], home.crate.id):
        canon.unresolved.add(names[0])  # not what std's prelude brings, but what a macro makes
        return names[0] + _arguments(canon, path, home, labels, depth)
    if found.defs and not found.param:
        definition = by_default(canon.world, found.defs, home, canon.defaults)
        aliased = _alias(canon, definition, path.segments[-1], home, labels, depth) if not found.rest else None
        if aliased is not None:
            return aliased
        text = canon.symbol(definition)
        if found.rest:
            text += "".join(f"::{name}" for name in names[len(names) - found.rest :])
            return text + _arguments(canon, path, home, labels, depth)
        return text + _arguments(canon, path, home, labels, depth, definition)
    text = of_std(found.outside or "::".join(names))
    if not found.outside and not found.param and not found.defs:
        canon.unresolved.add(text)
    beside = _beside(canon, text)
    if beside is not None:
        aliased = _alias(canon, beside, path.segments[-1], home, labels, depth)
        return aliased or canon.symbol(beside) + _arguments(canon, path, home, labels, depth, beside)
    alias = canon.world.std(text) if is_std_by_another_name(found.outside or "", text) else None
    if alias is not None and (aliased := _alias(canon, alias, path.segments[-1], home, labels, depth)) is not None:
        return aliased
    return text + _arguments(canon, path, home, labels, depth)


def _beside(canon: Canon, path: str) -> Def | None:
    """What a path to another crate means if the repository itself has a library of that name.

    A package that is not of the workspace takes that library from a registry. The declarations beside it are the
    best that is known of it.
    """
    head, _, rest = path.partition("::")
    root = canon.world.roots.get(head) if rest else None
    if root is None:
        return None
    names = ["crate", *rest.split("::")]
    found = canon.world.resolve_names(canon.world.scope(root.defs(FILE)), names, Ns.TYPE)
    return found.defs[0] if found.defs and not found.rest and not found.defs[0].external else None


def _self(canon: Canon, definition: Def | None, names: list[str], labels: Labels, depth: int) -> str:
    """The text of a path that begins with `Self`, in an impl, a trait or a type."""
    rest = "".join(f"::{name}" for name in names[1:])
    item = definition.item if definition is not None else None
    if definition is None or item is None or item.kind is ItemKind.TRAIT or depth > MAX_ALIASES:
        return "Self" + rest
    if item.kind is ItemKind.IMPL:
        written = _member_of(definition, names[1]) if len(names) == 2 else None
        if written is not None and written.item is not None:
            return canon.ty(written.item.ty, written, labels, depth + 1)
        return projected(canon.ty(item.ty, definition, labels, depth + 1), rest)
    params = [param.name for param in item.generics.params if param.kind != "lifetime"]
    arguments = ", ".join(labels.get(name, name) for name in params)
    return canon.symbol(definition) + (f"<{arguments}>" if arguments else "") + rest


def _member_of(block: Def, name: str) -> Def | None:
    """The associated type of an impl block by its name."""
    place = block.place
    members = (place.defs(ord_) for ord_ in place.table.children.get(block.ord, ()))
    return next((d for d in members if d.kind is ItemKind.TYPE_ALIAS and d.name == name), None)


def _alias(canon: Canon, definition: Def, segment: Segment, home: Def, labels: Labels, depth: int) -> str | None:
    """The type that an alias of the workspace or of std stands for, with its arguments; None if it is no alias."""
    item = definition.item
    if canon.opened_there and (there := canon.opened_there.get(str(canon.world.symbol(definition)))):
        other, alias = there
        return opened(other, alias, [canon.ty(argument, home, labels, depth) for argument in segment.args], depth)
    if item is None or item.kind is not ItemKind.TYPE_ALIAS or item.ty is None:
        return None
    parent = definition.parent
    if depth > MAX_ALIASES or (parent is not None and parent.kind in {ItemKind.TRAIT, ItemKind.IMPL}):
        return None
    return opened(canon, definition, [canon.ty(argument, home, labels, depth) for argument in segment.args], depth)


def opened(canon: Canon, definition: Def, given: Sequence[str], depth: int = 0) -> str | None:
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
            inside[param.name] = canon.ty(param.default, definition, inside, depth + 1)
        else:
            inside[param.name] = "_"
    return canon.ty(item.ty, definition, inside, depth + 1)


def _arguments(canon: Canon, path: Path, home: Def, labels: Labels, depth: int, of: Def | None = None) -> str:
    given = [argument for segment in path.segments for argument in segment.args]
    parts = [_constant(canon, argument, home, labels) or canon.ty(argument, home, labels, depth) for argument in given]
    if of is not None and of.kind in _WITH_DEFAULTS and canon.writes_defaults:
        add_defaults(canon, parts, of, depth)
    elif of is not None and of.kind in _WITH_DEFAULTS:
        leave_out_defaults(canon, parts, of, depth)
    for segment in path.segments:
        for assoc in segment.assoc:
            value = canon.ty(assoc.ty, home, labels, depth) if assoc.ty is not None else ""
            value = value or canon.bounds(assoc.bounds, home, labels, depth)
            parts.append(f"{canon.member(assoc.name)} = {value}")
    return f"<{', '.join(parts)}>" if parts else ""


def _constant(canon: Canon, argument: Type, home: Def, labels: Labels) -> str:
    """The text of a const argument that is written like a type, as in `S<N>`; "" if it is a type."""
    if not isinstance(argument, TPath) or not is_bare(argument.path) or argument.path.segments[0].name in labels:
        return ""
    found = bare_constant(canon.world, canon.world.scope(home), argument)
    return const_values.canonical(argument.path.segments[0].name, home, canon, labels) if found else ""


def _is_module(found: Resolution, name: str) -> bool:
    """Whether the name of a primitive type means a module, such as std's with its constants."""
    if not found.defs:
        return bool(found.outside) and of_std(found.outside) == f"std::{name}"
    return found.defs[0].kind is ItemKind.MODULE
