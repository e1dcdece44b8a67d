"""The types that a value dereferences to, step by step."""

from __future__ import annotations

from rgraph.link.defs import Def

from .inference import Inference
from .limits import DEREF_STEPS
from .lookups import Lookups
from .obligations import Obligations
from .terms import Bounds, Head, Outside, Param, Projection, Ty, shallow


class Autoderef:
    """Dereferences values as method calls and field accesses do (Rust reference, "Method call expressions")."""

    def __init__(self, lookups: Lookups, inference: Inference, obligations: Obligations) -> None:
        self.trait = lookups.world.std("std::ops::Deref")
        """`std::ops::Deref`."""
        self._terms = inference.terms
        self._lookups = lookups
        self._obligations = obligations
        self.forget()

    def forget(self) -> None:
        """Forget which types can be dereferenced."""
        self._heads: dict[Head, bool] = {}

    def deref(self, ty: Ty) -> Ty | None:
        """The type of `*ty`, as autoderef sees it; None if the type cannot be dereferenced."""
        ty = shallow(ty)
        head = ty.head
        if head in {"&", "&mut"}:
            return shallow(ty.args[0])
        if self.trait is None:
            return None
        if isinstance(head, Def):
            if not self._has_impl(head):
                return None
        elif not isinstance(head, Param | Projection | Bounds):
            return None
        found = self._obligations.project(self.trait, "Target", ty, ())
        return shallow(found) if found is not None else None

    def _has_impl(self, head: Def) -> bool:
        able = self._heads.get(head)
        if able is None:
            able = self._heads[head] = self.trait is not None and bool(self._lookups.trait_impls(head, self.trait))
        return able

    def steps(self, ty: Ty) -> list[Ty]:
        """The type and all that it dereferences to, in order. An array ends as a slice (unsized coercion)."""
        current: Ty | None = shallow(ty)
        found: list[Ty] = []
        while current is not None and len(found) < DEREF_STEPS:
            found.append(current)
            current = self.deref(current)
        if found[-1].head == "[;]":
            found.append(self._terms.make("[]", found[-1].args))
        return found

    def is_outside(self, ty: Ty) -> bool:
        """Whether a type, or what it dereferences to, comes from another crate."""
        return any(isinstance(step.head, Outside) for step in self.steps(ty))
