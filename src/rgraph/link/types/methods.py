"""Method look-up in Rust's order (Reference, "Method call expressions").

At each step of autoderef a method is looked for by value, then by `&`, then by `&mut`; each time inherent members come
before those of traits in scope.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rgraph.link.cfg import Conds
from rgraph.link.defs import Def
from rgraph.link.resolution import Ns
from rgraph.link.trait_scopes import TraitsInScope

from .autoderef import Autoderef
from .candidates import impl_heads
from .environment import Environment
from .inference import Inference
from .lookups import MUT, POINTER, REF, VALUE, Lookups
from .picks import Pick
from .search import Memo, Search
from .signatures import Predicate
from .solver import Solver
from .terms import UNKNOWN, VARS, Bounds, Param, Projection, Ty, Var, shallow
from .trait_members import Member, TraitMembers
from .trials import Trial


class Methods:
    """Finds methods and associated functions of types. `visible` has the traits in scope."""

    def __init__(
        self,
        lookups: Lookups,
        inference: Inference,
        environment: Environment,
        solver: Solver,
        search: Search,
        autoderef: Autoderef,
    ) -> None:
        self.world = lookups.world
        self.terms = inference.terms
        self.owner: Def | None = None
        self._conditions: Conds = ()
        self._lookups = lookups
        self._inference = inference
        self._environment = environment
        self._solver = solver
        self._search = search
        self._autoderef = autoderef
        self._sight = 0  # counts which traits were in scope, one after another
        self.forget()

    def forget(self) -> None:
        """Forget what other bodies were answered."""
        self.visible: TraitsInScope | None = None
        self._members = TraitMembers(self._lookups)
        self._known: Memo = {}

    # ---- methods -------------------------------------------------------------------------------------

    def method(self, receiver: Ty, name: str) -> Pick | None:
        """The method that `receiver.name()` calls."""
        mark = self._inference.mark()
        return self._search.question(
            lambda: self._or_likely(self._remembered(receiver, name), lambda: self._method(receiver, name)),
            lambda: self._inference.rollback(mark),
            None,
        )

    def _or_likely(self, found: Pick | None, search: Callable[[], Pick | None]) -> Pick | None:
        """What was found, or else what would be found if macros made the impls that it needs."""
        if found is not None:
            return found
        with self._solver.taking_made():
            likely = search()
        if likely is not None:
            likely.is_likely = True
        return likely

    def _remembered(self, receiver: Ty, name: str) -> Pick | None:
        """The method, remembered if the receiver's type is known. If it leaves something to infer, each call needs its
        own variables and searches anew.
        """
        if receiver.flags:
            return self._method(receiver, name)
        goal = (receiver, name, self._sight)
        found = self._search.answer(self._known, goal, lambda: self._resolved(receiver, name), None)
        if found is not None and (found.args or any(term.flags & VARS for term in found.mapping.values())):
            return self._method(receiver, name)
        return found

    def _resolved(self, receiver: Ty, name: str) -> Pick | None:
        pick = self._method(receiver, name)
        if pick is not None:
            pick.mapping = {param: self._inference.resolve(term) for param, term in pick.mapping.items()}
        return pick

    def _method(self, receiver: Ty, name: str) -> Pick | None:
        steps = self._autoderef.steps(receiver)
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
        """The types that may have the method, with how it must take `self`: first by value, then by `&`, then by
        `&mut`.
        """
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
        for each in impl_heads(ty):
            functions = self._lookups.inherent_for(each, name, ty)
            if functions:
                found = self._first_fitting(functions, ty, kind)
                if found is not None:
                    return found
        return None

    def _first_fitting(self, functions: tuple[Def, ...], ty: Ty, kind: str | None) -> Pick | None:
        """The inherent member that fits a type, with its cfg-alternatives. `kind` None: however it takes `self`."""
        receiver_kind = self._lookups.receiver_kind
        if kind is not None and all(receiver_kind(each) != kind for each in functions):
            return None
        absent: tuple[Def, ...] = ()
        if len(functions) > 1 and self.owner is not None:
            functions, absent = self.world.split(functions, self.owner)
        found = self._fitting(functions, absent, ty, kind)
        if found is None and absent and not self._trials(functions, ty):
            found = self._fitting(absent, (), ty, kind)
        return found

    def _fitting(self, functions: tuple[Def, ...], absent: tuple[Def, ...], ty: Ty, kind: str | None) -> Pick | None:
        """The first function that fits. `absent` are those that may take its place under another cfg."""
        able = [each for each in functions if kind is None or self._lookups.receiver_kind(each) == kind]
        fitting = self._trials(able, ty)
        if not fitting:
            return None
        function, trial = fitting[0]
        others = tuple([each for each, _ in self._trials(absent, ty)])
        self._inference.again(trial.bindings)
        picked = Pick(function, trial.mapping, ty, None, ())
        same = tuple([each for each, _ in fitting])
        if not all(self.world.cfg(each) for each in same):
            same = (function,)
        picked.alternatives = (*same, *others)
        return picked

    def _trials(self, functions: Sequence[Def], ty: Ty) -> list[tuple[Def, Trial]]:
        able = [(each, each.parent) for each in functions if each.parent is not None]
        trials = self._solver.trials.fitting([self._lookups.impl_term(parent) for _, parent in able], ty)
        return [(each, trial) for (each, _), trial in zip(able, trials, strict=True) if trial is not None]

    def _by_bounds(self, ty: Ty, kind: str, name: str) -> Pick | None:
        for predicate in self._environment.bounds_on(ty):
            for function in self._meant(self.world.member(predicate.trait, name, Ns.VALUE)):
                if self._lookups.receiver_kind(function) == kind:
                    return self.picked_by(predicate, function, ty)
        return None

    def picked_by(self, predicate: Predicate, function: Def, ty: Ty) -> Pick:
        """A member of a trait, for a type that has the trait by a bound."""
        trait, args = predicate.trait, predicate.args
        if args and any(each.trait is trait and each.args != args for each in self._environment.bounds_on(ty)):
            args = tuple([self._inference.fresh() for _ in args])  # which bound is meant is told by the call
        return Pick(function, self._environment.trait_mapping(trait, ty, args), ty, trait, args)

    def turn(self, owner: Def) -> None:
        """Turn to the body of an item, whose cfg decides between alternatives."""
        conditions = self.world.cfg(owner)
        self.owner = owner
        if conditions != self._conditions:
            self._conditions = conditions
            self._known = {}
            self._sight += 1

    def see(self, traits: TraitsInScope) -> None:
        """Set the traits in scope."""
        if traits is not self.visible and traits != self.visible:
            self.visible = traits
            self._members.see(traits)
            self._known = {}
            self._sight += 1

    def _of_trait(self, ty: Ty, kind: str, name: str) -> Pick | None:
        found: list[Pick] = []
        for trait, function in self._called(name, ty):
            if self._lookups.receiver_kind(function) == kind:
                pick = self.of_trait(ty, trait, function)
                if pick is not None:
                    found.append(pick)
        return self._preferred(found)

    def _preferred(self, picks: list[Pick]) -> Pick | None:
        """Of members of several traits, one whose trait exists under the cfg of the body, the workspace's own first."""
        traits = tuple(dict.fromkeys([pick.trait for pick in picks if pick.trait is not None]))
        if len(traits) > 1 and self.owner is not None:
            holding = self.world.split(traits, self.owner)[0]
            picks = [pick for pick in picks if pick.trait in holding]
        return next((pick for pick in picks if not pick.function.external), picks[0] if picks else None)

    def of_trait(self, ty: Ty, trait: Def, function: Def) -> Pick | None:
        """A member of a trait for a type; None if the type does not implement the trait."""
        args = tuple([self._inference.fresh() for _ in self._lookups.params(trait)])
        mark = self._inference.mark()
        found = self._solver.select(ty, trait, args)
        self._inference.rollback(mark)  # that there is one impl does not yet tell the trait's arguments
        if found is None or found.undecided:
            return None
        return Pick(function, self._environment.trait_mapping(trait, ty, args), ty, trait, args)

    def _called(self, name: str, ty: Ty) -> Iterable[Member]:
        """The traits that a method may belong to, each with those of its members that the cfg of the body leaves."""
        found = self._members.called(name, ty)
        if len(found) < 2 or len({trait for trait, _ in found}) == len(found):
            return found
        several: dict[Def, list[Def]] = {}
        for trait, function in found:
            several.setdefault(trait, []).append(function)
        return [(trait, each) for trait, functions in several.items() for each in self._meant(tuple(functions))]

    def _meant(self, functions: tuple[Def, ...]) -> tuple[Def, ...]:
        """Those of cfg-alternatives that exist under the cfg of the body."""
        if len(functions) < 2 or self.owner is None:
            return functions
        return self.world.split(functions, self.owner)[0]

    def _through_pointer(self, step: Ty, inner: list[Ty], name: str) -> Pick | None:
        """A method with `self: Box<Self>` and the like: it is found on what the pointer points to, and takes the
        pointer.
        """
        for ty in inner:
            if ty is UNKNOWN or ty.__class__ is Var:
                continue
            found = self._pick(((ty, POINTER),), name)
            if found is not None:
                wanted = self._lookups.signature(found.function).receiver
                if wanted is not None and self._inference.try_unify(self.terms.subst(wanted, found.mapping), step):
                    return found
        return None

    # ---- associated items --------------------------------------------------------------------------------

    def member(self, ty: Ty, name: str) -> Pick | None:
        """The function or const that `ty::name` means."""
        mark = self._inference.mark()
        return self._search.question(
            lambda: self._or_likely(self._member(ty, name), lambda: self._member(ty, name)),
            lambda: self._inference.rollback(mark),
            None,
        )

    def _member(self, ty: Ty, name: str) -> Pick | None:
        ty = shallow(ty)
        if ty is UNKNOWN or (ty.__class__ is Var and not ty.kind):
            return None
        if isinstance(ty.head, Param | Projection | Bounds):
            for predicate in self._environment.bounds_on(ty):
                for function in self._meant(self.world.member(predicate.trait, name, Ns.VALUE)):
                    return self.picked_by(predicate, function, ty)
        for head in impl_heads(ty):
            functions = self._lookups.inherent_for(head, name, ty)
            inherent = self._first_fitting(functions, ty, None) if functions else None
            if inherent is not None:
                return inherent
        picks = [self.of_trait(ty, trait, function) for trait, function in self._called(name, ty)]
        return self._preferred([pick for pick in picks if pick is not None])
