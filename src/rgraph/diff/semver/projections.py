"""Associated types of an own type by a trait: `<Self as FromStr>::Err`, as the one impl says that can be meant.

Only that impl is read, and what it names in turn up to a depth: all impls of a trait may name each other's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rgraph.diff.limits import MAX_ALIASES, MAX_PROJECTED
from rgraph.link.resolution import Ns
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import Path, TPath, Type

from .std_laws import arguments, head
from .terms import bind, filled

if TYPE_CHECKING:
    from rgraph.link.defs import Def

    from .canon import Canon, Labels


def projection(canon: Canon, path: Path, subject: str, home: Def, labels: Labels, depth: int) -> str | None:
    """The canonical type that `<subject as Trait>::Name` is; None where no impl of the workspace alone says it."""
    if depth > MAX_ALIASES or len(path.segments) != path.trait_len + 1 or subject.startswith(("'", "Self", "(")):
        return None
    asked = msgspec.structs.replace(path, qself=None, segments=path.segments[: path.trait_len], trait_len=0)
    traits = canon.world.resolve(canon.world.scope(home), asked, Ns.TYPE).defs
    trait = traits[0] if len(traits) == 1 and traits[0].kind is ItemKind.TRAIT else None
    if trait is None:
        return None
    key = trait, subject, arguments(canon.trait(asked, home, labels)), path.segments[-1].name, depth
    if key not in canon.projected:
        blocks = (block for block in canon.world.impls_of(trait) if not block.external)
        several = [found for block in blocks if (found := _by(canon, block, *key[1:])) is not None]
        canon.projected[key] = several[0] if len(several) == 1 and len(several[0]) <= MAX_PROJECTED else None
    return canon.projected[key]


def by_trait_of_std(canon: Canon, trait_path: str, subject: str, name: str) -> str | None:
    """The canonical type that an own type has as an associated type by a trait of the standard library without
    arguments, or the trait's path where no type is named; None where not one impl of the workspace says it."""
    trait = canon.world.std(trait_path)
    if trait is None:
        return None
    key = trait, subject, "", name, 0
    if key not in canon.projected:
        blocks = [block for block in canon.world.impls_of(trait) if not block.external]
        if name:
            several = [found for block in blocks if (found := _by(canon, block, *key[1:])) is not None]
        else:
            several = [trait_path for block in blocks if _bound_by(canon, block, subject, "", 0) is not None]
        canon.projected[key] = several[0] if len(several) == 1 and len(several[0]) <= MAX_PROJECTED else None
    return canon.projected[key]


def _by(canon: Canon, block: Def, subject: str, given: str, name: str, depth: int) -> str | None:
    """What one impl says, if it is for the type and the arguments of its trait."""
    bound = _bound_by(canon, block, subject, given, depth)
    member = next((m for m in canon.world.member(block, name) if m.kind is ItemKind.TYPE_ALIAS), None)
    if bound is None or member is None or member.item is None or member.item.generics.params:
        return None
    return filled(canon.ty(member.item.ty, member, _parameters(block), depth + 1), bound)


def _bound_by(canon: Canon, block: Def, subject: str, given: str, depth: int) -> dict[str, str] | None:
    """What the parameters of an impl stand for, if it is for the type and the arguments of its trait."""
    item = block.item
    if item is None or item.trait is None or _last_name(item.ty) != head(subject):
        return None
    inside = _parameters(block)
    bound = bind(canon.ty(item.ty, block, inside, depth + 1), subject, {})
    return bind(arguments(canon.trait(item.trait, block, inside)), given, bound) if bound is not None else None


def _parameters(block: Def) -> dict[str, str]:
    params = block.item.generics.params if block.item is not None else ()
    return {param.name: f"'t0.{param.name}" for param in params if param.kind != "lifetime"}


def _last_name(ty: Type | None) -> str:
    return ty.path.segments[-1].name if isinstance(ty, TPath) and ty.path.segments else ""
