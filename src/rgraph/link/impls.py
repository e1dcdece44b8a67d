"""Impl blocks: their headers, the impls of a type or trait, and the members that they give a type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rgraph.model.facts import ItemKind
from rgraph.model.syntax import TPath

from .aliases import Aliases
from .declarations import Declarations, in_namespace
from .defs import Def, in_order
from .indexes import Indexes
from .names import Names
from .resolution import NOTHING, Ns, Resolution
from .trace import Trace

Head = Def | str
"""A type's definition, or what a type without one is indexed by: `str`, `&`, `[]`, `()`, `dyn Trait`, "" (blanket)."""

ADT_KINDS = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION})


class ImplHeader:
    """A resolved header of an impl. `type` is `NOTHING` if the self type is no plain path; `head` indexes it."""

    __slots__ = ("head", "trait", "type")

    def __init__(self, type_: Resolution, trait: Resolution | None, head: str) -> None:
        self.type = type_
        self.trait = trait
        self.head = head


class Impls:
    """Finds impls. They are indexed by names as written, so each answer is checked against what the names mean."""

    def __init__(
        self, trace: Trace, indexes: Indexes, declarations: Declarations, names: Names, aliases: Aliases
    ) -> None:
        self._trace = trace
        self._indexes = indexes
        self._declarations = declarations
        self._names = names
        self._aliases = aliases
        self._known_headers = trace.table("header")
        self._inherents = trace.table("inherent")

    def impl_header(self, implementation: Def) -> ImplHeader:
        """The resolved header of an impl block."""
        entry = self._known_headers.get(implementation)
        if entry is not None:
            self._trace.reading.add(entry)
            known: ImplHeader = entry.value
            return known
        return self._trace.memo("header", implementation, lambda: self._header(implementation))

    def _header(self, implementation: Def) -> ImplHeader:
        item = self._declarations.decl(implementation)
        if item is None:
            return ImplHeader(NOTHING, None, "?")
        head, _ = implementation.place.table.heads[implementation.ord]
        trait: Resolution | None = None
        if item.trait is not None:
            trait = self._names.resolve(self._names.scope(implementation), item.trait, Ns.TYPE)
        meaning = self._names.self_type(implementation) if isinstance(item.ty, TPath) else NOTHING
        if isinstance(item.ty, TPath) and meaning.prim:
            head = meaning.prim
        return ImplHeader(meaning, trait, head)

    def _heads_of(self, implementation: Def) -> tuple[Head, ...]:
        """The types that an impl is for, or the head of a type without a definition."""
        header = self.impl_header(implementation)
        meaning = header.type
        if not meaning.defs or meaning.param:
            return (header.head,)
        return () if meaning.rest else meaning.defs

    def _is_of(self, implementation: Def, trait: Def) -> bool:
        header = self.impl_header(implementation)
        return header.trait is not None and trait in header.trait.defs and not header.trait.rest

    # ---- members -------------------------------------------------------------------------------------

    def inherent(self, head: Head, name: str, ns: Ns) -> tuple[Def, ...]:
        """The members with a name in the inherent impls of a type.

        If there are several, they are cfg-alternatives, or in impls for different arguments.
        """
        entry = self._inherents.get((head, name, ns))
        if entry is not None:
            self._trace.reading.add(entry)
            known: tuple[Def, ...] = entry.value
            return known
        return self._trace.memo("inherent", (head, name, ns), lambda: self._inherent(head, name, ns), ())

    def _inherent(self, head: Head, name: str, ns: Ns) -> tuple[Def, ...]:
        found: list[Def] = []
        for alias in self._aliases.in_headers(head if isinstance(head, str) else head.name):
            found += self._members(alias, name).get(head, ())
        return tuple(in_order(each for each in found if in_namespace(each, ns)))

    def _members(self, written: str, name: str) -> Mapping[Head, Sequence[Def]]:
        """The members of inherent impls whose type is written so, by the type that is meant. So types with one name
        share the work.
        """
        return self._trace.memo("members", (written, name), lambda: self._members_by_head(written, name))

    def _members_by_head(self, written: str, name: str) -> Mapping[Head, Sequence[Def]]:
        self._trace.touch("m", written, name)
        found: dict[Head, list[Def]] = {}
        for member in self._indexes.members.definitions((written, name)):
            implementation = member.parent
            item = self._declarations.decl(implementation) if implementation is not None else None
            if implementation is None or item is None or item.trait is not None:
                continue
            for head in self._heads_of(implementation):
                found.setdefault(head, []).append(member)
        return found

    # ---- impls ---------------------------------------------------------------------------------------

    def trait_impls(self, head: Head, trait: Def) -> tuple[Def, ...]:
        """Impls of a trait for a type."""
        return self._trace.memo("trait_impls", (head, trait), lambda: self._trait_impls(head, trait), ())

    def _trait_impls(self, head: Head, trait: Def) -> tuple[Def, ...]:
        found: list[Def] = []
        for alias in self._aliases.in_headers(head if isinstance(head, str) else head.name):
            for trait_name in self._aliases.in_headers(trait.name):
                found += self._headers(alias, trait_name).get(head, ())
        return tuple(in_order(each for each in found if self._is_of(each, trait)))

    def _headers(self, written: str, trait: str) -> Mapping[Head, Sequence[Def]]:
        """The impls whose type and trait are written so, by the type that is meant."""
        return self._trace.memo("headers", (written, trait), lambda: self._headers_by_head(written, trait))

    def _headers_by_head(self, written: str, trait: str) -> Mapping[Head, Sequence[Def]]:
        self._trace.touch("h", written, trait)
        found: dict[Head, list[Def]] = {}
        for implementation in self._indexes.impls.definitions((written, trait)):
            for head in self._heads_of(implementation):
                found.setdefault(head, []).append(implementation)
        return found

    def implemented(self, head: Head) -> frozenset[str]:
        """The names of all traits that a type has impls of, as their headers write them. See `trait_impls` for one."""
        return self._trace.memo("implemented", head, lambda: self._implemented(head))

    def _implemented(self, head: Head) -> frozenset[str]:
        found: set[str] = set()
        for alias in self._aliases.in_headers(head if isinstance(head, str) else head.name):
            self._trace.touch("i", alias)
            found.update(self._indexes.implemented(alias))
        return frozenset(found - {""})

    def have_many(self, trait: Def, name: str, limit: int) -> bool:
        """Whether the impls of a trait that are written under its own name have more values of a name than this.

        That they do depends on those that were counted alone: a new impl changes nothing.
        """
        count = 0
        for implementation in self._indexes.by_trait.definitions(trait.name):
            if not implementation.external and self._is_of(implementation, trait):
                count += len(self._declarations.named(implementation, name, Ns.VALUE))
                if count > limit:
                    return True
        return False

    def impls_of(self, trait: Def) -> tuple[Def, ...]:
        """All impls of a trait, blanket ones included."""
        return self._trace.memo("impls_of", trait, lambda: self._impls_of(trait), ())

    def _impls_of(self, trait: Def) -> tuple[Def, ...]:
        found: list[Def] = []
        for name in self._aliases.in_headers(trait.name):
            self._trace.touch("t", name)
            found += self._indexes.by_trait.definitions(name)
        return tuple(in_order(each for each in found if self._is_of(each, trait)))
