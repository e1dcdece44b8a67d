"""What a module offers to other crates: its public items, its `pub use`s followed, its public globs opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rgraph.diff.lines import Place as SourcePlace
from rgraph.link.resolution import Ns
from rgraph.link.table import FILE, proc_macro_name
from rgraph.model.facts import Item, ItemKind, Use
from rgraph.view.meanings import may_be_public

from .globs import Globs
from .inside import children, crate_places, uses
from .model import hides
from .passed_imports import PassedImports
from .stability import is_left_out, is_left_out_there

if TYPE_CHECKING:
    from rgraph.link.defs import Def, Place
    from rgraph.link.resolution import Resolution
    from rgraph.link.world import World

    from .features_below import FeaturesBelow

NAMESPACES: dict[ItemKind, Ns] = {
    ItemKind.MODULE: Ns.TYPE,
    ItemKind.STRUCT: Ns.TYPE,
    ItemKind.ENUM: Ns.TYPE,
    ItemKind.UNION: Ns.TYPE,
    ItemKind.TRAIT: Ns.TYPE,
    ItemKind.TRAIT_ALIAS: Ns.TYPE,
    ItemKind.TYPE_ALIAS: Ns.TYPE,
    ItemKind.VARIANT: Ns.TYPE,
    ItemKind.FUNCTION: Ns.VALUE,
    ItemKind.CONST: Ns.VALUE,
    ItemKind.STATIC: Ns.VALUE,
    ItemKind.MACRO: Ns.MACRO,
}
"""The namespace that an item is counted in; constructors of tuple and unit structs go with their type."""


_CONSTRUCTED = frozenset({ItemKind.STRUCT, ItemKind.VARIANT})


@dataclass(frozen=True, slots=True)
class Export:
    """One public name of a module. `definition` is None for what lies outside the workspace (`outside`). `bare`: of a
    type or variant that a glob brings not the constructor, since the module has a value of that name itself.
    """

    name: str
    ns: Ns
    definition: Def | None
    outside: str
    hidden: bool
    explicit: bool
    gate: str = ""
    place: SourcePlace | None = None
    bare: bool = False


class Exports:
    """The exports of the modules of one world, computed when first asked for.

    `seen` has what each package sees of the features of those below it.
    """

    def __init__(self, world: World, seen: Callable[[str], FeaturesBelow]) -> None:
        self._world = world
        self._seen = seen
        self._passed = PassedImports(world, seen)
        self._known: dict[Def, list[Export]] = {}
        self._explicit: dict[Def, list[Export]] = {}
        self._own: dict[Def, _OwnNames] = {}
        self._globs: Globs[Def, Export, _Glob] = Globs(self._read, self._carry)
        self.open_globs: dict[Def, list[str]] = {}
        """Of each module asked for: its public globs of crates that are not in the workspace."""
        self.clashing: dict[Def, set[tuple[Ns, str]]] = {}
        """Of each module asked for: the names that two of its globs bring."""

    def of(self, module: Def) -> list[Export]:
        """The public names of a module or enum, explicit ones before and instead of those that globs bring."""
        found = self._known.get(module)
        if found is None:
            brought = self._globs.of(module)
            names = [export for _, export in brought.names.values()]
            clashing = _clashing(names)
            found = [*brought.own, *(e for e in names if e.gate or (e.ns, e.name) not in clashing)]
            self._known[module], self.clashing[module] = found, clashing
        return found

    def _read(self, module: Def) -> tuple[list[Export], list[tuple[_Glob, Def]]]:
        """A module's own names, and the modules and enums that its public globs open."""
        if module.kind is ItemKind.ENUM:
            return [Export(v.name, Ns.TYPE, v, "", False, True) for v in self._world.variants(module)], []
        explicit = [*self._items(module), *self._uses(module)]
        if module.is_root:
            explicit += self._exported_macros(module)
        self._explicit[module] = explicit
        return explicit, list(self._opened(module))

    def _carry(self, module: Def, glob: _Glob, export: Export) -> tuple[object, Export] | None:
        """An export as a glob brings it; None where the module has the name itself. Where it has that under conditions
        alone, the glob brings it under all others."""
        if self._has_itself(module, export):
            return None
        use = glob.use
        hidden = export.hidden or hides(use.attrs)
        here = [self._gate_here(module, use, export)] if export.gate else []
        apart = [f"not({_all(each)})" for each in self._own[module].conditions.get((export.ns, export.name), ())]
        when = gate([*use.attrs.cfg, *glob.conditions, *here, *apart])
        key = (export.ns, export.name, export.definition or export.outside, glob.conditions)
        bare = export.bare or self._has_its_value(module, export)
        return key, Export(export.name, export.ns, export.definition, export.outside, hidden, False, when, bare=bare)

    def _has_its_value(self, module: Def, export: Export) -> bool:
        """Whether a module has itself a value by the name of a type or variant that a glob brings, whose constructor
        would be one."""
        item = export.definition.item if export.ns is Ns.TYPE and export.definition is not None else None
        if item is None or item.kind not in _CONSTRUCTED or item.form == "named":
            return False
        return self._has_itself(module, replace(export, ns=Ns.VALUE))

    def _gate_here(self, module: Def, use: Use, export: Export) -> str:
        """The conditions of what a glob brings, in the words of the package that the glob stands in."""
        opened = self._resolve(module, use, Ns.TYPE).defs
        return self._seen(module.crate.package).predicate(export.gate, opened[0].crate.package) if opened else ""

    def _items(self, module: Def) -> Iterator[Export]:
        for child in children(module):
            item = child.item
            if item is None or item.in_block:
                continue
            if item.kind is ItemKind.EXTERN_CRATE and item.vis == "pub":
                yield from self._extern_crate(module, item)
            ns = NAMESPACES.get(item.kind)
            if ns is None or item.vis != "pub" or item.attrs.proc_macro or _macro_rules(item):
                continue
            if not is_left_out_there(self._world, child):
                yield Export(item.name, ns, child, "", _is_hidden(child, item), True, self._gate_of(child, item))

    def _gate_of(self, definition: Def, item: Item) -> str:
        """The conditions of an item; what stands in the argument of a macro that nobody knows has one of its own."""
        known = list(self._world.own_cfg(definition))
        # a module with a file of its own is declared in another one
        declared = definition.place.decl if definition.ord == FILE else None
        place, ord_ = declared or (definition.place, definition.ord)
        if item.in_macro and ord_ not in place.table.made.replaced and not self._is_known(place, item.parent):
            known.append("macro")
        return gate(known)

    def _is_known(self, place: Place, call: int) -> bool:
        """Whether the macro that an item is an argument of is one of the workspace."""
        path = place.table.items[call].macro_path if call >= 0 else None
        if path is None:
            return False
        meaning = self._world.macro(self._world.scope(place.defs(call)), path)
        return bool(meaning.defs) and not meaning.defs[0].external and meaning.defs[0].kind is ItemKind.MACRO

    def _extern_crate(self, module: Def, item: Item) -> Iterator[Export]:
        """`pub extern crate other as name`: the whole of another crate."""
        meaning = self._world.extern_crate(module.crate, item.name)
        inside = [definition for definition in meaning.defs if not definition.external]
        outside = "" if inside else item.name
        name, hidden = item.alias or item.name, hides(item.attrs)
        place = SourcePlace(module.place.path, item.line, item.end_line)
        targets: list[Def | None] = [*inside] or [None]
        for definition in targets:
            yield Export(name, Ns.TYPE, definition, outside, hidden, True, gate(item.attrs.cfg), place)

    def _exported_macros(self, root: Def) -> Iterator[Export]:
        """`#[macro_export]` puts a macro at the crate's root wherever it stands; so are procedural macros."""
        for place in crate_places(root):
            for definition in place.each():
                item = definition.item
                if item is None or is_left_out_there(self._world, definition):
                    continue
                if _macro_rules(item) and item.attrs.macro_export:
                    hidden = hides(item.attrs)
                    yield Export(item.name, Ns.MACRO, definition, "", hidden, True, gate(item.attrs.cfg))
                elif item.attrs.proc_macro:
                    yield Export(proc_macro_name(item), Ns.MACRO, definition, "", hides(item.attrs), True)

    def _uses(self, module: Def) -> Iterator[Export]:
        for use in uses(module):
            if use.glob or use.vis != "pub" or use.alias == "_" or is_left_out(self._world, use):
                continue
            name = use.alias or (use.path[-1] if use.path else "")
            found = [(ns, self._resolve(module, use, ns)) for ns in ((Ns.TYPE,) if use.self_import else Ns)]
            inside = [export for ns, meaning in found for export in self._inside(module, use, name, ns, meaning)]
            yield from inside
            if not inside and any(_leads_outside(meaning) for _, meaning in found):
                place = SourcePlace(module.place.path, use.line, use.line)
                hidden, when = hides(use.attrs), gate(use.attrs.cfg)
                outside = self._outside(use, next(meaning for _, meaning in found if _leads_outside(meaning)))
                yield Export(name, Ns.TYPE, None, outside, hidden, True, when, place)

    def _inside(self, module: Def, use: Use, name: str, ns: Ns, meaning: Resolution) -> Iterator[Export]:
        """What a `use` leaf re-exports of the workspace in one namespace; several are cfg-alternatives."""
        for definition in meaning.defs if not meaning.rest else ():
            if not definition.external and _namespace(definition) is ns and may_be_public(definition):
                hidden = hides(use.attrs) or (not _is_inlined(use) and _is_hidden_by_itself(definition))
                when = gate([*use.attrs.cfg, *self._passed.conditions(module, use, ns, definition)])
                yield Export(name, ns, definition, "", hidden, True, when)

    def _outside(self, use: Use, meaning: Resolution) -> str:
        """A path outside as it is written, if it is written from there; else in full: `pub use own::Ordering`."""
        written = "::".join(use.path)
        full = str(self._world.symbol(meaning.defs[0])) if meaning.defs else meaning.outside
        faces = {"core": "std", "alloc": "std"}
        heads = [faces.get(head, head) for head in (use.path[0], full.partition("::")[0])]
        return written if heads[0] == heads[1] else full

    def _opened(self, module: Def) -> Iterator[tuple[_Glob, Def]]:
        for use in uses(module):
            if not use.glob or use.vis != "pub" or is_left_out(self._world, use):
                continue
            resolution = self._resolve(module, use, Ns.TYPE)
            targets = [d for d in resolution.defs if d.kind in {ItemKind.MODULE, ItemKind.ENUM}]
            if not targets or targets[0].external:
                self.open_globs.setdefault(module, []).append(resolution.outside or "::".join(use.path))
            elif len(targets) == 1:
                yield _Glob(use), targets[0]
            else:
                around = {*self._world.cfg(module)}
                for each in targets:
                    chosen = {text for text, _ in {*self._world.cfg(each)} - around}
                    yield _Glob(use, tuple(sorted(chosen))), each

    def _resolve(self, module: Def, use: Use, ns: Ns) -> Resolution:
        return self._world.imported(module, use, ns)

    def _has_itself(self, module: Def, export: Export) -> bool:
        """Whether a module declares or imports a name itself, `pub` or not: then a glob does not bring it."""
        own = self._own.get(module)
        if own is None:
            own = self._own[module] = _own_names(module, self._explicit[module])
        slot = (export.ns, export.name)
        known = own.known.get(slot)
        if known is None:
            uses_ = [use for use in own.imports.get(export.name, ()) if self._imports_into(module, use, export.ns)]
            known = own.known[slot] = any(not use.attrs.cfg for use in uses_)
            own.conditions.setdefault(slot, []).extend(use.attrs.cfg for use in uses_ if use.attrs.cfg)
        return known

    def _imports_into(self, module: Def, use: Use, ns: Ns) -> bool:
        found = self._resolve(module, use, ns)
        return bool(found.defs) and _namespace(found.defs[0]) is ns


