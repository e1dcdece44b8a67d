"""What the paths mean that code writes of packages, and where the items stand that they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rgraph.link.defs import Def
from rgraph.link.mounted import folder_of, inner
from rgraph.link.resolution import Ns, Resolution
from rgraph.link.table import FILE
from rgraph.link.world import World
from rgraph.model.ids import RepoPath, Symbol
from rgraph.model.packages import ExternalItem, PackageId


def led_to(world: World, paths: Iterable[str], crates: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The symbols of the items of packages that paths outside lead to, one of each version that has the item.

    `crates`: ids of crates by how paths begin, of several versions that first which is asked first.
    """
    found = {}
    for path in paths:
        first, *names = path.split("::")
        tops = (world.roots.get(crate) for crate in crates.get(first, ()))
        every = (_walk(world, top.defs(FILE), names) for top in tops if top is not None)
        led = [str(world.symbol(each)) for each in every if each is not None]
        if led:
            found[path] = led
    return found


def other_names(led: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The paths that are not the symbol of the item that they lead to, with the first of these symbols."""
    return {path: symbols[0] for path, symbols in led.items() if symbols[0] != path}


def _walk(world: World, top: Def, names: list[str]) -> Def | None:
    for ns in (Ns.VALUE, Ns.TYPE, Ns.MACRO):  # a function before the module of its name, which leads to it
        found = world.walk(Resolution(defs=(top,)), names, 0, ns)
        if found.defs and not found.rest:
            return found.defs[0]
    found = world.walk(Resolution(defs=(top,)), names[:-1], 0, Ns.TYPE)
    if not names or not found.defs or found.rest:
        return None
    owner = found.defs[0]
    members = world.named(owner, names[-1]) or world.inherent(owner, names[-1], Ns.VALUE)
    return members[0] if members else None


def external_items(
    beside: Mapping[Symbol, Def], wanted: Iterable[str], packages: Mapping[str, PackageId]
) -> dict[str, ExternalItem]:
    """Where the items stand that edges lead to. `packages`: by the folder that each is mounted in."""
    found = {}
    for symbol in sorted(wanted):
        definition = beside.get(Symbol(symbol))
        if definition is not None:
            found[symbol] = _external(definition, packages)
    return found


def _external(definition: Def, packages: Mapping[str, PackageId]) -> ExternalItem:
    path = RepoPath(inner(definition.place.path))
    item = definition.item if definition.ord != FILE else None
    package = packages[folder_of(definition.place.path)]
    if item is None:
        return ExternalItem(package, path, 1, definition.kind.value)
    attrs = item.attrs
    deprecated = (attrs.deprecated_note or "-") if attrs.deprecated else ""
    return ExternalItem(package, path, item.line, definition.kind.value, item.signature, deprecated)
