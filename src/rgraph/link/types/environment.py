"""What is known where a body stands: its bounds with all that they imply, and declarations asked once a file."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.model.facts import ItemKind

from .inference import Table
from .signatures import ImplTerm, Predicate, Signatures
from .terms import VARS, Bounds, Mapping, Param, Projection, Ty


class Environment(Table):
    """The bounds in scope; `env` is what the body's generics are declared to satisfy."""

    def __init__(self, signatures: Signatures) -> None:
        super().__init__(signatures)
        self.world = signatures.world
        self.env: list[Predicate] = []
        self._envs: dict[Def, list[Predicate]] = {}
        self._bound_terms: dict[Ty, list[Predicate]] = {}
        self._trait_impls: dict[tuple[Def | str, Def], tuple[Def, ...]] = {}
        self._impl_terms: dict[Def, ImplTerm] = {}
        self._params: dict[Def, tuple[Param, ...]] = {}
        self._declared: dict[Def, Ty] = {}

    # ---- environment -----------------------------------------------------------------------------------

    def enter(self, definition: Def) -> None:
        """Take the bounds in scope in an item's body as the environment."""
        self._trail.clear()
        self.env = self._environment(definition)

    def _environment(self, definition: Def) -> list[Predicate]:
        """What an item's generics and those around it satisfy, with what that implies."""
        found: list[Predicate] = []
        parent = definition.parent
        if parent is not None and parent.kind is not ItemKind.MODULE:
            known = self._envs.get(parent)
            if known is None:
                known = self._envs[parent] = self._environment(parent)
            found = known
        own = list(self.signatures.predicates(definition))
        if definition.kind is ItemKind.TRAIT:
            subject = self.terms.param(definition, "Self")
            args = tuple([self.terms.param(definition, p.name) for p in self.params(definition)])
            own.append(Predicate(subject, definition, args, ()))
        return found + self.elaborated(own) if own else found

    def elaborated(self, predicates: list[Predicate]) -> list[Predicate]:
        """Predicates and those that their traits' supertraits add."""
        result: list[Predicate] = []
        seen: set[tuple[Ty, Def, tuple[Ty, ...]]] = set()
        pending = list(reversed(predicates))
        while pending:
            each = pending.pop()
            key = (each.subject, each.trait, each.args)
            if key in seen or len(result) > 200:
                continue
            seen.add(key)
            result.append(each)
            mapping = self.trait_mapping(each.trait, each.subject, each.args)
            for above in self.signatures.supertraits(each.trait):
                args = tuple([self.terms.subst(arg, mapping) for arg in above.args])
                assoc = tuple([(name, self.terms.subst(ty, mapping)) for name, ty in above.assoc])
                pending.append(
                    Predicate(self.terms.subst(above.subject, mapping), above.trait, args, assoc + each.assoc)
                )
        return result

    def trait_mapping(self, trait: Def, subject: Ty, args: tuple[Ty, ...]) -> Mapping:
        """A trait's parameters, Self among them, as what they stand for."""
        mapping: Mapping = dict(zip(self.params(trait), args, strict=False))
        mapping[self.signatures.self_param(trait)] = subject
        return mapping

    def bounds_on(self, ty: Ty) -> list[Predicate]:
        """What is declared of a parameter, an associated type that is not reduced, `dyn` or `impl`."""
        head = ty.head
        if isinstance(head, Bounds):
            return self._bounds_of_term(ty, head)
        found = [each for each in self.env if each.subject is ty]
        if isinstance(head, Projection):
            mapping = self.trait_mapping(head.trait, ty.args[0], ty.args[1:])
            declared = [
                Predicate(
                    ty,
                    each.trait,
                    tuple([self.terms.subst(arg, mapping) for arg in each.args]),
                    tuple([(name, self.terms.subst(value, mapping)) for name, value in each.assoc]),
                )
                for each in self.signatures.member_bounds(head.trait, head.name)
            ]
            found += self.elaborated(declared)
        return found

    def _bounds_of_term(self, ty: Ty, head: Bounds) -> list[Predicate]:
        known = self._bound_terms.get(ty)
        if known is not None:
            return known
        found = []
        at = 0
        for trait, count, names in head.specs:
            args = ty.args[at : at + count]
            values = ty.args[at + count : at + count + len(names)]
            at += count + len(names)
            found.append(Predicate(ty, trait, args, tuple(zip(names, values, strict=True))))
        result = self.elaborated(found)
        if not ty.flags & VARS:
            self._bound_terms[ty] = result
        return result

    # ---- declarations ----------------------------------------------------------------------------------

    def trait_impls(self, head: Def | str, trait: Def) -> tuple[Def, ...]:
        """`World.trait_impls`, asked once a file."""
        key = (head, trait)
        found = self._trait_impls.get(key)
        if found is None:
            found = self._trait_impls[key] = self.world.trait_impls(head, trait)
        return found

    def params(self, definition: Def) -> tuple[Param, ...]:
        """`Signatures.params`, asked once a file."""
        found = self._params.get(definition)
        if found is None:
            found = self._params[definition] = self.signatures.params(definition)
        return found

    def declared(self, definition: Def) -> Ty:
        """`Signatures.declared`, asked once a file."""
        found = self._declared.get(definition)
        if found is None:
            found = self._declared[definition] = self.signatures.declared(definition)
        return found

    def impl_term(self, implementation: Def) -> ImplTerm:
        """`Signatures.impl_term`, asked once a file."""
        found = self._impl_terms.get(implementation)
        if found is None:
            found = self._impl_terms[implementation] = self.signatures.impl_term(implementation)
        return found
