"""Coercions: how the type of a value is fitted to the type that is expected (Reference, "Type coercions")."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.terms import UNKNOWN, Bounds, Ty, Var, peeled, shallow

POINTERS = frozenset({"*", "*mut"})
REFERENCES = frozenset({"&", "&mut", "*mut"})
"""What becomes a pointer where one is wanted."""
UNSIZED = frozenset({"str", "[]"})


class Coercion:
    """Fits types to what is expected. `wishes` has what a variable's value will be coerced to: the `dyn` in a box."""

    def __init__(self, types: BodyTypes) -> None:
        self.terms = types.terms
        self.inference = types.inference
        self.autoderef = types.autoderef
        self.wishes: dict[Ty, Ty] = {}

    def begin(self) -> None:
        """Turn to another body."""
        self.wishes = {}

    def coerce(self, actual: Ty, expected: Ty) -> None:
        """Fit a type to the expected one: make them equal, or coerce as references do."""
        actual, expected = shallow(actual), shallow(expected)
        if actual is expected or self.inference.try_unify(actual, expected):
            return
        if expected.head in {"&", "&mut"} and actual.head in {"&", "&mut"}:
            wanted = shallow(expected.args[0])
            for step in self.autoderef.steps(actual.args[0]):
                if step.head is wanted.head or step.head == wanted.head:
                    self.inference.unify(step, wanted)
                    return
        if expected.head in POINTERS and actual.head in REFERENCES:
            self.inference.unify(actual.args[0], expected.args[0])
            return
        if actual.head is expected.head or actual.head == expected.head:
            self.inference.unify(actual, expected)

    def hint(self, ret: Ty, expected: Ty | None) -> None:
        """Infer generics of a call from its expected result before its arguments are seen, as rustc does.

        Only if that is safe: if the result may yet be coerced (`Box<T>` to `Box<dyn Trait>`), the arguments must
        decide.
        """
        if expected is None:
            return
        ret, expected = shallow(ret), shallow(expected)
        if not isinstance(ret.head, Def) or ret.head is not expected.head:
            return
        for own, wanted in zip(ret.args, expected.args, strict=False):
            inner, outer = shallow(own), shallow(wanted)
            if inner.__class__ is Var and isinstance(outer.head, Bounds):
                self.wishes[inner] = outer
            if outer.head in UNSIZED or isinstance(outer.head, Bounds) or outer.__class__ is Var:
                continue
            if inner.__class__ is Var and outer.head not in {"&", "&mut"}:
                self._hint_var(inner, outer)
            else:
                self.hint(inner, outer)

    def _hint_var(self, var: Ty, outer: Ty) -> None:
        if any(isinstance(shallow(arg).head, Bounds) or shallow(arg).head in UNSIZED for arg in outer.args):
            return
        self.inference.try_unify(var, outer)

    def is_open(self, ty: Ty) -> bool:
        """Whether a type, references aside, is still a variable."""
        core, _ = peeled(ty, "")
        return core.__class__ is Var and not core.kind

    def joined(self, types: list[Ty]) -> Ty:
        """The type of several branches together."""
        result: Ty | None = None
        for ty in map(shallow, types):
            if ty is self.terms.never:
                continue
            if result is None or shallow(result) is UNKNOWN:
                result = ty
            elif ty is not UNKNOWN:
                self.coerce(ty, result)
        return result if result is not None else (self.terms.never if types else self.terms.unit)
