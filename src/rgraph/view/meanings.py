"""What a full path means, through re-exports, renames, globs and aliases: items of the tree, or names outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rgraph.link.resolution import NOTHING, Ns, Resolution
from rgraph.link.table import FILE
from rgraph.model.cargo import Crate, TargetKind
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import RepoPath, Symbol

from .impl_blocks import self_type
from .names import bare_identifiers, find_symbols, is_impl, segments
from .places import Meaning, Outside

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.world import World

    from .graph import CommitGraph

STD_NAMES = frozenset({"std", "core", "alloc"})


class Meant(NamedTuple):
    """What a path means as a type or value, and what as a macro: `m!` and `m` may be two things. `others` are
    alternatives under a cfg that does not hold."""

    items: list[Meaning]
    macros: list[Meaning]
    others: list[Meaning]


def is_full(graph: CommitGraph, name: str) -> bool:
    """Whether a path begins with a crate: one of the tree, one that it depends on, or the standard library."""
    return bool(_starts(graph, _parts(name)[0]))


def meant(graph: CommitGraph, name: str) -> Meant:
    """What a full path means, as other crates may write it; else as its own crate may. Names outside of the tree are
    taken for real where the standard library's declarations have them, or where something refers to them."""
    first, *rest = _parts(name)
    starts = _starts(graph, first)
    world = graph.names_of([start.id for start in starts if not isinstance(start, str)])
    items: dict[Symbol, Meaning] = {}
    macros: dict[Symbol, Meaning] = {}
    others: dict[Symbol, Meaning] = {}
    for start in starts:
        for one in _walked(graph, world, start, rest):
            kept = others if not one.holds else macros if one.ns is Ns.MACRO else items
            known = kept.get(one.meaning.symbol)
            if known is None or not known.kind:  # a name outside may be read as anything, and be known as a value alone
                kept[one.meaning.symbol] = one.meaning
    macros = {symbol: one for symbol, one in macros.items() if symbol not in items}
    others = {symbol: one for symbol, one in others.items() if symbol not in items and symbol not in macros}
    return Meant(list(items.values()), list(macros.values()), list(others.values()))


def every_meaning(graph: CommitGraph, name: str) -> list[Meaning]:
    """All that a name may mean: the item of that symbol alone, else those that end so and those that its path leads
    to, else names outside that end so."""
    exact = graph.item(bare_identifiers(name.strip().removeprefix("::")))
    if exact is not None:
        return [exact]
    found: dict[Symbol, Meaning] = {one.symbol: one for one in graph.find(name)}
    if not found or len(_parts(name)) > 1:
        found |= {one.symbol: one for every in meant(graph, name) for one in every}
    return [found[symbol] for symbol in sorted(found)] or outside_ends(graph, name)


def meant_in_tree(graph: CommitGraph, path: str) -> list[Symbol]:
    """The items of the tree that a path from one of its crates means, its macros too, sorted."""
    first, *rest = _parts(path)
    if not rest or not any(isinstance(start, Crate) for start in _starts(graph, first)):
        return []
    return sorted(one.symbol for every in meant(graph, path) for one in every if not isinstance(one, Outside))


def outside(graph: CommitGraph, symbol: str) -> Outside | None:
    """What the tree refers to by this path, outside of it; None where nothing refers to it or to what is in it."""
    known = graph.outside_names
    if graph.dependencies is not None:
        symbol = graph.dependencies.names.get(symbol, symbol)
    inside = (f"{symbol}::", f"{symbol}.")
    if symbol not in known and not any(name.startswith(inside) for name in known):
        return None
    return named_outside(graph, symbol)


def named_outside(graph: CommitGraph, symbol: str) -> Outside:
    """An item outside of the tree, with what is known of it from the package that the commit was linked into."""
    crate, _, _ = symbol.partition("::")
    item = graph.dependencies.items.get(symbol) if graph.dependencies is not None else None
    if item is None:
        return Outside(Symbol(symbol), "", segments(symbol)[-1], crate)
    path = RepoPath(f"{item.package.name}-{item.package.version}/{item.path}")
    return Outside(Symbol(symbol), item.kind, segments(symbol)[-1], crate, item.signature, path=path, line=item.line)


