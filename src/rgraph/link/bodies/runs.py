"""Members of impls of the workspace that run without being named: by `?`, `into()`, formats, `for` and `.await`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rgraph.link.defs import Def
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.candidates import impl_heads
from rgraph.link.types.limits import WRAPPERS
from rgraph.link.types.selection import Selection
from rgraph.link.types.signatures import ImplTerm
from rgraph.link.types.terms import UNKNOWN, Param, Ty, Var, shallow
from rgraph.model.graph import EdgeKind, Tier

from .references import References, Standing


class Goal(NamedTuple):
    """`subject: trait<args>`, whose `member` runs."""

    trait: Def
    member: str
    subject: Ty
    args: tuple[Ty, ...]


Goals = Callable[[], Iterable[Goal]]
"""Tells what runs, once the types of the body are known. If there are several goals, the first that holds is meant."""


class Run:
    """A place in the code that runs a member of an impl; `words` describe it."""

    __slots__ = ("goals", "line", "standing", "words")

    def __init__(self, goals: Goals, words: str, line: int, standing: Standing) -> None:
        self.goals = goals
        self.words = words
        self.line = line
        self.standing = standing


class Runs:
    """Finds what runs. Only an impl of the workspace that types decide on has an edge: there are no candidates.

    Impls of std that demand the trait of what they wrap (`Display for Box<T>`, `FromIterator for Option<V>`,
    `Iterator for Map<I, F>`) run the member of that.
    """

    def __init__(self, types: BodyTypes, refs: References) -> None:
        self._world = types.world
        self._terms = types.terms
        self._inference = types.inference
        self._obligations = types.obligations
        self._solver = types.solver
        self._lookups = types.lookups
        self._refs = refs
        self.forget()

    def forget(self) -> None:
        """Forget which types have impls of the workspace."""
        self._own: dict[tuple[Def, Def | str], bool] = {}

    def settle(self, run: Run) -> None:
        """Emit the edges of what runs, when nothing more will become known."""
        for goal in run.goals():
            if self._run(goal, run, 0):
                return

    def _run(self, goal: Goal, run: Run, depth: int) -> bool:
        """Whether a goal holds. Where an impl of the workspace makes it hold, its member has an edge."""
        subject = self._inference.resolve(goal.subject)
        args = tuple([self._inference.resolve(arg) for arg in goal.args])
        if depth > WRAPPERS or not self.may_run(goal.trait, subject):
            return False
        mark = self._inference.mark()
        found = self._solver.select(subject, goal.trait, args)
        self._inference.rollback(mark)
        if found is None or not found.decides or found.impl is None:
            return found is not None
        if found.impl.impl.external:
            for inner in self._wrapped(goal, found, found.impl):
                self._run(inner, run, depth + 1)
        elif not self._is_open(found.impl, goal.trait, args):
            own = self._lookups.member(found.impl, goal.member)
            self._refs.explain(lambda: f"{run.words} runs `{goal.member}` of trait {goal.trait.name} for {subject!r}")
            self._refs.edge(EdgeKind.RUNS, own, Tier.INFERRED, run.line)
        return True

    def _wrapped(self, goal: Goal, found: Selection, impl: ImplTerm) -> Iterator[Goal]:
        """The types of which an impl of std demands the same trait."""
        for each in impl.predicates:
            if each.trait is goal.trait:
                subject, *args = [
                    self._obligations.normalise(self._terms.subst(ty, found.mapping))
                    for ty in (each.subject, *each.args)
                ]
                yield Goal(goal.trait, goal.member, subject, tuple(args))

    def _is_open(self, term: ImplTerm, trait: Def, args: tuple[Ty, ...]) -> bool:
        """Whether an impl is for certain trait arguments, and those asked for are not known.

        A literal's type is told by an impl that is the only one for its kind, unless macros make others.
        """
        for own, arg in zip(term.args, args, strict=False):
            unknown = arg is UNKNOWN or (arg.__class__ is Var and (not arg.kind or self._world.is_made(trait)))
            if unknown and not isinstance(own.head, Param):
                return True
        return False

    def may_run(self, trait: Def, ty: Ty, depth: int = 0) -> bool:
        """Whether a type, or one that it wraps, has impls of the trait in the workspace: a look before the search."""
        ty = shallow(ty)
        if ty is UNKNOWN or (ty.__class__ is Var and not ty.kind):
            return False
        if any(self._has_own(trait, head) for head in (*impl_heads(ty), "")):
            return True
        if depth > WRAPPERS or (isinstance(ty.head, Def) and not ty.head.external):
            return False
        return any(self.may_run(trait, arg, depth + 1) for arg in ty.args)

    def _has_own(self, trait: Def, head: Def | str) -> bool:
        known = self._own.get((trait, head))
        if known is None:
            impls = self._lookups.trait_impls(head, trait)
            known = any(not each.external for each in impls) or bool(self._lookups.conversions(head, trait))
            self._own[trait, head] = known
        return known
