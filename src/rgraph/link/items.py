"""Edges that declarations make: containment, types in signatures, impls, derives, imports, overrides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import ParamSpec

from rgraph.model.facts import Item, ItemKind, Use
from rgraph.model.graph import EdgeKind, Tier

from .alternatives import Alternatives, pairs
from .cfg import conds
from .declared_references import TypeReferences
from .defs import Def, Place
from .emitter import ANYWHERE, Emitter, presence_under
from .includes import included, is_include
from .known.uses import KnownUses
from .names import KEYWORDS
from .resolution import Ns, Resolution
from .table import FILE
from .template_uses import TemplateUses
from .text import path_text
from .world import World

P = ParamSpec("P")

NOT_OWNERS = frozenset({ItemKind.FIELD, ItemKind.VARIANT})


class Declared:
    """Emits the edges of one place's declarations."""

    def __init__(self, world: World, place: Place, emit: Emitter) -> None:
        self._world = world
        self._place = place
        self._emit = emit
        self._known = KnownUses(world, emit)

    def link(self, but: Collection[int] = ()) -> None:
        """The place's declarations and imports; those of the functions in `but` are asked for alone.

        An internal error costs one of them.
        """
        table = self._place.table
        if self._place.decl is None:
            self._one("dependencies", FILE, self._depends_on)
        for ord_, item in table.present():
            if ord_ not in but:
                self._one("declaration", ord_, self._item, ord_, item)
        for index, use in enumerate(table.facts.uses):
            if index not in table.made.hidden_uses:
                self._one("import", table.enclosing(use.parent), self._use, use)

    def function(self, ord_: int) -> None:
        """One declaration."""
        self._one("declaration", ord_, self._item, ord_, self._place.table.items[ord_])

    def _one(self, shape: str, owner: int, work: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        definition = self._place.defs(owner)
        self._emit.begin(definition, self._line_of(definition))
        try:
            work(*args, **kwargs)
        except Exception as error:
            self._emit.fail(definition, shape, error)

    # ---- items ---------------------------------------------------------------------------------------

    def _item(self, ord_: int, item: Item) -> None:
        definition = self._place.defs(ord_)
        container = self._place.defs(self._place.table.container[ord_])
        line = item.line - self._line_of(container)
        if item.kind is ItemKind.MACRO_CALL:
            self._expands(definition, container, item, line)
            return
        if item.kind is ItemKind.EXTERN_BLOCK:
            return
        self._emit.edge(container, EdgeKind.CONTAINS, definition, Tier.EXACT, line)
        if item.kind is ItemKind.MODULE:
            if ord_ in self._place.cut:
                self._emit.unresolved("limit", "module", 1, item.name, item.line)
            return
        if item.kind is ItemKind.EXTERN_CRATE:
            self._extern_crate(container, item, line)
            return
        if item.kind is ItemKind.MACRO:
            TemplateUses(self._world, self._emit, definition).emit(item)
            return
        self._types(ord_, item, definition)
        if item.attrs.derives:
            self._derives(definition, item)
        if item.attrs.texts and item.kind not in NOT_OWNERS:
            self._known.item(definition, item)
        if item.kind is ItemKind.IMPL and item.trait is not None:
            self._implements(definition, item)
        elif container.kind is ItemKind.IMPL:
            self._overrides(definition, container)

    def _line_of(self, definition: Def) -> int:
        """The zero of a source's lines: the line of its name; a file's module counts from the file's start, and so does
        a module in another file that includes this one."""
        is_here = definition.ord != FILE and definition.place is self._place
        return definition.place.table.items[definition.ord].line if is_here else 0

    def _owner(self, ord_: int) -> tuple[Def, int]:
        """The item that a declaration's references belong to, and the distance from its line to the declaration's."""
        table = self._place.table
        owner = ord_
        while owner != FILE and self._belongs_up(owner):
            owner = table.container[owner]
        definition = self._place.defs(owner)
        return definition, table.items[ord_].line - self._line_of(definition)

    def _belongs_up(self, ord_: int) -> bool:
        table = self._place.table
        kind = table.items[ord_].kind
        if kind in NOT_OWNERS:
            return True
        if kind is not ItemKind.TYPE_ALIAS:
            return False
        container = table.container[ord_]
        return container != FILE and table.items[container].kind is ItemKind.TRAIT

    def _types(self, ord_: int, item: Item, definition: Def) -> None:
        owner, offset = self._owner(ord_)
        references = TypeReferences(self._world, self._emit, owner, self._world.scope(definition), offset)
        self._stand(owner, self._between(ord_, owner))
        references.generics(item.generics)
        references.bounds(item.bounds)
        for param in item.params:
            with self._under(owner, param.cfg):
                references.type(param.ty)
        for each in (item.self_param.ty if item.self_param else None, item.ret, item.ty):
            references.type(each)
        if item.trait is not None:
            references.path(item.trait)

    def _stand(self, owner: Def, cfg: Sequence[str]) -> None:
        """What follows of an item stands under these predicates."""
        if cfg:
            self._emit.presence = presence_under(self._world, ANYWHERE, conds(cfg, owner.crate), owner)

    def _between(self, ord_: int, owner: Def) -> list[str]:
        """The cfg of a part of an item: a field, or a variant and its field."""
        table, found = self._place.table, list[str]()
        while ord_ not in (owner.ord, FILE):
            found += table.items[ord_].attrs.cfg
            ord_ = table.container[ord_]
        return found

    @contextmanager
    def _under(self, owner: Def, cfg: Sequence[str]) -> Iterator[None]:
        outer = self._emit.presence
        self._stand(owner, cfg)
        yield
        self._emit.presence = outer

    def _implements(self, definition: Def, item: Item) -> None:
        meaning = self._world.impl_header(definition).trait
        if meaning is None or item.trait is None or item.negative:
            return
        if meaning.outside:
            self._emit.edge(definition, EdgeKind.IMPLEMENTS, meaning.outside, Tier.EXACT, item.trait.line)
        elif meaning.defs and not meaning.rest:
            traits = tuple([each for each in meaning.defs if each.kind is ItemKind.TRAIT])
            self._emit.edges(definition, EdgeKind.IMPLEMENTS, traits, Tier.EXACT, item.trait.line)

    def _overrides(self, member: Def, implementation: Def) -> None:
        trait = self._world.impl_header(implementation).trait
        if trait is None or trait.rest:
            return
        if trait.outside:
            self._emit.edge(member, EdgeKind.OVERRIDES, f"{trait.outside}::{member.name}", Tier.EXACT, 0)
        for definition in trait.defs:
            for target in self._world.member(definition, member.name):
                if target.kind is member.kind:
                    self._emit.edge(member, EdgeKind.OVERRIDES, target, Tier.EXACT, 0)

    def _derives(self, definition: Def, item: Item) -> None:
        known = self._world.known_derives(definition)
        for path, meaning, name in zip(item.attrs.derives, self._world.derives(definition), known, strict=True):
            if name and not meaning.outside:
                self._emit.edge(definition, EdgeKind.DERIVES, name, Tier.INFERRED, path.line)
            elif meaning.outside:
                self._emit.edge(definition, EdgeKind.DERIVES, meaning.outside, Tier.EXACT, path.line)
            elif meaning.defs and not meaning.rest:
                self._emit.edges(definition, EdgeKind.DERIVES, meaning.defs, Tier.EXACT, path.line)
            else:
                self._emit.unresolved(meaning.reason or "unknown_name", "trait", 1, path_text(path, False), item.line)

    def _expands(self, call: Def, container: Def, item: Item, line: int) -> None:
        path = item.macro_path
        if path is None:
            return
        if is_include(item):
            self._include(call, item)
        meaning = self._world.macro(self._world.scope(call), path)
        at = line + path.line
        if meaning.outside:
            self._emit.edge(container, EdgeKind.EXPANDS, meaning.outside, Tier.EXACT, at)
        elif meaning.defs and not meaning.rest:
            self._emit.edges(container, EdgeKind.EXPANDS, meaning.defs, Tier.EXACT, at)
        else:
            self._emit.unresolved(meaning.reason or "unknown_name", "macro", 1, path_text(path, False), item.line)

    def _include(self, call: Def, item: Item) -> None:
        """Count an `include!` whose file is not here."""
        if call.ord in self._place.included:
            return
        meant = included(item.tokens, self._place.path, self._place.crate)
        reason = "limit" if call.ord in self._place.cut else meant.reason or "missing_file"
        self._emit.unresolved(reason, "include", 1, meant.path or item.tokens.strip(), item.line)

    # ---- imports -------------------------------------------------------------------------------------

    def _use(self, use: Use) -> None:
        container = self._place.defs(self._place.table.enclosing(use.parent))
        line = use.line - self._line_of(container)
        kind = EdgeKind.RE_EXPORTS if use.vis else EdgeKind.IMPORTS
        if use.glob and not use.path:
            return
        found = imported(self._world, container, use)
        if not found:
            meaning = self._world.imported(container, use, Ns.TYPE)
            self._emit.unresolved(meaning.reason or "unknown_name", "import", 1, "::".join(use.path), use.line)
            return
        self._stand(container, use.attrs.cfg)
        targets = Alternatives.of(pair for meaning in found for pair in pairs(meaning.defs))
        if targets:
            self._emit.edges(container, kind, targets, Tier.EXACT, line)
        for outside in dict.fromkeys(meaning.outside for meaning in found if meaning.outside and not targets):
            self._emit.edge(container, kind, outside, self._emit.sure(Tier.EXACT), line)
        if use.in_block:
            self._prefix_of_use(container, use, line)

    def _prefix_of_use(self, container: Def, use: Use, line: int) -> None:
        """The modules that a block's import goes through: a function's own references."""
        for length in range(1, len(use.path)):
            if use.path[length - 1] not in KEYWORDS:
                meaning = self._world.use_path(container, tuple(use.path[:length]), use.root, Ns.TYPE)
                if meaning.defs and not meaning.rest and not meaning.outside:
                    self._emit.edges(container, EdgeKind.REFERENCES, meaning.defs, Tier.EXACT, line)

    def _extern_crate(self, container: Def, item: Item, line: int) -> None:
        kind = EdgeKind.RE_EXPORTS if item.vis else EdgeKind.IMPORTS
        meaning = self._world.extern_crate(self._place.crate, item.name)
        for target in meaning.defs:
            self._emit.edge(container, kind, target, Tier.EXACT, line)
        if meaning.outside:
            self._emit.edge(container, kind, meaning.outside, Tier.EXACT, line)

    def _depends_on(self) -> None:
        root = self._place.defs(FILE)
        self._world.touch("k", self._place.crate.id)
        for extern in self._place.crate.externs:
            meaning = self._world.extern(self._place.crate, extern.name)
            targets: tuple[Def | str, ...] = meaning.defs or ((meaning.outside,) if meaning.outside else ())
            for target in targets:
                self._emit.edge(root, EdgeKind.DEPENDS_ON, target, Tier.EXACT, 0)


def imported(world: World, container: Def, use: Use) -> list[Resolution]:
    """What a `use` leaf brings in, over all namespaces."""
    if use.glob:
        found = [world.use_path(container, tuple(use.path), use.root, Ns.TYPE)]
    else:
        found = [world.imported(container, use, ns) for ns in Ns]
    return [meaning for meaning in found if meaning and not meaning.ambiguous]
