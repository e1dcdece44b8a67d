"""The base facts that a file contributes to a commit, each under its key with a fingerprint of its value.

Only the difference of two contents of a file is ever computed, and only within one process.
"""

from __future__ import annotations

import msgspec

from rgraph.model.facts import Item, ItemKind, Use

from .defs import Place
from .outward import outward
from .table import FILE, MEMBER_PARENTS, FileTable
from .trace import stable_key

_encode = msgspec.msgpack.Encoder().encode

_MACRO_USERS = frozenset({ItemKind.MODULE, ItemKind.EXTERN_CRATE})

Facts = dict[tuple[str, str, str], int]


def changed_keys(place: Place, old: FileTable | None, new: FileTable | None) -> set[int]:
    """Keys of the base facts that differ between two contents of a place (None: not there)."""
    before = base_facts(place, old) if old is not None else {}
    after = base_facts(place, new) if new is not None else {}
    slots = [slot for slot in before.keys() | after.keys() if before.get(slot) != after.get(slot)]
    return {stable_key(*slot) for slot in slots if not (slot[0] == "d" and _is_same(place, old, new, slot[1]))}


def _is_same(place: Place, old: FileTable | None, new: FileTable | None, local: str) -> bool:
    """Whether a declaration that is written otherwise now is the same for all that can read it."""
    if old is None or new is None:
        return False
    name = local[len(place.prefix) :]
    before, after = old.by_local.get(name), new.by_local.get(name)
    if before is None or after is None or before in old.made.hidden or after in new.made.hidden:
        return False
    both = (before in old.made.expanded) == (after in new.made.expanded)
    return both and outward(old.items[before]) == outward(new.items[after])


def base_facts(place: Place, table: FileTable) -> Facts:
    """Every base fact of a content at a place: (kind, owner, name) to a fingerprint of its value.

    A *head* is the name by which the type of an impl is indexed, as it is written (`text.head_of`).

    - Of a container: `n` what it declares or imports under a name, `g` its globs, `c` its children, `o` the order of
      macros in it. Of an item: `d` its declaration. Of a file: `f` its `#![cfg]`.
    - Of impls: `h` those with a head and a trait, `t` those of a trait, `i` the traits of a head, `m` the members with
      a name in impls of a head, `u` the macros that implement a trait.
    - Of names: `a` their aliases, `w` the traits with a member of that name; for `trait_sight` also `ws`, those
      in scope in a file, and `wm`, if there are many.
    - Of a crate: `x` the macros that it exports, `y` all its macros.

    The linker adds `b`, what a file is as an expression. The world adds `s`, those aliases of a name that impls are
    written with, and of a crate `k` (all that its manifest says), `e` (its edition), `ex` (what an extern name means)
    and `r` (its root).
    """
    facts: Facts = {}
    prefix = place.prefix
    _container_facts(facts, prefix, table)
    for ord_, item in table.present():
        facts[("d", prefix + table.local[ord_], "")] = declaration(item) + (ord_ in table.made.expanded)
    _add(facts, "g", prefix, "", (table.facts.attrs.no_std,))
    _add(facts, "f", prefix, "", tuple(table.facts.attrs.cfg))
    _impl_facts(facts, prefix, table)
    _alias_facts(facts, table)
    _exported(facts, place, table)
    return facts


def _container_facts(facts: Facts, prefix: str, table: FileTable) -> None:
    """What containers declare, import and glob, their children, and the order of their macros."""
    for container, names in table.names.items():
        owner = prefix + table.local_of(container)
        for name, ords in names.items():
            _add(facts, "n", owner, name, tuple([_seen(table, ord_) for ord_ in ords]))
    for container, used in table.use_names.items():
        owner = prefix + table.local_of(container)
        for name, indices in used.items():
            _add(facts, "n", owner, name, tuple([_use_seen(table.facts.uses[index]) for index in indices]))
    for container, globs in table.globs.items():
        owner = prefix + table.local_of(container)
        _add(facts, "g", owner, "", tuple([_use_seen(table.facts.uses[index]) for index in globs]))
    for container, children in table.children.items():
        owner = prefix + table.local_of(container)
        _add(facts, "c", owner, "", tuple([table.local[ord_] for ord_ in children]))
        _macro_order(facts, owner, table, children)


def _add(facts: Facts, kind: str, owner: str, name: str, value: object) -> None:
    """Add a contribution to a fact. They are summed, so that their order does not matter."""
    slot = (kind, owner, name)
    facts[slot] = facts.get(slot, 0) + hash(value)


