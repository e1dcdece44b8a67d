"""What runs without being named: members of impls that `?`, `into()`, `collect()`, formats, `for` and `.await` call."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.picks import Pick
from rgraph.link.types.signatures import Signature
from rgraph.link.types.terms import UNKNOWN, Mapping, Ty, shallow

from .dispatches import Dispatches
from .runs import Goal, Goals

_BOUNDED = {
    "std::iter::Iterator": {
        "collect": ("std::iter::FromIterator", "from_iter"),
        "sum": ("std::iter::Sum", "sum"),
        "product": ("std::iter::Product", "product"),
    },
    "str": {"parse": ("std::str::FromStr", "from_str")},
}
"""Functions of std that run a member of a type that their caller chooses: the trait is the bound on their parameter."""


class Implied:
    """Notes what runs. `Dispatches` decides at the end of the body which impl that is."""

    def __init__(self, types: BodyTypes, dispatches: Dispatches) -> None:
        self._world = types.world
        self._terms = types.terms
        self._obligations = types.obligations
        self._dispatches = dispatches
        std = self._world.std
        self._from, self._try_from = std("std::convert::From"), std("std::convert::TryFrom")
        self._iterables = (std("std::iter::IntoIterator"), std("std::iter::Iterator"))
        self._futures = (std("std::future::IntoFuture"), std("std::future::Future"))
        self._partial_eq = std("std::cmp::PartialEq")
        self._option, self._result = std("std::option::Option"), std("std::result::Result")
        self._poll = std("std::task::Poll")
        self._into = self._members("std::convert::Into", "into")
        self._try_into = self._members("std::convert::TryInto", "try_into")
        self._to_string = self._members("std::string::ToString", "to_string")
        self.forget()

    def forget(self) -> None:
        """Ask anew for what is kept as long as the world lives."""
        self._bounded = self._world.memo("bounded", None, self._by_function)

    def _members(self, trait: str, name: str) -> frozenset[Def]:
        found = self._world.std(trait)
        return frozenset(self._world.member(found, name, Ns.VALUE) if found is not None else ())

    def _by_function(self) -> dict[Def, tuple[Def, str]]:
        found: dict[Def, tuple[Def, str]] = {}
        for owner, functions in _BOUNDED.items():
            for name, (path, member) in functions.items():
                trait = self._world.std(path)
                own = self._members(owner, name) if "::" in owner else self._world.inherent(owner, name, Ns.VALUE)
                if trait is not None:
                    found.update(dict.fromkeys(own, (trait, member)))
        return found

    # ---- calls ---------------------------------------------------------------------------------------

    def used(self, pick: Pick, signature: Signature | None, mapping: Mapping | None, line: int) -> None:
        """Note what a function or method of std runs that is called, or taken as a value."""
        function = pick.function
        if not function.external:
            return
        if function in self._bounded:
            if signature is not None and mapping is not None:
                self._note(lambda: self._by_bound(function, signature, mapping), f"`{function.name}`", line)
        elif function in self._into:
            self._note(lambda: self._conversions(pick, (self._from,)), "`into`", line)
        elif function in self._try_into:
            self._note(lambda: self._conversions(pick, (self._try_from, self._from)), "`try_into`", line)
        elif function in self._to_string:
            self.formatted(pick.self_ty, "Display", line)

    def _by_bound(self, function: Def, signature: Signature, mapping: Mapping) -> Iterator[Goal]:
        trait, member = self._bounded[function]
        for each in signature.predicates:
            if each.trait is trait:
                subject, *args = [
                    self._obligations.normalise(self._terms.subst(ty, mapping)) for ty in (each.subject, *each.args)
                ]
                yield Goal(trait, member, subject, tuple(args))

    def _conversions(self, pick: Pick, traits: tuple[Def | None, ...]) -> Iterator[Goal]:
        """The impls that std's blanket impls lead to: `From` for `Into`; `TryFrom`, or else `From`, for `TryInto`."""
        if pick.args:
            for trait in traits:
                if trait is not None:
                    member = "from" if trait is self._from else "try_from"
                    yield Goal(trait, member, pick.args[0], (pick.self_ty,))

    # ---- the language --------------------------------------------------------------------------------

    def tried(self, ty: Ty, returned: Ty, line: int) -> None:
        """`e?`: the error is converted to that of the function by `From`."""
        if self._from is not None:
            self._note(lambda: self._of_errors(ty, returned), "`?`", line)

    def _of_errors(self, ty: Ty, returned: Ty) -> Iterator[Goal]:
        error, wanted = self._error(ty), self._error(returned)
        if self._from is not None and error is not None and wanted is not None and error is not wanted:
            yield Goal(self._from, "from", wanted, (error,))

    def _error(self, ty: Ty) -> Ty | None:
        """The type of the error in `Result`, `Poll<Result>` or `Poll<Option<Result>>`, all of which `?` takes."""
        ty = shallow(ty)
        if ty.head is self._poll and ty.args:
            ty = shallow(ty.args[0])
            if ty.head is self._option and ty.args:
                ty = shallow(ty.args[0])
        if ty.head is not self._result or len(ty.args) < 2:
            return None
        error = shallow(ty.args[1])
        return None if error is UNKNOWN else error

    def iterated(self, ty: Ty, line: int) -> None:
        """`for ... in e`."""
        self._note(lambda: self._turned(ty, self._iterables, "into_iter", ""), "`for`", line)
        self._note(lambda: self._turned(ty, self._iterables, "next", "IntoIter"), "`for`", line)

    def awaited(self, ty: Ty, line: int) -> None:
        """`e.await`."""
        self._note(lambda: self._turned(ty, self._futures, "into_future", ""), "`.await`", line)
        self._note(lambda: self._turned(ty, self._futures, "poll", "IntoFuture"), "`.await`", line)

    def _turned(self, ty: Ty, traits: tuple[Def | None, Def | None], member: str, through: str) -> Iterator[Goal]:
        """`into_iter` of what is iterated and `next` of the iterator; `into_future` and `poll` in the same way."""
        into, trait = traits
        if into is None or trait is None:
            return
        if not through:
            yield Goal(into, member, ty, ())
            return
        if not (self._dispatches.runs.may_run(into, ty) or self._dispatches.runs.may_run(trait, ty)):
            return  # the common case: what std has
        found = self._obligations.project(into, through, shallow(ty), ())
        if found is not None:
            yield Goal(trait, member, found, ())

    def formatted(self, ty: Ty, trait: str, line: int) -> None:
        """An argument of a format string."""
        found = self._world.std(f"std::fmt::{trait}")
        if found is not None:
            self._note(lambda: (Goal(found, "fmt", ty, ()),), "a format string", line)

    def compared(self, left: Ty, right: Ty, line: int) -> None:
        """`assert_eq!(left, right)`."""
        trait = self._partial_eq
        if trait is not None:
            self._note(lambda: (Goal(trait, "eq", left, (right,)),), "`assert_eq`", line)

    def _note(self, goals: Goals, words: str, line: int) -> None:
        self._dispatches.run(goals, words, line)
