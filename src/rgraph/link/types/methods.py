"""Method look-up in Rust's order: by value, `&`, `&mut` at each dereference; inherent members before traits'."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.link import cfg
from rgraph.link.defs import Def
from rgraph.link.resolution import Ns
from rgraph.link.trait_scopes import TraitsInScope
from rgraph.model.facts import ItemKind

from .obligations import Obligations
from .signatures import Predicate, Signature, Signatures
from .terms import UNKNOWN, Bounds, Mapping, Outside, Param, Projection, Ty, Var, shallow

VALUE, REF, MUT, POINTER, NONE = "value", "ref", "mut", "pointer", ""


class Pick:
    """A method found: `mapping` fits the parameters of its impl or trait, `self_ty` is what implements it.

    `trait` is None for inherent methods. `alternatives` are the function and those that a cfg puts in its place.
    """

    __slots__ = ("alternatives", "args", "function", "mapping", "self_ty", "trait")

    def __init__(
        self,
        function: Def,
        mapping: Mapping,
        self_ty: Ty,
        trait: Def | None,
        args: tuple[Ty, ...],
        alternatives: tuple[Def, ...] = (),
    ) -> None:
        self.function = function
        self.alternatives = alternatives or (function,)
        self.mapping = mapping
        self.self_ty = self_ty
        self.trait = trait
        self.args = args


_NOT_ASKED = Pick.__new__(Pick)


class Methods(Obligations):
    """Finds methods and associated functions of types; `visible` are the traits in scope."""

    def __init__(self, signatures: Signatures) -> None:
        super().__init__(signatures)
        self.visible: TraitsInScope | None = None
        self._kinds: dict[Def, str] = {}
        self._trait_functions: dict[str, list[tuple[Def, Def]]] = {}
        self._inherent_functions: dict[tuple[Def | str, str], tuple[Def, ...]] = {}
        self._known: dict[tuple[Ty, str], Pick | None] = {}
        self._signatures: dict[Def, Signature] = {}

    def signature(self, function: Def) -> Signature:
        """`Signatures.signature`, asked once a file."""
        found = self._signatures.get(function)
        if found is None:
            found = self._signatures[function] = self.signatures.signature(function)
        return found

    def inherent_functions(self, head: Def | str, name: str) -> tuple[Def, ...]:
        """`World.inherent`, asked once a file."""
        key = (head, name)
        found = self._inherent_functions.get(key)
        if found is None:
            found = self._inherent_functions[key] = self.world.inherent(head, name, Ns.VALUE)
        return found

    def receiver_kind(self, function: Def) -> str:
        """How a function takes `self`; "" where it takes none."""
        known = self._kinds.get(function)
        if known is None:
            known = self._kinds[function] = self._receiver_kind(function)
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

    # ---- methods -------------------------------------------------------------------------------------

    def method(self, receiver: Ty, name: str) -> Pick | None:
        """The method that `receiver.name()` calls."""
        if receiver.flags:
            return self._method(receiver, name)
        key = (receiver, name)
        known = self._known.get(key, _NOT_ASKED)
        if known is not _NOT_ASKED:
            return known
        pick = self._method(receiver, name)
        if pick is None or not pick.args:
            if pick is not None:
                pick.mapping = {param: self.resolve(term) for param, term in pick.mapping.items()}
            self._known[key] = pick
        return pick

    def _method(self, receiver: Ty, name: str) -> Pick | None:
        steps = self.steps(receiver)
        for index, step in enumerate(steps):
            if step is UNKNOWN or (step.__class__ is Var and not step.kind):
                return None
            for candidates in self._candidates(step):
                found = self._pick(candidates, name)
                if found is not None:
                    return found
                if isinstance(step.head, Def) and index + 1 < len(steps):
                    found = self._through_pointer(self._adjusted(step, candidates[0][1]), steps[index + 1 :], name)
                    if found is not None:
                        return found
        return None

    def _adjusted(self, step: Ty, kind: str) -> Ty:
        return step if kind is VALUE else self.terms.ref(step, kind is MUT)

    def _candidates(self, step: Ty) -> Iterator[tuple[tuple[Ty, str], ...]]:
        """What may implement the method, and how it must take self: by value, then `&`, then `&mut`."""
        if step.head == "&":
            yield ((step, VALUE), (shallow(step.args[0]), REF))
        elif step.head == "&mut":
            yield ((step, VALUE), (shallow(step.args[0]), MUT))
        else:
            yield ((step, VALUE),)
        yield ((step, REF), (self.terms.ref(step), VALUE))
        yield ((step, MUT), (self.terms.ref(step, True), VALUE))

    def _pick(self, candidates: tuple[tuple[Ty, str], ...], name: str) -> Pick | None:
        for ty, kind in candidates:
            found = self._inherent(ty, kind, name)
            if found is not None:
                return found
        for ty, kind in candidates:
            found = self._of_trait(ty, kind, name)
            if found is not None:
                return found
        return None

    def _inherent(self, ty: Ty, kind: str, name: str) -> Pick | None:
        head = ty.head
        if isinstance(head, Param | Projection | Bounds):
            found = self._by_bounds(ty, kind, name)
            if found is not None:
                return found
        for each in self.impl_heads(ty):
            functions = self.inherent_functions(each, name)
            if functions:
                found = self._first_fitting(functions, ty, kind)
                if found is not None:
                    return found
        return None

    def _first_fitting(self, functions: tuple[Def, ...], ty: Ty, kind: str | None) -> Pick | None:
        """The inherent member that fits a type, with its cfg-alternatives; of any kind where `kind` is None."""
        return self._fitting_member(functions, ty, kind, True) or self._fitting_member(functions, ty, kind, False)

    def _fitting_member(self, functions: tuple[Def, ...], ty: Ty, kind: str | None, strict: bool) -> Pick | None:
        if len(functions) > 1:
            functions = sum(cfg.split(functions, functions[0], self.world.cfg), ())
        picked: Pick | None = None
        others: list[Def] = []
        for function in functions:
            if kind is not None and self.receiver_kind(function) != kind:
                continue
            mark = self.mark()
            mapping = self._fits(function, ty, strict)
            if mapping is None:
                continue
            if picked is None:
                picked = Pick(function, mapping, ty, None, ())
            else:
                self.rollback(mark)
            others.append(function)
        if picked is not None and len(others) > 1 and all(self.world.cfg(each) for each in others):
            picked.alternatives = tuple(others)
        return picked

    def _fits(self, function: Def, ty: Ty, strict: bool) -> Mapping | None:
        implementation = function.parent
        if implementation is None:
            return None
        return self.matched(self.impl_term(implementation), ty, (), 0, strict)

    def _by_bounds(self, ty: Ty, kind: str, name: str) -> Pick | None:
        for predicate in self.bounds_on(ty):
            for function in self.world.member(predicate.trait, name, Ns.VALUE):
                if self.receiver_kind(function) == kind:
                    return self.picked_by(predicate, function, ty)
        return None

    def picked_by(self, predicate: Predicate, function: Def, ty: Ty) -> Pick:
        """A trait's member by a bound on a type."""
        mapping = self.trait_mapping(predicate.trait, ty, predicate.args)
        return Pick(function, mapping, ty, predicate.trait, predicate.args)

    def trait_functions(self, name: str) -> list[tuple[Def, Def]]:
        """Traits in scope with a member called so, and the member."""
        known = self._trait_functions.get(name)
        if known is None:
            known = self._trait_functions[name] = [
                (trait, member)
                for trait in self.world.traits_with(name)
                if self.visible is not None and trait in self.visible
                for member in self.world.member(trait, name, Ns.VALUE)
            ]
        return known

    def see(self, traits: TraitsInScope) -> None:
        """Set the traits in scope."""
        if traits is not self.visible and traits != self.visible:
            self.visible = traits
            self._trait_functions = {}
            self._known = {}

    def _of_trait(self, ty: Ty, kind: str, name: str) -> Pick | None:
        found: Pick | None = None
        for trait, function in self.trait_functions(name):
            if self.receiver_kind(function) != kind:
                continue
            pick = self.of_trait(ty, trait, function)
            if pick is None:
                continue
            if found is None or (found.function.external and not function.external):
                found = pick
        return found

    def of_trait(self, ty: Ty, trait: Def, function: Def) -> Pick | None:
        """A trait's member for a type; None where the type does not implement the trait."""
        args = tuple([self.fresh() for _ in self.params(trait)])
        mark = self.mark()
        found = self.solve(ty, trait, args)
        self.rollback(mark)  # that there is one impl does not yet tell the trait's arguments
        if found is None:
            return None
        return Pick(function, self.trait_mapping(trait, ty, args), ty, trait, args)

    def _through_pointer(self, step: Ty, inner: list[Ty], name: str) -> Pick | None:
        """A method with `self: Box<Self>` and the like."""
        for ty in inner:
            if ty is UNKNOWN or ty.__class__ is Var:
                continue
            found = self._pick(((ty, POINTER),), name)
            if found is not None:
                wanted = self.signature(found.function).receiver
                if wanted is not None and self.try_unify(self.terms.subst(wanted, found.mapping), step):
                    return found
        return None

    # ---- associated items --------------------------------------------------------------------------------

    def member(self, ty: Ty, name: str) -> Pick | None:
        """The function or const that `ty::name` is."""
        ty = shallow(ty)
        if ty is UNKNOWN or (ty.__class__ is Var and not ty.kind):
            return None
        if isinstance(ty.head, Param | Projection | Bounds):
            for predicate in self.bounds_on(ty):
                for function in self.world.member(predicate.trait, name, Ns.VALUE):
                    return self.picked_by(predicate, function, ty)
        for head in self.impl_heads(ty):
            functions = self.inherent_functions(head, name)
            inherent = self._first_fitting(functions, ty, None) if functions else None
            if inherent is not None:
                return inherent
        found: Pick | None = None
        for trait, function in self.trait_functions(name):
            pick = self.of_trait(ty, trait, function)
            if pick is not None and (found is None or not function.external):
                found = pick
        return found

    def is_outside(self, ty: Ty) -> bool:
        """Whether a type, or what it dereferences to, comes from another crate."""
        return any(isinstance(step.head, Outside) for step in self.steps(ty))
