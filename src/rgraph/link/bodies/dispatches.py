"""Uses of members of traits. Which impl they mean is decided at the end, when the types of the body are known."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.limits import CANDIDATES
from rgraph.link.types.signatures import ImplTerm
from rgraph.link.types.terms import UNKNOWN, Param, Ty, Var, shallow
from rgraph.model.graph import EdgeKind, Tier

from .references import References, Standing
from .runs import Goals, Run, Runs
from .scopes import Scopes


class Dispatch:
    """A use of a member of a trait, whose impl is looked for at the end of the body."""

    __slots__ = ("args", "function", "kind", "line", "self_ty", "standing", "trait")

    def __init__(
        self,
        function: Def,
        trait: Def,
        self_ty: Ty,
        args: tuple[Ty, ...],
        kind: EdgeKind,
        line: int,
        standing: Standing,
    ) -> None:
        self.function = function
        self.trait = trait
        self.self_ty = self_ty
        self.args = args
        self.kind = kind
        self.line = line
        self.standing = standing


class Dispatches:
    """The uses of traits' members in one body, in order."""

    def __init__(self, types: BodyTypes, scopes: Scopes, refs: References) -> None:
        self.waiting: list[Dispatch | Run] = []
        self.runs = Runs(types, refs)
        self._world = types.world
        self._inference = types.inference
        self._solver = types.solver
        self._lookups = types.lookups
        self._scopes = scopes
        self._refs = refs

    def add(
        self, function: Def, trait: Def, self_ty: Ty, args: tuple[Ty, ...], line: int, kind: EdgeKind = EdgeKind.CALLS
    ) -> None:
        """Note a use of a trait's member; `settle` emits it."""
        self.waiting.append(Dispatch(function, trait, self_ty, args, kind, line, self._refs.standing()))

    def implicit(self, trait: Def, member: str, ty: Ty, args: tuple[Ty, ...], line: int) -> None:
        """Note a call that code makes without naming it (an operator), if an impl of the workspace can be meant."""
        head = shallow(ty).head
        if isinstance(head, Def) and not head.external and self._lookups.trait_impls(head, trait):
            for function in self._world.member(trait, member, Ns.VALUE):
                self.add(function, trait, ty, args, line)

    def run(self, goals: Goals, words: str, line: int) -> None:
        """Note code that runs a member of an impl without naming it."""
        self.waiting.append(Run(goals, words, line, self._refs.standing()))

    def settle(self) -> None:
        """Emit the uses of members of traits, when nothing more will become known."""
        outer = self._refs.standing()
        for each in self.waiting:
            self._refs.stand(each.standing)
            if isinstance(each, Run):
                self.runs.settle(each)
            else:
                self._settle_dispatch(each)
        self._refs.stand(outer)
        self.waiting = []

    def _settle_dispatch(self, each: Dispatch) -> None:
        mark = self._inference.mark()
        args = tuple([self._inference.resolve(arg) for arg in each.args])
        found = self._solver.select(self._inference.resolve(each.self_ty), each.trait, args)
        self._inference.rollback(mark)
        name = each.function.name
        self._refs.explain(lambda: f"a member of trait {each.trait.name}, on {self._inference.resolve(each.self_ty)!r}")
        if found is not None and found.impl is not None and not self._is_open(found.impl, args):
            own = self._lookups.member(found.impl, name)
            self._emit_dispatch(each, own or (each.function,), Tier.INFERRED)
            return
        terms = [one for one in (found.several or (found.impl,)) if one is not None] if found is not None else []
        impls = [one.impl for one in terms]
        if self._is_one_here(terms) and not any(self._is_open(one, args) for one in terms):
            self._emit_dispatch(each, self._members(impls, name) or (each.function,), Tier.INFERRED)
            return
        self._emit_dispatch(each, self._world.member(each.trait, name, Ns.VALUE) or (each.function,), Tier.INFERRED)
        if impls:
            self._emit_candidates(each, self._members(impls, name))
        elif not each.trait.external:
            self._emit_candidates(each, self._members_of_all(each.trait, name))

    def _is_one_here(self, terms: list[ImplTerm]) -> bool:
        """Whether impls for one type are cfg-alternatives of which exactly one exists under the cfg of the body."""
        impls = tuple([one.impl for one in terms])
        if len(impls) < 2 or len({one.self_term.head for one in terms}) > 1:
            return False
        return len(self._world.split(impls, self._scopes.owner)[0]) == 1

    def _members_of_all(self, trait: Def, name: str) -> tuple[Def, ...]:
        """The members with a name in all impls of a trait; none if there are more than can be candidates.

        The world remembers them, since each call by a trait with many impls would look at all of them.
        """
        return self._world.memo("impl_members", (trait, name), lambda: self._all_members(trait, name), ())

    def _all_members(self, trait: Def, name: str) -> tuple[Def, ...]:
        if self._world.have_many(trait, name, CANDIDATES):
            return ()
        return self._members(self._world.impls_of(trait), name)

    def _members(self, impls: Iterable[Def], name: str) -> tuple[Def, ...]:
        found: list[Def] = []
        for implementation in impls:
            if not implementation.external:
                found += self._world.member(implementation, name, Ns.VALUE)
                if len(found) > CANDIDATES:
                    return ()
        return tuple(found)

    def _is_open(self, term: ImplTerm, args: tuple[Ty, ...]) -> bool:
        """Whether an impl is for certain trait arguments, and those of the call are not known."""
        for own, arg in zip(term.args, args, strict=False):
            if (arg is UNKNOWN or arg.__class__ is Var) and not isinstance(own.head, Param):
                return True
        return False

    def _emit_candidates(self, each: Dispatch, targets: tuple[Def, ...]) -> None:
        self._refs.explain(lambda: f"the type does not decide between the impls of {each.trait.name}")
        for target in targets:
            self._emit_dispatch(each, (target,), Tier.CANDIDATE)

    def _emit_dispatch(self, each: Dispatch, targets: tuple[Def, ...], tier: Tier) -> None:
        self._refs.edge(each.kind, targets, tier, each.line)
