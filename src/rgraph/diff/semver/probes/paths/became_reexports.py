"""Items of the workspace whose paths now lead to another crate: an own `Ordering` became that of `std`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeGuard

from rgraph.diff.api.inside import uses
from rgraph.diff.api.model import PublicItem, Surface
from rgraph.diff.semver.delta import Difference, Pair
from rgraph.diff.semver.outside import of_std
from rgraph.diff.semver.probes.types.definitions import changed_kind
from rgraph.diff.semver.versions import Versions
from rgraph.link.resolution import Ns
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import TPath, Type

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.world import World

_AGGREGATES = frozenset({"struct", "enum", "union"})

_OWN_KINDS = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT})
"""Of what two definitions are never one, however alike they are."""


def through(surface: Surface, path: str) -> PublicItem | None:
    """What a path means that goes through a module or crate from outside: `m::fmt::Debug` under `pub use std as m`."""
    module = path.rpartition("::")[0]
    while module:
        for item in surface.by_path.get(("type", module), ()):
            if item.kind == "reexport" and item.outside and module in item.paths:
                rest = path[len(module) :]
                name = path.rpartition("::")[2]
                return PublicItem(
                    "reexport", name, surface.crate, None, [path], outside=item.outside + rest, use_place=item.place
                )
        module = module.rpartition("::")[0]
    return None


def moved_outside(pair: Pair, versions: Versions) -> Iterator[Difference]:
    """What users lose by it, as the declarations of std tell. For any other crate, the question."""
    outside = of_std(pair.new.outside)
    if pair.old.kind == "module":  # what stood in it is looked for by its own paths
        return
    if pair.old.kind == "type_alias" and _stood_for(pair, outside, versions):
        return
    world = versions.new.world
    there = world.std(outside) if outside.startswith("std::") else None
    if there is None:
        yield pair.doubt(f"`{outside}` is at its path now: is it the same to users?")
    elif there.kind.value != pair.old.kind or _names(pair.old) - _offered(there, world):
        yield from changed_kind(pair)
    elif pair.old.kind not in _AGGREGATES or _lacks(pair, there, outside, versions):
        yield pair.doubt(f"`{outside}` is at its path now: does it have everything that was there?")


def _stood_for(pair: Pair, outside: str, versions: Versions) -> bool:
    """Whether an alias handed all its parameters on, in their order, to what is re-exported in its place now."""
    item, definition = pair.old.item, pair.old.definition
    ty = item.ty if item is not None else None
    if item is None or definition is None or not isinstance(ty, TPath) or ty.path.qself is not None:
        return False
    params = [param for param in item.generics.params if param.kind != "lifetime"]
    given = [arg.path.segments[0].name if _is_name(arg) else "" for arg in ty.path.segments[-1].args]
    if given != [param.name for param in params] or any(param.default is not None for param in params):
        return False
    world = versions.old.world
    meant = world.resolve(world.scope(definition), ty.path, Ns.TYPE)
    if meant.rest:
        return False
    was = str(world.symbol(meant.defs[0])) if meant.defs else of_std(meant.outside)
    there = versions.new.world.std(outside) if outside.startswith("std::") else None
    return was in {outside, str(versions.new.world.symbol(there)) if there is not None else outside}


def _is_name(ty: Type) -> TypeGuard[TPath]:
    """Whether a type is a single name."""
    return isinstance(ty, TPath) and ty.path.qself is None and len(ty.path.segments) == 1


def of_another_path(pair: Pair, versions: Versions) -> Iterator[Difference]:
    """Items that came from one path of another crate and now come from another path. The two may be the same."""
    was, now = of_std(pair.old.outside), of_std(pair.new.outside)
    one, two = versions.old.world.std(was), versions.new.world.std(now)
    if one is not None and two is not None and was.startswith("std::") and now.startswith("std::"):
        if str(versions.old.world.symbol(one)) == str(versions.new.world.symbol(two)):
            return
        if {one.kind, two.kind} <= _OWN_KINDS:
            yield pair.delta("leads_elsewhere", old=was, new=now)
            return
    crates, names = (
        {path.partition("::")[0] for path in (was, now)},
        {path.rpartition("::")[2] for path in (was, now)},
    )
    if len(crates) > 1 or len(names) > 1:  # else one crate that has it at two paths, as far as can be told
        yield pair.doubt(f"`{now}` is at its path now, it was `{was}`: is it the same to users?")


def became_own(pair: Pair, versions: Versions) -> Iterator[Difference]:
    """The other way round: a function, macro or module of another crate that is now written here."""
    outside = pair.old.outside
    if pair.new.kind != "module":
        yield pair.doubt(f"is written here now, it was `{outside}`: does it take everything that that took?")
    elif pair.new.definition is None or not _opens(pair.new.definition, of_std(outside), versions.new.world):
        yield pair.doubt(f"is a module here now, it was `{outside}`: does it have everything that was there?")


def _opens(module: Def, outside: str, world: World) -> bool:
    """Whether all of a module from outside is in one of the workspace: `pub mod m { pub use core::*; }`."""
    globs = [use for use in uses(module) if use.glob and use.vis == "pub" and not use.attrs.cfg]
    return any(of_std(world.imported(module, use, Ns.TYPE).outside or "::".join(use.path)) == outside for use in globs)


def _names(item: PublicItem) -> set[str]:
    """The fields and variants that users wrote; of a trait what they implemented or called."""
    return {m.name for m in item.members if m.kind not in {"method", "assoc_const", "assoc_type"}}


def _offered(there: Def, world: World) -> set[str]:
    return {d.name for found in (world.variants(there), world.fields(there), world.members(there)) for d in found}


def _lacks(pair: Pair, there: Def, outside: str, versions: Versions) -> bool:
    """Whether the type from outside may not have a method or an impl that the own one had."""
    world, laws = versions.new.world, versions.new_canon.laws
    methods = [member.name for member in pair.old.members if member.kind in {"method", "assoc_const"}]
    if not all(world.inherent(there, name, Ns.VALUE) for name in methods):
        return True
    generic = pair.old.item is not None and bool(pair.old.item.generics.params)
    asked = {impl.trait_path for impl in pair.old.impls if not impl.negative} - {"std::fmt::Debug"}  # all of std has it
    return generic or not all(laws.holds(outside, trait, {}) for trait in asked)
