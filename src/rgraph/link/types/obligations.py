"""What generic calls demand of types that are not known yet, settled as the types become known.

rustc has the same: its fulfillment context. `collect()` demands `?B: FromIterator<Item>`, and only a later use of the
result says what `?B` is. Settling one obligation can bind variables that others wait for, so they are settled in rounds
until none changes anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.link.defs import Def

from .built_in import FN_TRAITS
from .environment import Environment
from .inference import Inference
from .search import Fuel
from .selection import Selection
from .signatures import Predicate
from .solver import Solver
from .terms import PROJECTIONS, UNKNOWN, VARS, Mapping, Outside, Projection, Ty, Var, shallow


class Obligation:
    """`subject: trait<args, assoc = ...>`, or with `target` the equation `target = <subject as trait<args>>::name`.

    `order` numbers obligations as they arise. They are settled in this order, not in that in which their variables are
    bound, so that what is inferred does not depend on how a set is ordered.
    """

    __slots__ = ("args", "assoc", "forced", "name", "order", "subject", "target", "trait")

    def __init__(
        self,
        subject: Ty,
        trait: Def,
        args: tuple[Ty, ...],
        assoc: tuple[tuple[str, Ty], ...] = (),
        target: Ty | None = None,
        name: str = "",
    ) -> None:
        self.subject = subject
        self.trait = trait
        self.args = args
        self.assoc = assoc
        self.target = target
        self.name = name
        self.order = 0
        self.forced = False  # whether even force did not settle it with what is known so far


class Obligations:
    """The obligations of one body that are not settled yet.

    One that cannot be settled waits for its variables, and is looked at again only when one of them is bound. Otherwise
    a body of n calls would look at n obligations after each of them.
    """

    def __init__(self, solver: Solver, inference: Inference, environment: Environment, fuel: Fuel) -> None:
        self.terms = inference.terms
        self._solver = solver
        self._inference = inference
        self._environment = environment
        self._fuel = fuel
        self.begin()

    def begin(self) -> None:
        """Turn to another body."""
        self._arisen = 0
        self._ready: list[Obligation] = []
        self._waiting: dict[Obligation, None] = {}
        self._by_variable: dict[Var, list[Obligation]] = {}
        self._seen = 0  # how much of the bindings has been looked at

    def __len__(self) -> int:
        return len(self._ready) + len(self._waiting)

    def add(self, obligation: Obligation) -> None:
        """Add an obligation."""
        obligation.order = self._arisen
        self._arisen += 1
        self._ready.append(obligation)

    def demand(self, predicates: tuple[Predicate, ...], mapping: Mapping) -> None:
        """Add what a call demands, as far as it can help to infer types: code that compiles satisfies the rest."""
        subst = self.terms.subst
        for each in predicates:
            if not each.assoc and not each.args:
                continue
            subject = self.normalise(subst(each.subject, mapping))
            args = tuple([self.normalise(subst(arg, mapping)) for arg in each.args])
            if not each.assoc and not self._tells(subject, args) and each.trait.name not in FN_TRAITS:
                continue
            assoc = tuple([(name, self.normalise(subst(ty, mapping))) for name, ty in each.assoc])
            self.add(Obligation(subject, each.trait, args, assoc))

    def _tells(self, subject: Ty, args: tuple[Ty, ...]) -> bool:
        """Whether there are variables that the choice of an impl could bind."""
        resolve = self._inference.resolve
        return bool(resolve(subject).flags & VARS) or any(resolve(arg).flags & VARS for arg in args)

    def call_shape(self, ty: Ty) -> tuple[tuple[Ty, ...], Ty] | None:
        """The parameters and the result of the function that a variable must be, by the `Fn` bounds on it.

        This is how the parameters of a closure get their types before it is passed on (rustc: closure signatures are
        deduced from pending obligations).
        """
        ty = shallow(ty)
        if not isinstance(ty, Var):
            return None
        self._wake()
        on_it = [*self._by_variable.get(ty, ()), *self._ready]
        for each in sorted(on_it, key=lambda each: each.order):
            if shallow(each.subject) is ty and each.trait.name in FN_TRAITS and each.args:
                params = shallow(each.args[0])
                if params.head == "()":
                    return params.args, next((value for name, value in each.assoc if name == "Output"), self.terms.unit)
        return None

    # ---- associated types ----------------------------------------------------------------------------------

    def normalise(self, ty: Ty) -> Ty:
        """The term with every associated type reduced for which that is possible; for those of a variable stands a
        new variable, with an obligation to be what the associated type turns out to be.
        """
        if not ty.flags & (PROJECTIONS | VARS):
            return ty
        ty = shallow(ty)
        if not ty.flags & PROJECTIONS:
            return ty
        args = tuple([self.normalise(arg) for arg in ty.args])
        head = ty.head
        if not isinstance(head, Projection):
            return self.terms.make(head, args)
        subject = shallow(args[0])
        if subject is UNKNOWN:
            return UNKNOWN
        if isinstance(subject, Var) and not subject.kind:
            return self.later(head.trait, head.name, args)
        found = self.project(head.trait, head.name, subject, args[1:])
        if found is not None:
            return found
        return UNKNOWN if isinstance(subject.head, Outside) else self.terms.make(head, args)

    def project(self, trait: Def, name: str, ty: Ty, args: tuple[Ty, ...]) -> Ty | None:
        """`<ty as trait<args>>::name`; None where it cannot be told."""
        found = self._solver.project(trait, name, ty, args)
        return self._deferred(found) if found is not None else None

    def later(self, trait: Def, name: str, args: tuple[Ty, ...]) -> Ty:
        """A variable for an associated type of a type that is not known yet."""
        target = self._inference.fresh()
        self.add(Obligation(args[0], trait, args[1:], target=target, name=name))
        return target

    def _deferred(self, ty: Ty) -> Ty:
        """A term with variables for the associated types of variables in it."""
        ty = shallow(ty)
        if not (ty.flags & VARS and ty.flags & PROJECTIONS):
            return ty
        args = tuple([self._deferred(arg) for arg in ty.args])
        head = ty.head
        if isinstance(head, Projection) and isinstance(shallow(args[0]), Var):
            return self.later(head.trait, head.name, args)
        return self.terms.make(head, args)

    # ---- settling ----------------------------------------------------------------------------------------

    def select(self, force: bool = False) -> None:
        """Settle what can be settled, until nothing changes any more.

        That there is only one impl binds the arguments of the trait only with `force`, at the end of a body when
        nothing else will. rustc does so at once, but it sees all impls, and macros may make some that are not seen.
        """
        self._wake(force)
        while self._ready and self._fuel.left > 0:
            todo, self._ready = sorted(self._ready, key=lambda each: each.order), []
            for each in todo:
                self._fuel.left -= 1
                if not self._settle(each, force):
                    self._wait(each, force)
            self._wake(force)

    def _wake(self, force: bool = False) -> None:
        """Make ready what waits for a variable that is bound by now; with `force` also all that was not forced yet."""
        woken: list[Obligation] = []
        for var in self._inference.bound_since(self._seen):
            woken += self._by_variable.pop(var, ())
        self._seen = self._inference.mark()
        if force:
            woken += [each for each in self._waiting if not each.forced]
        for each in woken:
            if each in self._waiting:
                del self._waiting[each]
                self._ready.append(each)

    def _wait(self, each: Obligation, force: bool) -> None:
        variables = list(dict.fromkeys(var for ty in (each.subject, *each.args) for var in _variables(ty)))
        if not variables:
            return  # no variable is left that could still be bound: it is given up
        each.forced = force
        self._waiting[each] = None
        for var in variables:
            waiting = self._by_variable.setdefault(var, [])
            if each not in waiting:
                waiting.append(each)

    def _settle(self, each: Obligation, force: bool) -> bool:
        subject = shallow(each.subject)
        if isinstance(subject, Var) and not subject.kind:
            return False
        if each.target is not None:
            found = self.project(each.trait, each.name, subject, each.args)
            self._inference.unify(each.target, found if found is not None else self._rigid(each, subject))
            return True
        return subject is UNKNOWN or self._holds(each, subject, force)

    def _rigid(self, each: Obligation, subject: Ty) -> Ty:
        if not subject.flags & VARS and self._environment.bounds_on(subject):
            return self.terms.projection(each.trait, each.name, (subject, *each.args))
        return UNKNOWN

    def _holds(self, each: Obligation, subject: Ty, force: bool) -> bool:
        callable_ = each.trait.name in FN_TRAITS
        if not each.assoc and not callable_ and not self._tells(subject, each.args):
            return True
        if callable_:
            if subject.head == "fn":
                self._solver.call_shape(subject, each.args)
        elif not force and not each.assoc and any(isinstance(shallow(arg), Var) for arg in each.args):
            return False
        found = self._solver.select(subject, each.trait, each.args)
        if found is None:
            return True
        if not found.decides:
            return False
        self._take_associated(each, subject, found)
        return True

    def _take_associated(self, each: Obligation, subject: Ty, found: Selection) -> None:
        for name, wanted in each.assoc:
            actual = self._solver.associated(found, subject, each.trait, name)
            if actual is not None:
                self._inference.unify(wanted, self._deferred(actual))


def _variables(ty: Ty) -> Iterator[Var]:
    """The variables in a term that are not bound."""
    ty = shallow(ty)
    if isinstance(ty, Var):
        yield ty
    elif ty.flags & VARS:
        for arg in ty.args:
            yield from _variables(arg)