@dataclass(frozen=True, slots=True)
class _Glob:
    """A glob; where it leads to several modules, which are alternatives, the conditions of the one at hand."""

    use: Use
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _OwnNames:
    """What a module has itself. What its imports lead to is asked only for names that a glob brings, since most modules
    have no public glob: `known` has what is told so far.
    """

    known: dict[tuple[Ns, str], bool]
    imports: dict[str, list[Use]]
    conditions: dict[tuple[Ns, str], list[list[str]]]
    """Under what alone it has a name."""


def _own_names(module: Def, explicit: Iterable[Export]) -> _OwnNames:
    known: dict[tuple[Ns, str], bool] = {}
    conditions: dict[tuple[Ns, str], list[list[str]]] = {}
    for export in explicit:
        if export.gate:
            conditions.setdefault((export.ns, export.name), []).append([export.gate])
        else:
            known[export.ns, export.name] = True
    for child in children(module):
        item = child.item
        if item is not None and item.kind in NAMESPACES and not _macro_rules(item):
            names = [(NAMESPACES[item.kind], item.name)]
            if item.kind is ItemKind.STRUCT and item.form != "named":  # its constructor is a value
                names.append((Ns.VALUE, item.name))
            for name in names:
                if item.attrs.cfg:
                    conditions.setdefault(name, []).append(item.attrs.cfg)
                else:
                    known[name] = True
    imports: dict[str, list[Use]] = {}
    for use in uses(module):
        if not use.glob and use.alias != "_":
            imports.setdefault(use.alias or (use.path[-1] if use.path else ""), []).append(use)
    return _OwnNames(known, imports, conditions)