def outside_ends(graph: CommitGraph, name: str) -> list[Meaning]:
    """What the tree refers to outside of it by a path that ends so."""
    found = find_symbols(graph.outside_names, bare_identifiers(name))
    return [_of_std(graph, symbol) or named_outside(graph, symbol) for symbol in found]


def _of_std(graph: CommitGraph, symbol: Symbol) -> Meaning | None:
    """An item of the standard library with its declaration."""
    if symbol.partition("::")[0] not in STD_NAMES:
        return None
    every = (one for found in meant(graph, symbol) for one in found)
    return next((one for one in every if one.symbol == symbol), None)


# ---- where a path begins ---------------------------------------------------------------------------------------------


def _parts(name: str) -> list[str]:
    """The segments of a path; the `!` of a macro comes off, and a field is one of its own, with its dot."""
    path = bare_identifiers(name.strip().removeprefix("::").removesuffix("!"))
    *front, last = segments(path)
    owner, dot, field = last.partition(".")
    return [*front, owner, f".{field}"] if dot else [*front, last]


def _starts(graph: CommitGraph, first: str) -> list[Crate | str]:
    """The crates that a first segment may mean; by their name in code where they are not of the tree."""
    called = first.replace("-", "_")
    crates = graph.cargo.crates
    libraries = [c for c in crates if c.kind is TargetKind.LIB and called in {c.name, c.package.replace("-", "_")}]
    if libraries:
        return list(libraries)
    others = [crate for crate in crates if first == crate.id or called == crate.name]
    if others:
        return list(others)
    if called in STD_NAMES:
        return ["std"]
    by_id = {crate.id: crate for crate in crates}
    found: dict[str, Crate | str] = {}
    for extern in (extern for crate in crates for extern in crate.externs):
        package = extern.package.replace("-", "_")
        if called in {extern.name, package}:
            found[extern.crate or package] = by_id.get(extern.crate, package)
    return [found[key] for key in sorted(found)]


# ---- segment by segment ----------------------------------------------------------------------------------------------


class _Read(NamedTuple):
    """What a path means in one namespace, and whether that is there in the configuration that is looked at."""

    ns: Ns
    holds: bool
    meaning: Meaning


def _walked(graph: CommitGraph, world: World, start: Crate | str, rest: Sequence[str]) -> list[_Read]:
    root = _root(world, start)
    if root is None:
        found = outside(graph, "::".join([start, *rest]).replace("::.", ".")) if isinstance(start, str) else None
        return [_Read(Ns.TYPE, True, found)] if found is not None else []
    # first as another crate sees it: std, which names none of the tree's and sees all of itself
    return _seen(graph, world, root, rest, world.std_root) or _seen(graph, world, root, rest, root)


def _seen(graph: CommitGraph, world: World, root: Def, rest: Sequence[str], viewer: Def | None) -> list[_Read]:
    """What a path after a crate's name means to a viewer, namespace by namespace."""
    found: list[_Read] = []
    for ns in Ns:
        meaning = world.walk(Resolution(defs=(root,)), rest, 0, ns, viewer)
        for holds, part in _by_cfg(world, root, meaning):
            out = part if viewer is root else _public(part)
            found += [_Read(ns, holds, one) for one in _targets(graph, world, out, rest)]
    return found


def _public(meaning: Resolution) -> Resolution:
    """A meaning less what no `pub use` can hand to other crates."""
    kept = tuple(one for one in meaning.defs if may_be_public(one))
    return meaning if len(kept) == len(meaning.defs) else Resolution(kept, rest=meaning.rest)


