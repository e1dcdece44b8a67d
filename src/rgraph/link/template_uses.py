"""What a macro's template names: candidates, for what becomes of a template only a call tells.

A call has the edges of what it becomes. But a macro may be there for other crates alone, or an arm of it for calls that
nobody writes here; what only such templates name would look as if nobody used it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.model.facts import Item, ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import Path, Segment
from rgraph.parse.template_names import Form, TemplateName, names_in_template

from .associated import of_traits
from .constants import use_of
from .defs import Def
from .emitter import Emitter
from .expansion.made_text import written_macro
from .resolution import Ns, Resolution
from .world import World

_TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TYPE_ALIAS})


class TemplateUses:
    """Emits what a macro's templates name, as far as the macro's own place tells what that means."""

    def __init__(self, world: World, emit: Emitter, macro: Def) -> None:
        self._world = world
        self._emit = emit
        self._macro = macro
        self._scope = world.scope(macro)

    def emit(self, item: Item) -> None:
        """Of all arms of the macro."""
        for arm in item.arms:
            start = arm.line + arm.matcher.count("\n")
            for name in names_in_template(arm.body):
                self._one(name, start + name.row)

    def _one(self, name: TemplateName, line: int) -> None:
        if name.form is Form.MACRO:
            path = Path([Segment(each) for each in name.names], 0, name.is_rooted)
            meaning = written_macro(self._world, self._macro, path)
            if not meaning.rest:
                self._edge(EdgeKind.EXPANDS, meaning.defs, line)
            return
        for found in self._prefixes(name):
            self._edge(use_of(found), found, line)
        targets = self._targets(name)
        self._edge(_use(name, targets), targets, line)

    def _prefixes(self, name: TemplateName) -> Iterator[tuple[Def, ...]]:
        for meaning in self._world.prefixes(self._scope, name.names[:-1], name.is_rooted):
            if not meaning.param and not meaning.ambiguous and not meaning.is_self:
                yield meaning.defs

    def _targets(self, name: TemplateName) -> tuple[Def, ...]:
        order = (Ns.VALUE, Ns.TYPE) if name.form is Form.CALL else (Ns.TYPE, Ns.VALUE)
        for ns in order:
            meaning = self._world.resolve_names(self._scope, name.names, ns, name.is_rooted)
            found = self._meant(meaning, name.names[-1])
            if found:
                return found
        return ()

    def _meant(self, meaning: Resolution, last: str) -> tuple[Def, ...]:
        if meaning.outside or meaning.ambiguous or meaning.param or meaning.is_self or not meaning.defs:
            return ()
        if not meaning.rest:
            return meaning.defs
        owner = meaning.defs[0]
        if meaning.rest > 1:
            return ()
        if owner.kind is ItemKind.TRAIT:
            return of_traits(self._world, (owner,), last, Ns.VALUE)
        if owner.kind is ItemKind.TYPE_ALIAS:
            owner = next(iter(self._world.aliased(owner).defs), owner)
        return self._world.inherent(owner, last, Ns.VALUE) if owner.kind in _TYPES else ()

    def _edge(self, kind: EdgeKind, targets: tuple[Def, ...], line: int) -> None:
        own = tuple([each for each in targets if not each.external and each is not self._macro])
        if own:
            self._emit.edges(self._macro, kind, own, Tier.CANDIDATE, line)


def _use(name: TemplateName, targets: tuple[Def, ...]) -> EdgeKind:
    """A call of a tuple struct or variant is a reference to it, as its type is known by its name."""
    found = use_of(targets)
    return found if found is not EdgeKind.CALLS or name.form is Form.CALL else EdgeKind.REFERENCES
