"""What bounds imply in one version: supertraits, bounds on associated types, impls for all types of a kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.diff.api.inside import of_kinds
from rgraph.diff.limits import MAX_ALIASES, MAX_IMPLIED, MAX_PROOF
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import Bound

from .auto.std import AUTO
from .impl_laws import ABOVE_OF_OTHERS, IN_FULL, OF_OTHERS, OF_STD, Law, law_of
from .predicates import asks_static, brought, is_self, namesake
from .std_laws import arguments, head, satisfies, without_itself
from .terms import bind, filled, parts, projected, variable
from .unexpanded import Unexpanded

if TYPE_CHECKING:
    from rgraph.link.defs import Def

    from .canon import Canon

_PATH = re.compile(r"[A-Za-z_][\w#]*(?:::[\w#]+)*")
Facts = Mapping[str, set[str]]
"""What holds of each type: canonical subject to canonical bounds."""


class Entailment:
    """Tells, by the traits and impls of one commit, whether a bound follows from others. All texts are canonical."""

    def __init__(self, canon: Canon) -> None:
        self._canon = canon
        self._world = canon.world
        self._known: dict[str, list[Law]] = {}
        self._leaning: list[str] = []
        self._bring: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}

    @cached_property
    def unexpanded(self) -> Unexpanded:
        """The macro calls that were not expanded. They may make impls."""
        return Unexpanded(self._world)

    # ---- traits --------------------------------------------------------------------------------------------

    @cached_property
    def _traits(self) -> dict[str, Def]:
        """The workspace's traits by canonical name."""
        return {self._canon.symbol(trait): trait for trait in of_kinds(self._world, {ItemKind.TRAIT})}

    def _trait(self, path: str) -> Def | None:
        found = self._traits.get(path)
        if found is None and path.startswith("std::"):
            found = self._world.std(path)
        return found if found is not None and found.kind is ItemKind.TRAIT else None

    def is_foreign(self, bound: str) -> bool:
        """Whether a bound's trait is of another crate, whose declaration is not here."""
        path = bound.partition("<")[0]
        return "::" in path and not path.startswith("std::") and self._trait(path) is None

    def perhaps_above(self, bound: str, bounds: set[str]) -> str:
        """The one of some bounds that may bring another one with it, since the declaration of its trait is not here; ""
        if there is none. What is outside knows no trait of the workspace."""
        if self.is_own(bound) or bound == "Sized":
            return ""
        unseen = (each for each in sorted(bounds) if self.is_foreign(each) and _may_bring(each, bound))
        return next(unseen, "")

    def is_own(self, bound: str) -> bool:
        """Whether a bound's trait is of the workspace, so that all its impls are known, except those of users."""
        return bound.partition("<")[0] in self._traits

    def is_of_own(self, subject: str, bound: str) -> bool:
        """Whether a bound is a trait of the standard library with a type of the workspace as its argument, and asked of
        a type from outside: all impls stand in the workspace, or are the library's for all types of a kind."""
        given = parts(arguments(bound))
        is_own = bool(given) and given[0].partition("<")[0] in self._canon.derives
        return is_own and self._is_of_std(bound) and not variable(subject) and not self._names_own(subject)

    def _is_of_std(self, bound: str) -> bool:
        return bound.startswith("std::") and self._trait(bound.partition("<")[0]) is not None

    def _names_own(self, text: str) -> bool:
        return any(name in self._canon.derives for name in _PATH.findall(text))

    def _may_be_written(self, subject: str, bound: str) -> bool:
        """Whether a macro that was not expanded may write such an impl, or one that it follows from."""
        names = {head(bound), head(bound).replace("Into", "From")}
        types = {head(subject), head(arguments(bound))}
        return any(self.unexpanded.implementing(name, each) for name in names for each in types if each)

    def is_nameable(self, bound: str) -> bool:
        """Whether users can name a bound's trait. Traits that are not of the workspace always can be named."""
        path = bound.partition("<")[0]
        return path not in self._traits or path in self._canon.nameable

    def is_for_kinds(self, bound: str) -> bool:
        """Whether a bound's trait cannot be named by users, and has a blanket impl."""
        return not self.is_nameable(bound) and any(variable(law.target) for law in self.laws_of(bound))

    def is_closed(self, bound: str) -> bool:
        """Whether users cannot implement a bound's trait for any type, because they cannot name it, or one of its
        supertraits.
        """
        return self.is_own(bound) and not all(map(self.is_nameable, self.closure({"Self": {bound}}).get("Self", ())))

    def cases(self, bound: str, subject: str) -> Iterator[tuple[str, Facts]]:
        """The impls of a trait whose types users can name: each type, and the conditions of the impl. A blanket
        impl is given for the subject.
        """
        for law in self.laws_of(bound):
            bound_to = bind(law.target, subject, {})
            target = subject if bound_to is not None else law.target
            if bound_to is not None or not self._is_hidden(law.target):
                conditions: dict[str, set[str]] = {}
                for about, asked in law.conditions:
                    conditions.setdefault(filled(about, bound_to or {}), set()).add(filled(asked, bound_to or {}))
                yield target, conditions

    def _is_hidden(self, target: str) -> bool:
        path = target.partition("<")[0]
        return path in self._canon.derives and path not in self._canon.nameable

    # ---- what bounds bring with them -----------------------------------------------------------------------

    def closure(self, facts: Facts) -> dict[str, set[str]]:
        """The bounds together with those that they imply by their traits. Their number is limited."""
        found: dict[str, set[str]] = {subject: set(bounds) for subject, bounds in facts.items()}
        waiting = [(subject, bound) for subject in sorted(facts) for bound in sorted(facts[subject])]
        for _ in range(MAX_IMPLIED):
            if not waiting:
                break
            subject, bound = waiting.pop()
            if (subject, bound) not in self._bring:
                self._bring[subject, bound] = tuple(self._brought(subject, bound))
            for about, text in self._bring[subject, bound]:
                if text not in found.setdefault(about, set()):
                    found[about].add(text)
                    waiting.append((about, text))
        return found

    def _brought(self, subject: str, bound: str) -> Iterator[tuple[str, str]]:
        """The bounds that one bound implies: the supertraits of its trait, and the bounds of its associated types."""
        trait = self._trait(bound.partition("<")[0])
        yield from ((subject, asked) for _, asked in IN_FULL[bound].conditions) if bound in IN_FULL else ()
        yield from ((subject, above) for above in ABOVE_OF_OTHERS.get(bound.partition("<")[0], ()))
        if trait is None or trait.item is None:
            return
        labels = {"Self": subject, **self._given(trait, bound, subject)}
        above = [*trait.item.bounds, *(b for p in trait.item.generics.where if is_self(p.ty) for b in p.bounds)]
        yield from self._conditions(subject, above, trait, labels)
        if asks_static(trait.item):
            yield subject, "'static"
        if subject.count("::") < 3 or not subject.startswith(("'", "Self")):  # `T::Next::Next` goes on for ever
            for member in self._world.members(trait):
                if member.kind is ItemKind.TYPE_ALIAS and member.item is not None and member.item.bounds:
                    yield from self._conditions(f"{subject}::{member.name}", member.item.bounds, member, labels)

    def _conditions(
        self, subject: str, bounds: list[Bound], home: Def, labels: Mapping[str, str]
    ) -> Iterator[tuple[str, str]]:
        for bound in bounds:
            if not bound.maybe:
                yield from self._canon.conditions(subject, bound, home, labels)

    def _given(self, trait: Def, bound: str, subject: str) -> dict[str, str]:
        """The parameters of a trait, as a bound gives them or by default."""
        assert trait.item is not None
        given = [part for part in parts(arguments(bound)) if " = " not in part]
        labels: dict[str, str] = {"Self": subject}
        params = [param for param in trait.item.generics.params if param.kind != "lifetime"]
        for index, param in enumerate(params):
            if index < len(given):
                labels[param.name] = given[index]
            elif param.default is not None:
                labels[param.name] = self._canon.ty(param.default, trait, labels)
        return labels

    # ---- whether a bound follows ---------------------------------------------------------------------------

    def holds(self, subject: str, bound: str, known: Facts) -> bool | None:
        """Whether a bound holds of a type if `known`, which is a closure, holds. None if that cannot be told."""
        return self._holds(subject, bound, known, [MAX_PROOF], ())

    def without(self, subject: str, bound: str, known: Facts, left_out: Collection[Law]) -> bool | None:
        """The same by the impls alone that are none of some, and by no derive."""
        laws = (law for law in self.laws_of(bound) if law not in left_out)
        answers = {self._by(law, subject, bound, known, [MAX_PROOF], (f"{subject}: {bound}",)) for law in laws}
        return True if True in answers else None if None in answers else False

    def _holds(self, subject: str, bound: str, known: Facts, fuel: list[int], above: tuple[str, ...]) -> bool | None:
        bound = without_itself(bound, subject)
        goal = f"{subject}: {bound}"
        fuel[0] -= 1
        if fuel[0] < 0 or goal in above:
            return None
        here = known.get(subject, set())
        if bound in here or (here and brought(bound, here)):
            return True
        if here and namesake(bound, here, self.is_foreign):
            return None
        if bound.startswith(("= ", "'")):
            return False if variable(subject) else None
        if bound.rpartition("::")[2] == "Sized":
            return self._sized(subject)
        answers = [self._by(law, subject, bound, known, fuel, (*above, goal)) for law in self.laws_of(bound)]
        if True in answers or self._derived(subject, bound, known, fuel, (*above, goal)):
            return True
        if subject.startswith("(dyn ") and self._brings(subject, bound):
            return True
        if not variable(subject) and self.is_foreign(bound):
            self._leaning.append(goal)
            return None
        if None in answers:
            return None
        if variable(subject) or subject.startswith("Self") or subject.partition("<")[0] in self._canon.derives:
            return False
        if self.is_own(bound) and not subject.startswith(("(impl ", "{")):
            if head(subject) and self.unexpanded.implementing(head(bound), head(subject)):
                self._leaning.append(goal)
                return None
            return False  # all impls of the trait were asked
        if self.is_of_own(subject, bound):
            return None if self._may_be_written(subject, bound) else False
        if subject.startswith("(dyn ") and head(bound) in AUTO and all(map(self.is_own, _named(subject))):
            return False
        return satisfies(subject, bound, {})

    def _brings(self, subject: str, bound: str) -> bool:
        """Whether a trait object has a bound by one of its traits or lifetimes, or by a supertrait."""
        return bound in self.closure({subject: {*_parts(subject)}})[subject]

    def leaning(self, subject: str, bound: str, known: Facts) -> str:
        """The bound that alone leaves open whether another one holds: its trait is of another crate, or a macro may
        make its impl. "" if the answer is known, or open for another reason.
        """
        self._leaning.clear()
        answer = self.holds(subject, bound, known)
        return self._leaning[0] if answer is None and self._leaning else ""

    def projections(
        self, subject: str, bound: str, known: Facts, depth: int = 0, left_out: Collection[Law] = ()
    ) -> Iterator[tuple[str, str]]:
        """The associated types of a bound whose values a blanket impl gives, after those of the bounds that the
        impl requires.
        """
        for law in self.laws_of(bound) if depth <= MAX_ALIASES else ():
            bound_to = law.bound(subject, bound) if law not in left_out else None
            if bound_to is None or not law.members or not self._by(law, subject, bound, known, [MAX_PROOF], ()):
                continue
            bound_to = law.settled(bound_to, known)
            for about, asked in law.conditions:
                yield from self.projections(filled(about, bound_to), filled(asked, bound_to), known, depth + 1)
            yield from ((projected(subject, f"::{name}"), filled(text, bound_to)) for name, text in law.members)

    def _sized(self, subject: str) -> bool:
        if variable(subject) or subject == "Self":
            return "::" in subject  # a parameter of a known size says so; an associated type is unless it says not
        return not (subject == "str" or subject.startswith("(dyn ") or (subject[:1] == "[" and ";" not in subject))

    def _by(
        self, law: Law, subject: str, bound: str, known: Facts, fuel: list[int], above: tuple[str, ...]
    ) -> bool | None:
        bound_to = law.bound(subject, bound)
        if bound_to is None:
            return False
        bound_to = law.settled(bound_to, known)
        answers = []
        for about, asked in law.conditions:
            if not asked.startswith("= "):
                answers.append(self._holds(filled(about, bound_to), filled(asked, bound_to), known, fuel, above))
                if answers[-1] is False:
                    return False
        return None if None in answers else True

    def _derived(self, subject: str, bound: str, known: Facts, fuel: list[int], above: tuple[str, ...]) -> bool:
        """Whether a type of the workspace derives the trait, and the types that it holds have the trait."""
        name = bound.partition("<")[0].rpartition("::")[2]
        if name not in self._canon.derives.get(subject.partition("<")[0], ()):
            return False
        if arguments(bound) not in {"", subject}:
            return False  # `PartialEq<str>`: a derive is of the type itself
        return all(self._holds(p, bound, known, fuel, above) for p in parts(arguments(subject)))

    def laws_of(self, bound: str) -> list[Law]:
        path = bound.partition("<")[0]
        found = self._known.get(path)
        if found is None:
            trait = self._trait(path)
            impls = self._world.impls_of(trait) if trait is not None else ()
            found = self._known[path] = [law for each in impls if (law := law_of(each, self._canon)) is not None]
            more = [laws[path] for laws in (OF_STD, OF_OTHERS) if path in laws]
            found = [IN_FULL[path]] if path in IN_FULL else found + more
            self._known[path] = found
        return found


def _may_bring(one: str, bound: str) -> bool:
    """Whether a bound by a trait of another crate may bring another bound: nothing is known of the trait, or it stands
    above that one, whose impl for all types asks for it, maybe with more."""
    path = one.partition("<")[0]
    return path not in ABOVE_OF_OTHERS or path in ABOVE_OF_OTHERS.get(bound.partition("<")[0], ())


def _parts(subject: str) -> list[str]:
    """The traits and the lifetime of a trait object."""
    return subject[len("(dyn ") : -1].split(" + ")


def _named(subject: str) -> list[str]:
    """The traits of a trait object, except auto traits."""
    return [part for part in _parts(subject) if not part.startswith("'") and head(part) not in AUTO]


def by_subject(bounds: Mapping[str, set[str]] | frozenset[str]) -> dict[str, set[str]]:
    """`subject: bound` texts as facts."""
    found: dict[str, set[str]] = defaultdict(set)
    for text in bounds:
        subject, _, bound = text.partition(": ")
        found[subject].add(bound)
    return dict(found)
