"""Impls tried for a goal: whether their headers fit, and whether their where clauses hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .inference import Inference
from .limits import CANDIDATES
from .search import Search
from .signatures import ImplTerm, Predicate
from .terms import UNKNOWN, VARS, Mapping, Param, Ty, Var, shallow


class Trial:
    """An impl whose header fits a goal.

    `bindings` is what it binds (undone, to be made `again`), `mapping` has its parameters, and `holds` says whether
    every where clause holds as far as is known.
    """

    __slots__ = ("bindings", "holds", "mapping", "term")

    def __init__(self, term: ImplTerm, mapping: Mapping, bindings: list[tuple[Var, Ty]], holds: bool) -> None:
        self.term = term
        self.mapping = mapping
        self.bindings = bindings
        self.holds = holds


class Trials:
    """Tries impls and undoes what they bind. `holds` says whether a where clause holds, or may."""

    def __init__(self, inference: Inference, search: Search, holds: Callable[[Predicate, Mapping], bool]) -> None:
        self.terms = inference.terms
        self._inference = inference
        self._search = search
        self._holds = holds

    def among(self, impls: list[ImplTerm], ty: Ty, args: tuple[Ty, ...]) -> list[Trial]:
        """The impls whose headers fit.

        If an argument of the trait is not known, no impl is exactly the one that is asked for. Then it is enough to
        find more impls than can be candidates: the answer is "several" already.
        """
        most = CANDIDATES + 1 if any(arg.flags & VARS for arg in args) else len(impls)
        found: list[Trial] = []
        holding = 0
        for term in impls:
            trial = self.one(term, ty, args)
            if trial is not None:
                found.append(trial)
                holding += trial.holds
                if holding >= most:
                    break
        return found

    def one(self, term: ImplTerm, ty: Ty, args: tuple[Ty, ...]) -> Trial | None:
        """Try an impl, and undo what it binds.

        A where clause on a bare parameter that fails rules the impl out. Other clauses may fail for want of knowledge,
        and only make it a worse candidate.
        """
        mark = self._inference.mark()
        mapping = self._header(term, ty, args)
        if mapping is None:
            return None
        holds = True
        for predicate in term.predicates:
            if not self._holds(predicate, mapping):
                if isinstance(predicate.subject.head, Param):
                    self._inference.rollback(mark)
                    return None
                holds = False
        bindings = self._inference.bindings(mark)
        self._inference.rollback(mark)
        return Trial(term, mapping, bindings, holds)

    def _header(self, term: ImplTerm, ty: Ty, args: tuple[Ty, ...]) -> Mapping | None:
        """What the parameters of an impl stand for by its header alone. None, with nothing bound, if the header does
        not fit.
        """
        inference, subst = self._inference, self.terms.subst
        if not inference.may_fit(term.self_term, ty):
            return None
        for own, arg in zip(term.args, args, strict=False):
            if not inference.may_fit(own, arg):
                return None
        self._search.step()
        mark = inference.mark()
        pairs = list(zip(term.args, args, strict=False))
        if not pairs and not term.params and term.self_term is ty:
            return {}
        count = len(ty.args)
        if term.is_for_all and term.self_term.head == ty.head and len(term.self_term.args) == count:
            mapping = inference.instantiate(term.params[count:])
            # What is not known is left to be inferred, as it would be by unifying.
            known = [inference.fresh() if shallow(arg) is UNKNOWN else arg for arg in ty.args]
            mapping.update(zip(term.params, known, strict=False))
        else:
            mapping = inference.instantiate(term.params)
            pairs.insert(0, (term.self_term, ty))
        for own, wanted in pairs:
            if not inference.unify(subst(own, mapping), wanted):
                inference.rollback(mark)
                return None
        return mapping

    def fitting(self, terms: Iterable[ImplTerm], ty: Ty) -> list[Trial | None]:
        """Each impl, tried for a type; None for those that do not fit. Only to be called within a question of the
        search.

        If there are impls whose where clauses all hold, only they count. Else those count that `one` did not rule out.
        """
        trials = [self.one(term, ty, ()) for term in terms]
        strict = any(each is not None and each.holds for each in trials)
        return [each if each is not None and (each.holds or not strict) else None for each in trials]
