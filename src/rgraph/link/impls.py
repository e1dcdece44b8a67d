"""Impl blocks: their headers, the impls of a type or trait, and the members that they give a type."""

from __future__ import annotations

from rgraph.model.facts import ItemKind
from rgraph.model.syntax import TPath

from .aliases import Aliases
from .declarations import Declarations, in_namespace
from .defs import Def
from .indexes import Indexes, Postings, definitions
from .names import Names
from .resolution import NOTHING, Ns, Resolution
from .trace import Trace

Head = Def | str
"""A type's definition, or what a type without one is indexed by: `str`, `&`, `[]`, `()`, `dyn Trait`, "" (blanket)."""

ADT_KINDS = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION})


class ImplHeader:
    """What an impl's header means. `type` is NOTHING where the self type is no plain path; `head` indexes it."""

    __slots__ = ("head", "trait", "type")

    def __init__(self, type_: Resolution, trait: Resolution | None, head: str) -> None:
        self.type = type_
        self.trait = trait
        self.head = head


class Impls:
    """Impl look-ups. Postings are by name as written, so every answer is checked against what the names mean."""

    def __init__(
        self, trace: Trace, indexes: Indexes, declarations: Declarations, names: Names, aliases: Aliases
    ) -> None:
        self._trace = trace
        self._indexes = indexes
        self._declarations = declarations
        self._names = names
        self._aliases = aliases
        self._headers = trace.table("header")
        self._inherents = trace.table("inherent")

    def impl_header(self, implementation: Def) -> ImplHeader:
        """The resolved header of an impl block."""
        entry = self._headers.get(implementation)
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

    def _is_for(self, implementation: Def, head: Head) -> bool:
        header = self.impl_header(implementation)
        if isinstance(head, str):
            return header.head == head and (not header.type.defs or bool(header.type.param))
        return head in header.type.defs and not header.type.rest and not header.type.param

    def _is_of(self, implementation: Def, trait: Def) -> bool:
        header = self.impl_header(implementation)
        return header.trait is not None and trait in header.trait.defs and not header.trait.rest

    # ---- members -------------------------------------------------------------------------------------

    def inherent(self, head: Head, name: str, ns: Ns) -> tuple[Def, ...]:
        """Members called so of the type's inherent impls (several: cfg-alternatives, or impls for other arguments)."""
        entry = self._inherents.get((head, name, ns))
        if entry is not None:
            self._trace.reading.add(entry)
            known: tuple[Def, ...] = entry.value
            return known
        return self._trace.memo("inherent", (head, name, ns), lambda: self._inherent(head, name, ns), ())

    def _inherent(self, head: Head, name: str, ns: Ns) -> tuple[Def, ...]:
        found: list[Def] = []
        for alias in self._aliases.of(head if isinstance(head, str) else head.name):
            self._trace.touch("m", alias, name)
            for member in definitions(self._indexes.members.get((alias, name))):
                implementation = member.parent
                if implementation is None or not in_namespace(member, ns):
                    continue
                item = self._declarations.decl(implementation)
                if item is None or item.trait is not None:
                    continue
                if self._is_for(implementation, head):
                    found.append(member)
        return tuple(sorted(found))

    # ---- impls ---------------------------------------------------------------------------------------

    def trait_impls(self, head: Head, trait: Def) -> tuple[Def, ...]:
        """Impls of a trait for a type."""
        return self._trace.memo("trait_impls", (head, trait), lambda: self._trait_impls(head, trait), ())

    def _trait_impls(self, head: Head, trait: Def) -> tuple[Def, ...]:
        found: list[Def] = []
        for alias in self._aliases.of(head if isinstance(head, str) else head.name):
            for trait_name in self._aliases.of(trait.name):
                self._trace.touch("h", alias, trait_name)
                found += self._checked(self._indexes.impls.get((alias, trait_name)), head, trait)
        return tuple(sorted(found))

    def _checked(self, postings: Postings | None, head: Head | None, trait: Def | None) -> list[Def]:
        return [
            each
            for each in definitions(postings)
            if (head is None or self._is_for(each, head)) and (trait is None or self._is_of(each, trait))
        ]

    def implemented(self, head: Head) -> frozenset[str]:
        """The names of all traits that a type has impls of, as their headers write them. See `trait_impls` for one."""
        return self._trace.memo("implemented", head, lambda: self._implemented(head))

    def _implemented(self, head: Head) -> frozenset[str]:
        found: set[str] = set()
        for alias in self._aliases.of(head if isinstance(head, str) else head.name):
            self._trace.touch("i", alias)
            found.update(self._indexes.by_head.get(alias, ()))
        return frozenset(found - {""})

    def impls_of(self, trait: Def) -> tuple[Def, ...]:
        """All impls of a trait, blanket ones included."""
        return self._trace.memo("impls_of", trait, lambda: self._impls_of(trait), ())

    def _impls_of(self, trait: Def) -> tuple[Def, ...]:
        found: list[Def] = []
        for name in self._aliases.of(trait.name):
            self._trace.touch("t", name)
            found += self._checked(self._indexes.by_trait.get(name), None, trait)
        return tuple(sorted(found))
