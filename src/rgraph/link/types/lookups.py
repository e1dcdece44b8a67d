"""Declarations as terms, each asked of the world once for each file."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns
from rgraph.model.facts import ItemKind

from .limits import MANY_IMPLS
from .signatures import ImplTerm, Signature, Signatures
from .terms import UNKNOWN, Param, Ty, Var, shallow

VALUE, REF, MUT, POINTER, NONE = "value", "ref", "mut", "pointer", ""
"""How a function takes `self`."""

ANY_ARGUMENT = ""
"""Stands for an argument that may be any type."""


class Lookups:
    """Answers of the world that the bodies of a file need again and again.

    The world remembers them as well, but notes each time that they were read. Here that is noted once.
    """

    def __init__(self, signatures: Signatures) -> None:
        self.signatures = signatures
        self.world = signatures.world
        self.forget()

    def forget(self) -> None:
        """Forget all answers."""
        self._trait_impls: dict[tuple[Def | str, Def], tuple[Def, ...]] = {}
        self._impl_terms: dict[Def, ImplTerm] = {}
        self._params: dict[Def, tuple[Param, ...]] = {}
        self._declared: dict[Def, Ty] = {}
        self._signatures: dict[Def, Signature] = {}
        self._inherent: dict[tuple[Def | str, str], tuple[Def, ...]] = {}
        self._receivers: dict[Def, str] = {}
        self._by_argument: dict[tuple[Def | str, str, int], dict[Def | str, list[int]]] = {}

    def trait_impls(self, head: Def | str, trait: Def) -> tuple[Def, ...]:
        """`World.trait_impls`."""
        key = (head, trait)
        found = self._trait_impls.get(key)
        if found is None:
            found = self._trait_impls[key] = self.world.trait_impls(head, trait)
        return found

    def params(self, definition: Def) -> tuple[Param, ...]:
        """`Signatures.params`."""
        found = self._params.get(definition)
        if found is None:
            found = self._params[definition] = self.signatures.params(definition)
        return found

    def declared(self, definition: Def) -> Ty:
        """`Signatures.declared`."""
        found = self._declared.get(definition)
        if found is None:
            found = self._declared[definition] = self.signatures.declared(definition)
        return found

    def impl_term(self, implementation: Def) -> ImplTerm:
        """`Signatures.impl_term`."""
        found = self._impl_terms.get(implementation)
        if found is None:
            found = self._impl_terms[implementation] = self.signatures.impl_term(implementation)
        return found

    def conversions(self, head: Def | str, trait: Def) -> list[ImplTerm]:
        """The impls of `From` that a known derive makes for fields (`#[from]`). Each stands for the variant of its
        field.
        """
        if not isinstance(head, Def) or head.external or trait.name != "From" or not trait.external:
            return []
        return [self.signatures.conversion(field, trait) for field in self.world.derived(head).conversions]

    def member(self, term: ImplTerm, name: str) -> tuple[Def, ...]:
        """The member of an impl that runs. For an impl that a derive makes, it is the item that the derive made it
        from.
        """
        if term.impl.kind is not ItemKind.IMPL:
            return (term.impl,)
        return self.world.member(term.impl, name, Ns.VALUE)

    def signature(self, function: Def) -> Signature:
        """`Signatures.signature`."""
        found = self._signatures.get(function)
        if found is None:
            found = self._signatures[function] = self.signatures.signature(function)
        return found

    def inherent(self, head: Def | str, name: str) -> tuple[Def, ...]:
        """Functions and consts with a name in the inherent impls of a type."""
        key = (head, name)
        found = self._inherent.get(key)
        if found is None:
            found = self._inherent[key] = self.world.inherent(head, name, Ns.VALUE)
        return found

    def inherent_for(self, head: Def | str, name: str, ty: Ty) -> tuple[Def, ...]:
        """Those of `inherent` whose impl may be for `ty`.

        If a type has many impls (`impl W<A>`, `impl W<B>`...), those for another first argument are left out by an
        index.
        """
        functions = self.inherent(head, name)
        argument = _made_with(ty.args[0]) if len(functions) >= MANY_IMPLS and ty.args else ANY_ARGUMENT
        if argument == ANY_ARGUMENT:
            return functions
        key = (head, name, len(ty.args))
        found = self._by_argument.get(key)
        if found is None:
            found = self._by_argument[key] = {}
            for at, function in enumerate(functions):
                found.setdefault(self._argument(function, ty), []).append(at)
        fitting = sorted([*found.get(argument, ()), *found.get(ANY_ARGUMENT, ())])
        return tuple([functions[at] for at in fitting])

    def _argument(self, function: Def, ty: Ty) -> Def | str:
        """The head of the first argument of the type that a function's impl is for, if that head is a type's name."""
        if function.parent is None:
            return ANY_ARGUMENT
        term = self.impl_term(function.parent).self_term
        if term.head != ty.head or len(term.args) != len(ty.args):
            return ANY_ARGUMENT
        return _made_with(term.args[0])

    def receiver_kind(self, function: Def) -> str:
        """How a function takes `self`; `NONE` if it does not."""
        known = self._receivers.get(function)
        if known is None:
            known = self._receivers[function] = self._receiver_kind(function)
        return known

    def _receiver_kind(self, function: Def) -> str:
        item = self.world.decl(function)
        if function.kind is not ItemKind.FUNCTION or item is None or item.self_param is None:
            return NONE
        if item.self_param.ty is None:
            return (MUT if item.self_param.mut else REF) if item.self_param.ref else VALUE
        receiver, parent = self.signature(function).receiver, function.parent
        if receiver is None or parent is None:
            return NONE
        self_term = self.signatures.lowering.self_term(parent)
        if receiver is self_term:
            return VALUE
        if receiver.args and receiver.args[0] is self_term and receiver.head in {"&", "&mut"}:
            return REF if receiver.head == "&" else MUT
        return POINTER


def _made_with(ty: Ty) -> Def | str:
    """The head of a type, if only types with this head can be equal to it."""
    ty = shallow(ty)
    if ty is UNKNOWN or ty.__class__ is Var or not isinstance(ty.head, Def | str):
        return ANY_ARGUMENT
    return ty.head