def _all(conditions: list[str]) -> str:
    return conditions[0] if len(conditions) == 1 else f"all({', '.join(conditions)})"


def _is_inlined(use: Use) -> bool:
    """Whether a re-export asks to be documented where it stands. That shows what is hidden where it is declared, as an
    exported macro is that belongs in a module."""
    return any(text.replace(" ", "") == "doc(inline)" for text in use.attrs.texts)


def _is_hidden_by_itself(definition: Def) -> bool:
    return definition.item is not None and _is_hidden(definition, definition.item)


def _is_hidden(definition: Def, item: Item) -> bool:
    """Whether documentation hides an item: by an attribute before it, or in the file of a module."""
    return hides(item.attrs) or (definition.ord == FILE and hides(definition.place.table.facts.attrs))


def _clashing(brought: Collection[Export]) -> set[tuple[Ns, str]]:
    """The names that two globs bring for two items: such a name is an error to use (E0659), in another crate a warning.

    What has a condition does not count: the two may be alternatives.
    """
    known = Counter((e.ns, e.name) for e in brought if e.definition is not None and not e.gate)
    return {slot for slot, times in known.items() if times > 1}


def _macro_rules(item: Item) -> bool:
    return item.kind is ItemKind.MACRO and not item.signature.removeprefix("pub").strip().startswith("macro ")


def _namespace(definition: Def) -> Ns | None:
    if definition.item is not None and definition.item.attrs.proc_macro:
        return Ns.MACRO
    return NAMESPACES.get(definition.kind)


def _leads_outside(meaning: Resolution) -> bool:
    """Whether a path leads to another crate that is not in the workspace, or to the standard library."""
    if meaning.defs:
        return meaning.defs[0].external and not meaning.rest
    return bool(meaning.outside)


def gate(cfg: Iterable[str]) -> str:
    """The conditions of an item as one text, "" for none; `not(test)` always holds for users."""
    kept = [text for text in cfg if text.replace(" ", "") not in {"not(test)", "all()", "true"}]
    return " && ".join(kept)
