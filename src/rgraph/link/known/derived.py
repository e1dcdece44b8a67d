"""What a type has by derives of well-known crates: traits, members of traits outside, conversions from its fields."""

from __future__ import annotations

from typing import NamedTuple

from rgraph.link.crates import Crates
from rgraph.link.declarations import Declarations
from rgraph.link.defs import Def
from rgraph.link.globs import Globs
from rgraph.link.mounted import is_mounted
from rgraph.link.names import Names
from rgraph.link.path_steps import Paths
from rgraph.link.preludes import Preludes
from rgraph.link.resolution import Ns, Resolution, Scope
from rgraph.link.table import FILE
from rgraph.link.trace import Trace
from rgraph.link.traits import Traits
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import Path

from .attributes import arguments_of
from .catalog import Derive, HelperAttribute, catalog

_TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION})


class Derived(NamedTuple):
    """What known derives make of a type: impls of traits that are known, and of traits outside; `From` for fields.

    `attributes` are those that the derives read.
    """

    traits: tuple[Def, ...] = ()
    outside: tuple[str, ...] = ()
    conversions: tuple[Def, ...] = ()
    attributes: tuple[tuple[str, HelperAttribute], ...] = ()


NOT_DERIVED = Derived()


class KnownMacros:
    """Questions about names and types that the catalog of known crates answers."""

    def __init__(
        self,
        trace: Trace,
        declarations: Declarations,
        crates: Crates,
        globs: Globs,
        names: Names,
        preludes: Preludes,
        traits: Traits,
        paths: Paths,
    ) -> None:
        self._trace = trace
        self._declarations = declarations
        self._crates = crates
        self._globs = globs
        self._names = names
        self._preludes = preludes
        self._traits = traits
        self._paths = paths
        self._catalog = catalog()

    # ---- names ---------------------------------------------------------------------------------------

    def known_derives(self, definition: Def) -> tuple[str, ...]:
        """What each derive of a type is called by full path, where it is known; "" for others."""
        return self._trace.memo("known_derives", definition, lambda: self._known_derives(definition), ())

    def _known_derives(self, definition: Def) -> tuple[str, ...]:
        item = self._declarations.decl(definition)
        if item is None:
            return ()
        meanings = zip(item.attrs.derives, self._traits.derives(definition), strict=True)
        scope = self._names.scope(definition)
        found = [self._called(scope, path, meaning) for path, meaning in meanings]
        return tuple([path if path in self._catalog.derives else "" for path in found])

    def _called(self, scope: Scope, path: Path, meaning: Resolution) -> str:
        """What a macro or trait is called by the full path of the catalog, where it may stand there."""
        return meaning.outside or self._of_mounted(meaning) or self._through_crates(scope, path, meaning)

    def _of_mounted(self, meaning: Resolution) -> str:
        """The path by which the catalog has an item of a mounted crate; "" where it has none such."""
        if not meaning.defs or meaning.rest or not is_mounted(meaning.defs[0].place.path):
            return ""
        name = meaning.defs[0].name
        for path in (*self._catalog.derives, *self._catalog.macros):
            if path.endswith(f"::{name}") and not set(meaning.defs).isdisjoint(self._in_crates(path)):
                return path
        return ""

    def _in_crates(self, path: str) -> tuple[Def, ...]:
        """The items that a path of the catalog leads to in the crates that are there."""
        return self._trace.memo("cataloged", path, lambda: self._walked(path), ())

    def _walked(self, path: str) -> tuple[Def, ...]:
        crate, *names = path.split("::")
        top = self._crates.root_called(crate)
        if top is None:
            return ()
        found = [self._paths.walk(Resolution(defs=(top,)), names, 0, ns) for ns in (Ns.TYPE, Ns.MACRO)]
        return tuple([each for meaning in found if not meaning.rest for each in meaning.defs])

    def _trait(self, path: str) -> Def | None:
        """A trait that a derive implements: of std, or of a mounted crate."""
        found = self._preludes.std(path)
        mounted = (each for each in self._in_crates(path) if each.kind is ItemKind.TRAIT) if found is None else ()
        return found or next((each for each in mounted if is_mounted(each.place.path)), None)

    def attribute_macro(self, scope: Scope, path: Path) -> str:
        """The full path of the known attribute macro that a path names; "" where it names none."""
        meaning = self._names.resolve(scope, path, Ns.MACRO)
        found = self._called(scope, path, meaning)
        return found if found in self._catalog.macros else ""

    def _through_crates(self, scope: Scope, path: Path, meaning: Resolution) -> str:
        """What a name means by `use CRATE::*` or `#[macro_use] extern crate CRATE`, where nothing else has it.

        What such a crate has is not known, but for what stands in the catalog.
        """
        if meaning.defs or meaning.ambiguous or len(path.segments) != 1 or path.root:
            return ""
        name = path.segments[0].name
        for around in (*self._glob_targets(scope.module), *self._used_crates(scope.module)):
            found = f"{around}::{name}"
            if found in self._catalog.derives or found in self._catalog.macros:
                return found
        return ""

    def _glob_targets(self, module: Def) -> list[str]:
        return [target.outside for target, _, _ in self._globs.targets(module) if target.outside]

    def _used_crates(self, module: Def) -> list[str]:
        top = self._crates.root_of(module.crate)
        if top is None:
            return []
        self._declarations.read("o", top)
        items = top.place.table.items
        children = [items[ord_] for ord_ in top.place.table.children.get(FILE, ())]
        used = [each.name for each in children if each.kind is ItemKind.EXTERN_CRATE and each.attrs.macro_use]
        return [self._crates.extern_crate(top.crate, name).outside for name in used]

    # ---- types ---------------------------------------------------------------------------------------

    def derived(self, definition: Def) -> Derived:
        """What known derives make of a type."""
        if definition.external or definition.kind not in _TYPES:
            return NOT_DERIVED
        return self._trace.memo("derived", definition, lambda: self._derived(definition), NOT_DERIVED)

    def _derived(self, definition: Def) -> Derived:
        known = [self._catalog.derives[path] for path in self.known_derives(definition) if path]
        if not known:
            return NOT_DERIVED
        paths = dict.fromkeys(path for _, derive in known for path in derive.implements)
        found = {path: self._trait(path) for path in paths}
        return Derived(
            tuple([each for each in found.values() if each is not None]),
            tuple([path for path, each in found.items() if each is None]),
            tuple([field for _, derive in known for field in self._converted(definition, derive)]),
            tuple({name: one for crate, _ in known for name, one in crate.attributes.items()}.items()),
        )

    def _converted(self, definition: Def, derive: Derive) -> list[Def]:
        """The fields that a derive makes the type from."""
        if not derive.from_fields:
            return []
        declarations = self._declarations
        shapes = declarations.variants(definition) if definition.kind is ItemKind.ENUM else (definition,)
        found: list[Def] = []
        for fields in map(declarations.fields, shapes):
            if derive.from_fields == "*":
                found += fields if len(fields) == 1 else ()
            else:
                found += [each for each in fields if _is_marked(declarations.decl(each), derive.from_fields)]
        return found

    def known_member(self, definition: Def, name: str) -> tuple[str, str]:
        """The member of a trait outside that a type has by a derive, by full path, and the type that it returns."""
        for trait in self.derived(definition).outside:
            members = self._catalog.traits.get(trait, {})
            if name in members:
                return f"{trait}::{name}", members[name]
        return "", ""


def _is_marked(item: Item | None, attribute: str) -> bool:
    return item is not None and any(arguments_of(text, attribute) for text in item.attrs.texts)
