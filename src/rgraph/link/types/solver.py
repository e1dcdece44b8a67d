"""Trait selection: which impl, bound or built-in rule makes a type implement a trait, and its associated types.

The words are rustc's: a *goal* is `Type: Trait<Args>`, its *candidates* are the bounds in scope, what the language
builds in, and impls; the *selection* is the candidate that holds. An impl's where clauses are goals in their turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns

from .built_in import FN_TRAITS, BuiltIn
from .candidates import Candidates, impl_heads
from .canonical import Answered, Canonical, Revived, bind
from .environment import Environment
from .inference import Inference
from .lookups import Lookups
from .search import Memo, Search
from .selection import BUILT_IN, SEVERAL_BOUNDS, UNDECIDED, Selection, each_term
from .signatures import ImplTerm, Predicate
from .terms import (
    PARAMS,
    PROJECTIONS,
    UNKNOWN,
    VARS,
    Bounds,
    Mapping,
    Outside,
    Projection,
    Ty,
    Var,
    shallow,
)
from .trials import Trials

_CYCLIC = Answered(None, (), False)


class Solver:
    """Answers goals for the types of one body after another."""

    def __init__(self, lookups: Lookups, inference: Inference, environment: Environment, search: Search) -> None:
        self.world = lookups.world
        self.terms = inference.terms
        self._lookups = lookups
        self._inference = inference
        self._environment = environment
        self._search = search
        self._built_in = BuiltIn(lookups.world)
        self.trials = Trials(inference, search, self._holds)
        self._takes_made = False
        self.forget()

    def forget(self) -> None:
        """Forget what other bodies were answered."""
        self._candidates = Candidates(self._lookups)
        self._anywhere: Memo = {}  # of goals that no bound in scope can answer

    @contextmanager
    def taking_made(self) -> Iterator[None]:
        """While this lasts, a where clause holds if its trait is implemented by macros, even if no impl is seen.

        Such a clause is neither known to hold nor known not to. Assuming it always gives wrong callers (a blanket impl
        would take over the methods of every type), so callers do it only after they found nothing without it.
        """
        before, self._takes_made = self._takes_made, True
        try:
            yield
        finally:
            self._takes_made = before

    # ---- selection ---------------------------------------------------------------------------------------

    def select(self, ty: Ty, trait: Def, args: tuple[Ty, ...] = ()) -> Selection | None:
        """How `ty: trait<args>` holds; None if it does not, or if the type is not known."""
        mark = self._inference.mark()
        undecided: Selection | None = UNDECIDED
        return self._search.question(
            lambda: self._select(ty, trait, args), lambda: self._inference.rollback(mark), undecided
        )

    def _select(self, ty: Ty, trait: Def, args: tuple[Ty, ...]) -> Selection | None:
        ty = shallow(ty)
        if ty is UNKNOWN or (isinstance(ty, Var) and not ty.kind):
            return None
        found = self._answer("", ty, trait, args)
        assert found is None or isinstance(found, Selection)
        return found

    def _answer(self, name: str, ty: Ty, trait: Def, args: tuple[Ty, ...]) -> Selection | Ty | None:
        """The selection of a goal, or with `name` its associated type.

        The goal is searched with fresh variables in place of its own, so that the answer serves every goal of this
        form (`Vec<?a>: IntoIterator` and `Vec<?b>: IntoIterator`), and is then applied to the goal's own variables.
        """
        resolve = self._inference.resolve
        if ty.flags & VARS:
            ty = resolve(ty)
        flags = ty.flags
        if args:
            args = tuple([resolve(arg) for arg in args])
            for arg in args:
                flags |= arg.flags
        variables: list[Var] = []
        if flags & VARS:
            canonical = Canonical(self.terms)
            ty, args = canonical.term(ty), tuple([canonical.term(arg) for arg in args])
            variables = canonical.variables()
        memo = None if flags & (PARAMS | PROJECTIONS) else self._anywhere  # bounds in scope can be meant
        form = (name, ty, trait, args)
        found = self._search.answer(memo, (form, self._takes_made), lambda: self._afresh(form, len(variables)), _CYCLIC)
        if found is _CYCLIC:  # with variables, another way may still bind them so that the goal holds
            return UNDECIDED if variables and not name else None
        if not found.is_open:
            return found.value
        revived = Revived(self.terms, variables)
        bind(self._inference, revived, variables, found.bound)
        return each_term(found.value, revived.term)

    def _afresh(self, form: tuple[str, Ty, Def, tuple[Ty, ...]], count: int) -> Answered:
        """Search a goal in canonical form. What the search binds is undone: it is part of the answer."""
        name, ty, trait, args = form
        variables: list[Var] = []
        if count:
            revived = Revived(self.terms)
            ty, args = revived.term(ty), tuple([revived.term(arg) for arg in args])
            variables = revived.first(count)
        mark = self._inference.mark()
        found = self._projected(trait, name, ty, args) if name else self._selected(ty, trait, args)
        canonical = Canonical(self.terms, variables)
        resolve = self._inference.resolve
        bound = tuple([canonical.term(resolve(each)) for each in variables])
        value = each_term(found, lambda term: canonical.term(resolve(term)))
        is_open = bool(canonical.variables())
        self._inference.rollback(mark)
        return Answered(value, bound, is_open)

    def _selected(self, ty: Ty, trait: Def, args: tuple[Ty, ...]) -> Selection | None:
        if ty.flags & PARAMS or isinstance(ty.head, Projection | Bounds):
            found = self._by_bound(ty, trait, args)
            if found is not None:
                return found
        return (
            self._built_in.of(ty, trait) or self._by_impl(ty, trait, args) or self._built_in.derived_by_crate(ty, trait)
        )

    def _by_bound(self, ty: Ty, trait: Def, args: tuple[Ty, ...]) -> Selection | None:
        """The bound in scope that a goal is answered by. As in rustc, bounds come before impls."""
        fitting = [each for each in self._environment.bounds_on(ty) if self._is_by(each, trait, args)]
        fitting = [each for each in fitting if each.args == args] or fitting
        if not fitting:
            return None
        chosen = fitting[0].args
        if any(each.args != chosen for each in fitting):
            return SEVERAL_BOUNDS
        for one, other in zip(args, chosen, strict=False):
            self._inference.unify(one, other)
        return Selection(assoc={name: ty for each in fitting for name, ty in each.assoc})

    def _is_by(self, bound: Predicate, trait: Def, args: tuple[Ty, ...]) -> bool:
        """Whether a bound can answer a goal. A closure that is `Fn` is also called as `FnMut` and `FnOnce`."""
        if bound.trait is not trait and not (
            trait.name in FN_TRAITS and bound.trait.name in FN_TRAITS and trait.external
        ):
            return False
        mark = self._inference.mark()
        fits = all(self._inference.unify(one, other) for one, other in zip(args, bound.args, strict=False))
        self._inference.rollback(mark)
        return fits

    # ---- impls -------------------------------------------------------------------------------------------

    def _by_impl(self, ty: Ty, trait: Def, args: tuple[Ty, ...]) -> Selection | None:
        """The impl that a goal is answered by: those of the type itself first, then blanket impls.

        If no impl of either sort holds, one of the type itself whose clauses fail is taken: they may fail only because
        an impl that a macro makes is not seen.
        """
        own = self.trials.among(
            [each for head in impl_heads(ty) for each in self._candidates.of(head, trait, ty, args)], ty, args
        )
        fitting = [each for each in own if each.holds]
        if not fitting:
            blanket = self.trials.among(self._candidates.of("", trait, ty, args), ty, args)
            fitting = [each for each in blanket if each.holds] or own
        if not fitting:
            return None
        if len(fitting) > 1:
            exact = [each for each in fitting if self._is_asked_for(each.term, args)]
            if len(exact) != 1:
                return Selection(several=tuple([each.term for each in fitting]))
            fitting = exact
        chosen = fitting[0]
        self._inference.again(chosen.bindings)
        return Selection(chosen.term, {param: self._inference.resolve(term) for param, term in chosen.mapping.items()})

    def _is_asked_for(self, term: ImplTerm, args: tuple[Ty, ...]) -> bool:
        """Whether an impl's trait arguments are the very ones asked for."""
        return all(self._inference.resolve(arg) is own for arg, own in zip(args, term.args, strict=False))

    def _holds(self, predicate: Predicate, mapping: Mapping) -> bool:
        """Whether a where clause holds or may hold. What it says about associated types is unified."""
        subst = self.terms.subst
        subject = shallow(self.normalise(subst(predicate.subject, mapping)))
        if isinstance(subject, Var) or subject is UNKNOWN or isinstance(subject.head, Outside):
            return True
        trait = predicate.trait
        args = tuple([self.normalise(subst(arg, mapping)) for arg in predicate.args])
        found = self._select(subject, trait, args)
        if found is None:
            return self._takes_made and self.world.is_made(trait)
        if not found.decides:
            return True
        if subject.head == "fn" and trait.name in FN_TRAITS:
            self.call_shape(subject, args)
        for name, wanted in predicate.assoc:
            actual = self._associated(found, subject, trait, name)
            if actual is not None and not self._inference.unify(self.normalise(subst(wanted, mapping)), actual):
                return False
        return True

    def call_shape(self, function: Ty, args: tuple[Ty, ...]) -> None:
        """Unify a function's parameters with the tuple that a bound calls it with."""
        if args and shallow(args[0]).head == "()":
            for own, arg in zip(function.args, shallow(args[0]).args, strict=False):
                self._inference.unify(own, arg)

    # ---- associated types --------------------------------------------------------------------------------

    def project(self, trait: Def, name: str, ty: Ty, args: tuple[Ty, ...]) -> Ty | None:
        """`<ty as trait<args>>::name`; None where it cannot be told."""
        mark = self._inference.mark()
        return self._search.question(
            lambda: self._project(trait, name, ty, args), lambda: self._inference.rollback(mark), None
        )

    def _project(self, trait: Def, name: str, ty: Ty, args: tuple[Ty, ...]) -> Ty | None:
        ty = shallow(ty)
        if ty is UNKNOWN or (isinstance(ty, Var) and not ty.kind):
            return None
        found = self._answer(name, ty, trait, args)
        assert found is None or isinstance(found, Ty)
        return found

    def _projected(self, trait: Def, name: str, ty: Ty, args: tuple[Ty, ...]) -> Ty | None:
        found = self._select(ty, trait, args)
        if found is None or not found.decides:
            return None
        known = self._associated(found, ty, trait, name)
        if known is None and found.impl is None and found is not BUILT_IN:
            return self.terms.projection(trait, name, (ty, *args))
        return known

    def associated(self, found: Selection, ty: Ty, trait: Def, name: str) -> Ty | None:
        """An associated type by a selection."""
        mark = self._inference.mark()
        return self._search.question(
            lambda: self._associated(found, ty, trait, name), lambda: self._inference.rollback(mark), None
        )

    def _associated(self, found: Selection, ty: Ty, trait: Def, name: str) -> Ty | None:
        known = found.assoc.get(name)
        if known is not None:
            return self.normalise(known)
        if found.impl is None:
            return None
        subst = self.terms.subst
        for member in self.world.member(found.impl.impl, name, Ns.TYPE):
            return self.normalise(subst(self._lookups.declared(member), found.mapping))
        for member in self.world.member(trait, name, Ns.TYPE):
            item = self.world.decl(member)
            if item is not None and item.ty is not None:
                mapping = self._environment.trait_mapping(trait, ty, found.impl.args)
                return self.normalise(subst(self._lookups.declared(member), mapping))
        return None

    def normalise(self, ty: Ty) -> Ty:
        """The term with every associated type reduced for which that is possible; those of variables stay.

        Only to be called within a question, since it searches.
        """
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
            return self.terms.make(head, args)
        found = self._project(head.trait, head.name, subject, args[1:])
        if found is not None:
            return found
        return UNKNOWN if isinstance(subject.head, Outside) else self.terms.make(head, args)
