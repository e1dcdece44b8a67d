"""The bounds that hold in a body, with all that they imply."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.model.facts import ItemKind

from .limits import ELABORATED_BOUNDS
from .lookups import Lookups
from .signatures import Predicate
from .terms import VARS, Bounds, Mapping, Projection, Ty


class Environment:
    """The bounds in scope, rustc's `ParamEnv`: what the body's generics are declared to satisfy."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups
        self._signatures = lookups.signatures
        self._terms = lookups.signatures.terms
        self._bounds: list[Predicate] = []
        self._by_subject: dict[Ty, list[Predicate]] = {}
        self.forget()

    def forget(self) -> None:
        """Forget what other bodies were told."""
        self._envs: dict[Def, list[Predicate]] = {}
        self._bound_terms: dict[Ty, list[Predicate]] = {}

    def enter(self, definition: Def) -> None:
        """Make the bounds that are in scope in an item's body the environment."""
        self._bounds = self._environment(definition)
        self._by_subject = {}
        for each in self._bounds:
            self._by_subject.setdefault(each.subject, []).append(each)
        for each in self._bounds:  # a bound on `T::Out` is one on what `T: Has<Out = X>` says
            reduced = self._reduced(each.subject)
            if reduced is not each.subject:
                self._by_subject.setdefault(reduced, []).append(each)

    def _reduced(self, ty: Ty) -> Ty:
        """The type that bounds in scope give an associated type (`T: Iterator<Item = u8>`), or the type unchanged."""
        head = ty.head
        if not isinstance(head, Projection):
            return ty
        for each in self._by_subject.get(ty.args[0], ()):
            if each.trait is head.trait and each.args == ty.args[1:]:
                for name, value in each.assoc:
                    if name == head.name:
                        return value
        return ty

    def _environment(self, definition: Def) -> list[Predicate]:
        """The bounds on the parameters of an item and of those around it, with what they imply."""
        found: list[Predicate] = []
        parent = definition.parent
        if parent is not None and parent.kind is not ItemKind.MODULE:
            known = self._envs.get(parent)
            if known is None:
                known = self._envs[parent] = self._environment(parent)
            found = known
        own = list(self._signatures.predicates(definition))
        if definition.kind is ItemKind.TRAIT:
            subject = self._terms.param(definition, "Self")
            args = tuple([self._terms.param(definition, p.name) for p in self._lookups.params(definition)])
            own.append(Predicate(subject, definition, args, ()))
        return found + self.elaborated(own) if own else found

    def elaborated(self, predicates: list[Predicate]) -> list[Predicate]:
        """Predicates, and those that follow from supertraits (rustc: elaboration)."""
        result: list[Predicate] = []
        seen: dict[tuple[Ty, Def, tuple[Ty, ...]], set[tuple[str, Ty]]] = {}
        pending = list(reversed(predicates))
        while pending:
            each = pending.pop()
            key = (each.subject, each.trait, each.args)
            told = seen.get(key)
            if (told is not None and told.issuperset(each.assoc)) or len(result) > ELABORATED_BOUNDS:
                continue
            seen.setdefault(key, set()).update(each.assoc)
            result.append(each)
            mapping = self.trait_mapping(each.trait, each.subject, each.args)
            for above in self._signatures.supertraits(each.trait):
                args = tuple([self._terms.subst(arg, mapping) for arg in above.args])
                assoc = tuple([(name, self._terms.subst(ty, mapping)) for name, ty in above.assoc])
                pending.append(
                    Predicate(self._terms.subst(above.subject, mapping), above.trait, args, assoc + each.assoc)
                )
        return result

    def trait_mapping(self, trait: Def, subject: Ty, args: tuple[Ty, ...]) -> Mapping:
        """A trait's parameters, including `Self`, mapped to what they stand for."""
        mapping: Mapping = dict(zip(self._lookups.params(trait), args, strict=False))
        mapping[self._signatures.self_param(trait)] = subject
        return mapping

    def bounds_on(self, ty: Ty) -> list[Predicate]:
        """The bounds on a parameter, on an associated type that is not reduced, or of `dyn` and `impl` types."""
        head = ty.head
        if isinstance(head, Bounds):
            return self._bounds_of_term(ty, head)
        found = list(self._by_subject.get(ty, ()))
        if isinstance(head, Projection):
            mapping = self.trait_mapping(head.trait, ty.args[0], ty.args[1:])
            declared = [
                Predicate(
                    ty,
                    each.trait,
                    tuple([self._terms.subst(arg, mapping) for arg in each.args]),
                    tuple([(name, self._terms.subst(value, mapping)) for name, value in each.assoc]),
                )
                for each in self._signatures.member_bounds(head.trait, head.name)
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