def _seen(table: FileTable, ord_: int) -> tuple[object, ...]:
    """What a name look-up sees of an item."""
    item = table.items[ord_]
    attrs = item.attrs
    paths = (attrs.path, tuple([tuple(each) for each in attrs.paths_if]))
    flags = (
        paths,
        attrs.macro_export,
        attrs.macro_use,
        attrs.proc_macro,
        item.in_block,
        item.has_body,
        tuple(item.blocks),
    )
    return (table.local[ord_], str(item.kind), item.vis, tuple(attrs.cfg), item.form, item.alias, item.name, flags)


def _use_seen(use: Use) -> tuple[object, ...]:
    cfg = tuple(use.attrs.cfg)
    return (
        "use",
        tuple(use.path),
        use.root,
        use.alias,
        use.glob,
        use.vis,
        cfg,
        use.self_import,
        use.in_block,
        tuple(use.blocks),
    )


def declaration(item: Item) -> int:
    """A fingerprint of all that others can see of an item: not its place in the file, its docs or its body.

    Nor the argument of a macro call, since others see what the macro makes of it.
    """
    return hash(declared_bytes(item))


def declared_bytes(item: Item) -> bytes:
    """What `declaration` is the fingerprint of."""
    bare = msgspec.structs.replace(
        item, parent=0, line=0, start=0, end=0, start_line=0, end_line=0, doc="", body_hash="", sig_hash="", tokens=""
    )
    return _encode(bare)


def _macro_order(facts: Facts, owner: str, table: FileTable, children: list[int]) -> None:
    """What decides textual macro scope before each child of a container, and (under "") at its end."""
    order: tuple[object, ...] = ()
    for ord_ in children:
        item = table.items[ord_]
        if order:
            _add(facts, "o", owner, table.local[ord_], order)
        if item.kind is ItemKind.MACRO or (item.attrs.macro_use and item.kind in _MACRO_USERS):
            order = (*order, table.local[ord_], tuple(item.attrs.cfg))
    if order:
        _add(facts, "o", owner, "", order)


def _impl_facts(facts: Facts, prefix: str, table: FileTable) -> None:
    for ord_ in table.impls:
        head, trait = table.heads[ord_]
        local = prefix + table.local[ord_]
        _add(facts, "h", head, trait, local)
        _add(facts, "i", head, "", trait)
        if trait:
            _add(facts, "t", trait, "", local)
        for child in table.children.get(ord_, ()):
            _add(facts, "m", head, table.items[child].name, (local, str(table.items[child].kind), table.local[child]))
    for name, count in table.made_traits.items():
        _add(facts, "u", name, "", count)
    for ord_, item in table.present():
        if item.kind is ItemKind.TRAIT:
            for child in table.children.get(ord_, ()):
                _add(facts, "w", table.items[child].name, "", (prefix + table.local[child]))


def alias_pairs(table: FileTable) -> list[tuple[str, str]]:
    """(name, other name) where `use a::name as other` or `type other = a::name`."""
    pairs = [
        (use.path[-1], use.alias)
        for index, use in enumerate(table.facts.uses)
        if index not in table.made.hidden_uses and use.alias not in {"", "_"} and use.path and use.path[-1] != use.alias
    ]
    for _, item in table.present():
        if item.kind is ItemKind.TYPE_ALIAS and item.ty is not None and not _in_member_parent(table, item):
            path = getattr(item.ty, "path", None)
            if path is not None and path.segments and path.segments[-1].name != item.name:
                pairs.append((path.segments[-1].name, item.name))
    return pairs


def _in_member_parent(table: FileTable, item: Item) -> bool:
    parent = table.enclosing(item.parent)
    return parent != FILE and table.items[parent].kind in MEMBER_PARENTS


def _alias_facts(facts: Facts, table: FileTable) -> None:
    for name, alias in alias_pairs(table):
        _add(facts, "a", name, "", alias)


def _exported(facts: Facts, place: Place, table: FileTable) -> None:
    for name, ords in table.macros.items():
        _add(facts, "y", place.crate.id, name, (place.prefix, len(ords)))
        shown = [table.local[ord_] for ord_ in ords if table.items[ord_].attrs.macro_export]
        if shown:
            _add(facts, "x", place.crate.id, name, (place.prefix, tuple(shown)))
    for name, ords in table.proc_macros.items():
        _add(facts, "x", place.crate.id, name, (place.prefix, tuple([table.local[ord_] for ord_ in ords])))
