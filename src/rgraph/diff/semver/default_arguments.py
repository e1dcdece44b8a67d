"""Default arguments of types and traits: they mean the same whether they are written or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.diff.limits import MAX_ALIASES
from rgraph.link.resolution import Ns
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import GenericParam, Path, TPath

from .predicates import is_self

if TYPE_CHECKING:
    from rgraph.link.defs import Def

    from .canon import Canon, Labels


def leave_out_defaults(canon: Canon, given: list[str], of: Def, depth: int) -> None:
    """Remove the arguments at the end that are equal to the default of their parameter."""
    params = _params(of)
    _leave_out_gained(canon, given, of, params, depth)
    while given and len(given) <= len(params) and depth <= MAX_ALIASES:
        default = params[len(given) - 1].default
        if default is None:
            return
        labels = {param.name: text for param, text in zip(params, given, strict=False)}
        if canon.ty(default, of, labels, depth + 1) != given[-1]:
            return
        given.pop()


def _leave_out_gained(canon: Canon, given: list[str], of: Def, params: list[GenericParam], depth: int) -> None:
    """Remove the default arguments of parameters that the new version has gained, wherever they stand: users of the
    old version do not write them.
    """
    gained = canon.grown.get(canon.symbol(of)) if canon.grown else None
    if not gained or len(given) > len(params) or depth > MAX_ALIASES:
        return
    labels = {param.name: text for param, text in zip(params, given, strict=False)}
    for at in reversed(range(len(given))):
        default = params[at].default if params[at].name in gained else None
        if default is not None and canon.ty(default, of, labels, depth + 1) == given[at]:
            del given[at], params[at]


def add_defaults(canon: Canon, given: list[str], of: Def, depth: int) -> None:
    """Append the default arguments that are not written."""
    params = _params(of)
    for param in params[len(given) :] if depth <= MAX_ALIASES else ():
        labels = {known.name: text for known, text in zip(params, given, strict=False)}
        given.append(canon.ty(param.default, of, labels, depth + 1) if param.default is not None else "_")


def leave_out_self(canon: Canon, trait: str, path: Path, home: Def, subject: str) -> str:
    """`PartialEq<S>` as a trait of `S` is written `PartialEq`: the default of its parameter is the type itself."""
    given = sum(len(segment.args) for segment in path.segments)
    if not given or not trait.endswith(f"{subject}>"):
        return trait
    of = canon.head(TPath(path), home) or canon.world.std(trait.partition("<")[0])
    params = _params(of) if of is not None and of.kind is ItemKind.TRAIT else []
    if len(params) != given or params[-1].default is None or not is_self(params[-1].default):
        return trait
    left = trait.removesuffix(f"{subject}>")
    return left.removesuffix("<") if given == 1 else left.removesuffix(", ") + ">"


def settled(canon: Canon, block: Def, labels: Labels) -> dict[str, str]:
    """The parameters of an impl that stand for gained parameters of its type or trait, mapped to the defaults of these.

    Users of the old version name the type, or the trait, without them.
    """
    if block.kind is ItemKind.TRAIT:
        return _by_default(canon, block, labels)
    path = block.item.ty.path if block.item is not None and isinstance(block.item.ty, TPath) else None
    of = _own_type(canon, block, path) if canon.grown and path is not None else None
    gained = canon.grown.get(canon.symbol(of)) if of is not None else None
    if path is None or of is None or gained is None:
        return {}
    given = [argument for segment in path.segments for argument in segment.args]
    pairs = list(zip(_params(of), given, strict=False))
    texts = {param.name: canon.ty(argument, block, labels) for param, argument in pairs}
    found: dict[str, str] = {}
    for param, argument in pairs:
        if param.name not in gained or param.default is None or not isinstance(argument, TPath):
            continue
        name = argument.path.segments[0].name
        if len(argument.path.segments) == 1 and name in labels:
            found[name] = texts[param.name] = canon.ty(param.default, of, texts)
    return found


def _by_default(canon: Canon, trait: Def, labels: Labels) -> dict[str, str]:
    found: dict[str, str] = {}
    for param in _params(trait):
        if param.default is not None and labels.get(param.name, "").startswith("'new:"):
            found[param.name] = canon.ty(param.default, trait, {**labels, **found})
    return found


def _own_type(canon: Canon, block: Def, path: Path) -> Def | None:
    """The type that an impl is for, where its path leads to one."""
    if block.kind is not ItemKind.IMPL:
        return None
    found = canon.world.resolve(canon.world.scope(block), path, Ns.TYPE)
    return found.defs[0] if found.defs and not found.rest and not found.param else None


def _params(of: Def) -> list[GenericParam]:
    return [param for param in of.item.generics.params if param.kind != "lifetime"] if of.item is not None else []
