"""The edges of derives and attributes of well-known crates: impls, and what their arguments name."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from itertools import chain

from rgraph.link.cfg import Conds, conds
from rgraph.link.constants import named_constant, use_of
from rgraph.link.defs import Def
from rgraph.link.emitter import Emitter, presence_under
from rgraph.link.resolution import NOTHING, Ns
from rgraph.link.world import World
from rgraph.model.facts import Item, ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import NameInTokens, Path, PIdent, Segment

from .attributes import (
    BUILT_IN,
    arguments_of,
    inside,
    marked_params,
    name_of,
    pairs,
    path_of,
    paths_in,
    unwrapped,
    values_in,
)
from .catalog import AttributeMacro, HelperAttribute, catalog

_PARTS = frozenset({ItemKind.FIELD, ItemKind.VARIANT})


class KnownUses:
    """Emits what the catalog of known crates tells of a place's items. All that macros make is `inferred`."""

    def __init__(self, world: World, emit: Emitter) -> None:
        self._world = world
        self._emit = emit
        self._catalog = catalog()

    def item(self, definition: Def, item: Item) -> None:
        """The edges of one item."""
        if item.attrs.derives:
            self._derived(definition, item)
        self._attributes(definition, item)

    # ---- derives -------------------------------------------------------------------------------------

    def _derived(self, definition: Def, item: Item) -> None:
        derived = self._world.derived(definition)
        for trait in derived.traits:
            if not self._world.trait_impls(definition, trait):
                self._emit.edge(definition, EdgeKind.IMPLEMENTS, trait, Tier.INFERRED, 0)
        for outside in derived.outside:
            self._emit.edge(definition, EdgeKind.IMPLEMENTS, outside, Tier.INFERRED, 0)
        if derived.attributes:
            presence = self._emit.presence
            for at, part, cfg in self._parts(definition, item):
                if cfg:
                    self._emit.presence = presence_under(self._world, presence, cfg, definition)
                for name, attribute in derived.attributes:
                    self._helper(definition, at, part, part.line - item.line, name, attribute)
                self._emit.presence = presence

    def _parts(self, definition: Def, item: Item) -> Iterator[tuple[Def, Item, Conds]]:
        """A type and its variants and fields, with the cfg of each."""
        pending: list[tuple[Def, Item, Conds]] = [(definition, item, ())]
        while pending:
            at, of, cfg = pending.pop()
            yield at, of, cfg
            for child in self._world.children(at):
                inner = self._world.decl(child) if child.kind in _PARTS else None
                if inner is not None:
                    pending.append((child, inner, (*cfg, *conds(inner.attrs.cfg, child.crate))))

    def _helper(self, owner: Def, at: Def, part: Item, line: int, name: str, attribute: HelperAttribute) -> None:
        for arguments in [each for text in part.attrs.texts for each in arguments_of(text, name)]:
            if attribute.expressions:
                bound = {field.name for field in self._world.fields(at)}
                for value in values_in(arguments):
                    self._expressions(owner, value, line, bound)
            for key, value in pairs(arguments):
                self._key(owner, attribute, key, value, line)

    def _key(self, owner: Def, attribute: HelperAttribute, key: str, value: str, line: int) -> None:
        path = path_of(value, line)
        if path is None:
            return
        if key in attribute.functions:
            self._value(owner, path, True, line, EdgeKind.REFERENCES)
        if key in attribute.types:
            meaning = self._world.resolve(self._world.scope(owner), path, Ns.TYPE)
            if meaning.defs and not meaning.rest and not meaning.ambiguous:
                self._emit.edges(owner, EdgeKind.USES_TYPE, meaning.defs, Tier.INFERRED, line)
        for member in attribute.modules.get(key, ()):
            inner = Path([*path.segments, Segment(member)], line, path.root)
            self._value(owner, inner, True, line, EdgeKind.REFERENCES)

    # ---- attribute macros ----------------------------------------------------------------------------

    def _attributes(self, definition: Def, item: Item) -> None:
        found = dict[str, AttributeMacro]()
        for text in item.attrs.texts:
            for inner in unwrapped(text):
                self._of_workspace(definition, inner)
                known = self._macro(definition, inner)
                if known:
                    macro = found[known] = self._catalog.macros[known]
                    self._emit.edge(definition, EdgeKind.EXPANDS, known, Tier.INFERRED, 0)
                    if macro.arguments:
                        self._expressions(definition, inside(inner), 0)
        for macro in found.values():
            self._expanded(definition, item, macro)

    def _of_workspace(self, definition: Def, text: str) -> None:
        """A call of an attribute macro that the workspace declares: no more is known of it than that it is called."""
        name = name_of(text)
        path = path_of(name, 0) if name not in BUILT_IN else None
        meaning = self._world.resolve(self._world.scope(definition), path, Ns.MACRO) if path is not None else NOTHING
        items = [self._world.decl(each) for each in meaning.defs] if not meaning.rest else []
        if items and all(item is not None and item.attrs.proc_macro == "proc_macro_attribute" for item in items):
            self._emit.edges(definition, EdgeKind.EXPANDS, meaning.defs, Tier.EXACT, 0)

    def _macro(self, definition: Def, text: str) -> str:
        """The full path of the known macro that an attribute calls."""
        name = name_of(text)
        path = path_of(name, 0) if name not in BUILT_IN else None
        return self._world.attribute_macro(self._world.scope(definition), path) if path is not None else ""

    def _expanded(self, definition: Def, item: Item, macro: AttributeMacro) -> None:
        marks = marked_params(item.signature) if macro.fixtures or macro.expressions else {}
        if macro.fixtures:
            self._fixtures(definition, item, macro, marks)
        for text in (*item.attrs.texts, *chain.from_iterable(marks.values())):
            for inner in unwrapped(text):
                if name_of(inner).partition("::")[0] in macro.expressions:  # `case::with_a_name` too
                    self._expressions(definition, inside(inner), 0)

    def _fixtures(self, definition: Def, item: Item, macro: AttributeMacro, marks: Mapping[str, list[str]]) -> None:
        """The functions whose results are given to parameters of their name."""
        for param in item.params:
            if not isinstance(param.pat, PIdent):
                continue
            texts = marks.get(param.pat.name, [])
            source = next((each for text in texts for each in arguments_of(text, "from")), "")
            path = path_of(source or param.pat.name.removeprefix("_"), 0)
            if path is None or any(name_of(text) in macro.expressions - {"with"} for text in texts):
                continue
            found = named_constant(self._world, self._world.scope(definition), NameInTokens(path, True, False))
            if found and found[0] is not definition and self._has_mark(found[0], macro.fixtures):
                self._emit.edges(definition, EdgeKind.CALLS, found, Tier.INFERRED, 0)

    def _has_mark(self, function: Def, mark: str) -> bool:
        item, wanted = self._world.decl(function), self._catalog.macros[mark]
        known = [self._macro(function, text) for text in item.attrs.texts] if item is not None else []
        return any(self._catalog.macros[each] is wanted for each in known if each)

    # ---- what arguments name -------------------------------------------------------------------------

    def _expressions(self, owner: Def, arguments: str, line: int, bound: Container[str] = ()) -> None:
        """Refer to what expressions name; `bound` are names of variables in them."""
        for path, is_called in paths_in(arguments, line):
            if len(path.segments) > 1 or path.segments[0].name not in bound:
                self._value(owner, path, is_called, line, None)

    def _value(self, owner: Def, path: Path, is_called: bool, line: int, kind: EdgeKind | None) -> None:
        """Refer to a function, constant or variant; what is no name of such is a word of the macro's own."""
        scope = self._world.scope(owner)
        found = named_constant(self._world, scope, NameInTokens(path, True, False))
        if found:
            used = EdgeKind.REFERENCES if found[0].kind is ItemKind.FUNCTION and not is_called else use_of(found)
            self._emit.edges(owner, kind or used, found, Tier.INFERRED, line)
            return
        outside = self._world.resolve(scope, path, Ns.VALUE).outside
        if outside and (kind or len(path.segments) > 1):
            self._emit.edge(owner, kind or EdgeKind.REFERENCES, outside, self._emit.sure(Tier.INFERRED), line)