def _by_cfg(world: World, root: Def, meaning: Resolution) -> Iterator[tuple[bool, Resolution]]:
    """A meaning as far as it holds in the configuration that is looked at, and the alternatives that do not."""
    if meaning.outside or len(meaning.defs) < 2:
        yield True, meaning
        return
    meant, others = world.split(meaning.defs, root)
    yield True, Resolution(meant, rest=meaning.rest)
    yield False, Resolution(others, rest=meaning.rest)


def may_be_public(definition: Def) -> bool:
    """Whether a `pub use` can hand an item to other crates: it is `pub`, or nothing says otherwise where it stands.

    `pub use util::copy` takes the function of that name, and not the `mod copy;` beside it, which only `util` sees.
    """
    item, parent = definition.item, definition.parent
    if item is None or definition.external or item.kind is ItemKind.MACRO or item.attrs.proc_macro:
        return True
    return item.vis == "pub" or parent is None or parent.kind is not ItemKind.MODULE


def _root(world: World, start: Crate | str) -> Def | None:
    if start == "std":
        return world.std_root
    place = world.roots.get(start.id) if isinstance(start, Crate) else None
    return place.defs(FILE) if place is not None else None


def _targets(graph: CommitGraph, world: World, meaning: Resolution, names: Sequence[str]) -> Iterator[Meaning]:
    if meaning.outside:
        found = outside(graph, meaning.outside)
        if found is not None:
            yield found
        return
    rest = list(names[len(names) - meaning.rest :]) if meaning.rest else []
    for definition in meaning.defs:
        if not rest:
            yield from _items(graph, world, [definition])
            continue
        if definition.kind is ItemKind.TYPE_ALIAS:
            owners = (world.aliased(definition) or NOTHING).defs
        else:
            owners = (definition,)
        for owner in owners:
            yield from _members(graph, world, owner, rest)


def _items(graph: CommitGraph, world: World, definitions: Iterable[Def]) -> Iterator[Meaning]:
    for definition in definitions:
        symbol = world.symbol(definition)
        item = graph.item(symbol)
        if item is not None:
            yield item
        elif definition.external:
            declared = definition.item
            signature, doc = (declared.signature, declared.doc) if declared is not None else ("", "")
            yield Outside(symbol, str(definition.kind), definition.name, "std", signature, doc)


# ---- members ---------------------------------------------------------------------------------------------------------


def _members(graph: CommitGraph, world: World, owner: Def, names: Sequence[str]) -> Iterator[Meaning]:
    """What `Type::name` or `Type.name` means: a field, an inherent member, one of a trait's impl, one of a trait."""
    if len(names) != 1:
        return
    name = names[0]
    field = world.field(owner, name.removeprefix("."))
    is_trait = owner.kind is ItemKind.TRAIT
    asked = world.member if is_trait else world.inherent
    own = tuple(dict.fromkeys(one for ns in (Ns.TYPE, Ns.VALUE) for one in asked(owner, name, ns)))
    if own:
        yield from _items(graph, world, world.split(own, owner)[0])
    elif field is not None:
        yield from _items(graph, world, [field])
    elif owner.external:
        found = find_symbols(graph.outside_names, f"{world.symbol(owner)}::{name}")
        yield from (Outside(symbol, "", name, "std") for symbol in found)
    elif not is_trait:
        yield from _of_traits(graph, world.symbol(owner), name)


def _of_traits(graph: CommitGraph, owner: Symbol, name: str) -> Iterator[Meaning]:
    """Members of a type's trait impls; where none has the name, those that traits of the tree provide to it."""
    impls = sorted({edge.src for edge in graph.into(owner) if edge.kind is EdgeKind.USES_TYPE and is_impl(edge.src)})
    impls = [impl for impl in impls if self_type(graph, impl) == owner]
    own = [item for impl in impls if (item := graph.item(f"{impl}::{name}")) is not None]
    if own:
        yield from own
        return
    traits = {edge.dst for impl in impls for edge in graph.out(impl) if edge.kind is EdgeKind.IMPLEMENTS}
    yield from (item for trait in sorted(traits) if (item := graph.item(f"{trait}::{name}")) is not None)
