"""What generic calls demand of types that are not known yet, settled as they become known."""

from __future__ import annotations

from rgraph.link.defs import Def

from .signatures import Predicate, Signatures
from .terms import UNKNOWN, VARS, Mapping, Ty, Var, shallow
from .traits import FN_TRAITS, Traits

MAX_ROUNDS = 12


class Obligation:
    """`subject: trait<args, assoc = ...>`, or with `target` the equation `target = <subject as trait<args>>::name`."""

    __slots__ = ("args", "assoc", "name", "subject", "target", "trait")

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


class Obligations(Traits):
    """Keeps what is still to be settled in one body."""

    def __init__(self, signatures: Signatures) -> None:
        super().__init__(signatures)
        self.pending: list[Obligation] = []

    _forced = False

    def later(self, trait: Def, name: str, args: tuple[Ty, ...]) -> Ty:
        """A variable for an associated type of a type that is not known yet."""
        target = self.fresh()
        self.pending.append(Obligation(args[0], trait, args[1:], target=target, name=name))
        return target

    def demand(self, predicates: tuple[Predicate, ...], mapping: Mapping) -> None:
        """Note what a call demands, where that can tell anything."""
        subst = self.terms.subst
        for each in predicates:
            if not each.assoc and not each.args:
                continue
            subject = self.normalise(subst(each.subject, mapping))
            args = tuple([self.normalise(subst(arg, mapping)) for arg in each.args])
            if not each.assoc and not self._tells(subject, args) and each.trait.name not in FN_TRAITS:
                continue
            assoc = tuple([(name, self.normalise(subst(ty, mapping))) for name, ty in each.assoc])
            self.pending.append(Obligation(subject, each.trait, args, assoc))

    def _tells(self, subject: Ty, args: tuple[Ty, ...]) -> bool:
        """Whether something is unknown that an impl could tell."""
        return bool(self.resolve(subject).flags & VARS) or any(self.resolve(arg).flags & VARS for arg in args)

    def call_shape(self, ty: Ty) -> tuple[tuple[Ty, ...], Ty] | None:
        """The parameters and result that a variable is to be called with, by the bounds on it."""
        ty = shallow(ty)
        for each in self.pending:
            if shallow(each.subject) is ty and each.trait.name in FN_TRAITS and each.args:
                params = shallow(each.args[0])
                output = next((value for name, value in each.assoc if name == "Output"), self.terms.unit)
                if params.head == "()":
                    return params.args, output
        return None

    def select(self, force: bool = False) -> None:
        """Settle what can be, until nothing changes.

        That a trait has one impl for a type tells the trait's arguments only with `force`: when nothing else will.
        (Impls that macros make may be unknown.)
        """
        self._forced = force
        rounds = 0
        progress = True
        while progress and self.pending and rounds < MAX_ROUNDS:
            rounds += 1
            todo, self.pending = self.pending, []
            before = len(todo)
            open_ = [each for each in todo if not self._settle(each)]
            progress = len(open_) < before
            self.pending = open_ + self.pending

    def _settle(self, each: Obligation) -> bool:
        subject = shallow(each.subject)
        if subject.__class__ is Var and not subject.kind:
            return False
        if each.target is not None:
            found = self.project(each.trait, each.name, subject, each.args)
            self.unify(each.target, found if found is not None else self._rigid(each, subject))
            return True
        return subject is UNKNOWN or self._holds(each, subject)

    def _rigid(self, each: Obligation, subject: Ty) -> Ty:
        if self.bounds_on(subject) and not subject.flags & VARS:
            return self.terms.projection(each.trait, each.name, (subject, *each.args))
        return UNKNOWN

    def _holds(self, each: Obligation, subject: Ty) -> bool:
        if not each.assoc and each.trait.name not in FN_TRAITS and not self._tells(subject, each.args):
            return True
        if each.trait.name in FN_TRAITS:
            if subject.head == "fn":
                self._call_shape(subject, each.args)
        elif not self._forced and not each.assoc and any(shallow(arg).__class__ is Var for arg in each.args):
            return False
        found = self.solve(subject, each.trait, each.args)
        if found is None:
            return True
        if found.several:
            return False
        for name, wanted in each.assoc:
            actual = self.associated(found, subject, each.trait, name, 0)
            if actual is not None:
                self.unify(wanted, actual)
        return True
