"""The traits that types implement without an impl: by the language itself, or by a derive."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.world import World

from .lowering import ASYNC_FN_TRAITS
from .selection import BUILT_IN, Selection
from .terms import Ty

# The names of std's traits that have rules of their own in the language (Reference, "Special types and traits").
FN_TRAITS = frozenset({"Fn", "FnMut", "FnOnce"}) | ASYNC_FN_TRAITS
STRUCTURAL = frozenset({"Clone", "Copy", "Debug", "Default", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash"})
MARKERS = frozenset({"Sized", "Send", "Sync", "Unpin", "UnwindSafe", "RefUnwindSafe"})


class BuiltIn:
    """Selections for which no impl is written."""

    def __init__(self, world: World) -> None:
        self._world = world

    def of(self, ty: Ty, trait: Def) -> Selection | None:
        """What the language implements by itself, and derives. Auto traits are not checked, only assumed."""
        name = trait.name
        if trait.external:
            if name in MARKERS:
                return BUILT_IN
            if ty.head == "fn" and name in FN_TRAITS:
                return Selection(assoc={"Output": ty.args[-1]})
            if ty.head == "fn" and name in {"Clone", "Copy"}:
                return BUILT_IN
            if ty.head == "()" and name in STRUCTURAL:
                return BUILT_IN
        if isinstance(ty.head, Def) and self._is_derived(ty.head, trait):
            return BUILT_IN
        return None

    def _is_derived(self, definition: Def, trait: Def) -> bool:
        if definition.external:
            return False
        return any(trait in meaning.defs for meaning in self._world.derives(definition))

    def derived_by_crate(self, ty: Ty, trait: Def) -> Selection | None:
        """What a derive of a well-known crate implements, whose impl is seen nowhere."""
        head = ty.head
        return BUILT_IN if isinstance(head, Def) and trait in self._world.derived(head).traits else None
