"""Traits: their members, what they require, and what types derive."""

from __future__ import annotations

from rgraph.model.facts import ItemKind
from rgraph.model.syntax import TPath

from .declarations import Declarations
from .defs import Def
from .indexes import Indexes
from .names import Names
from .preludes import Preludes
from .resolution import NOTHING, Ns, Resolution
from .trace import Trace

BUILTIN_DERIVES = {"Debug": "std::fmt::Debug", "Hash": "std::hash::Hash"}
"""Derives in the prelude whose traits are not in it."""


class Traits:
    """Answers questions about traits from declarations."""

    def __init__(
        self, trace: Trace, indexes: Indexes, declarations: Declarations, names: Names, preludes: Preludes
    ) -> None:
        self._trace = trace
        self._indexes = indexes
        self._declarations = declarations
        self._names = names
        self._preludes = preludes

    def traits_with(self, name: str) -> tuple[Def, ...]:
        """The traits that declare a member with a name."""
        self._trace.touch("w", name)
        return self.now_with(name)

    def now_with(self, name: str) -> tuple[Def, ...]:
        """`traits_with` for callers that depend only on those in scope, and say so by `TraitsInScope.depend_on`."""
        return tuple(dict.fromkeys(self._indexes.traits_with.definitions(name)))

    def is_made(self, trait: Def) -> bool:
        """Whether a macro of the workspace implements a trait. For which types, only its calls tell."""
        return self._trace.memo("is_made", trait, lambda: self._is_made(trait), False)

    def _is_made(self, trait: Def) -> bool:
        self._trace.touch("u", trait.name)
        return self._indexes.is_made(trait.name)

    def supertraits(self, trait: Def) -> tuple[Def, ...]:
        """Traits that a trait requires directly."""
        return self._trace.memo("supertraits", trait, lambda: self._supertraits(trait), ())

    def _supertraits(self, trait: Def) -> tuple[Def, ...]:
        item = self._declarations.decl(trait)
        if item is None:
            return ()
        scope = self._names.scope(trait)
        bounds = list(item.bounds)
        for predicate in item.generics.where:
            if isinstance(predicate.ty, TPath) and [s.name for s in predicate.ty.path.segments] == ["Self"]:
                bounds += predicate.bounds
        found = [self._names.resolve(scope, bound.path, Ns.TYPE) for bound in bounds if not bound.maybe]
        return tuple(dict.fromkeys(each for meaning in found if not meaning.rest for each in meaning.defs))

    def derives(self, definition: Def) -> tuple[Resolution, ...]:
        """What a type derives: for each derive the trait or, if there is none with that name, the derive macro."""
        return self._trace.memo("derives", definition, lambda: self._derives(definition), ())

    def _derives(self, definition: Def) -> tuple[Resolution, ...]:
        item = self._declarations.decl(definition)
        if item is None:
            return ()
        scope = self._names.scope(definition)
        found = []
        for path in item.attrs.derives:
            meaning = self._derived_trait(self._names.resolve(scope, path, Ns.TYPE)) or self._names.resolve(
                scope, path, Ns.MACRO
            )
            name = path.segments[-1].name if len(path.segments) == 1 else ""
            builtin = self._preludes.std(BUILTIN_DERIVES[name]) if not meaning and name in BUILTIN_DERIVES else None
            found.append(Resolution(defs=(builtin,)) if builtin is not None else meaning)
        return tuple(found)

    def _derived_trait(self, meaning: Resolution) -> Resolution:
        """The trait with the name of a derive. A type with that name is something else."""
        return meaning if meaning.outside or _as_traits(meaning) else NOTHING


def _as_traits(meaning: Resolution) -> list[Def]:
    kinds = {ItemKind.TRAIT, ItemKind.TRAIT_ALIAS}
    return [each for each in meaning.defs if each.kind in kinds] if not meaning.rest else []
