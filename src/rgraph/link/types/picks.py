"""What a look-up of a method or an associated item finds."""

from __future__ import annotations

from rgraph.link.defs import Def

from .terms import Mapping, Ty


class Pick:
    """A method that was found. `mapping` has the parameters of its impl or trait, `self_ty` is the type that has it.

    `trait` is None for inherent methods. `alternatives` are the function and those in its place under another cfg.
    `is_likely`: it is meant only if macros make the impls that it needs.
    """

    __slots__ = ("alternatives", "args", "function", "is_likely", "mapping", "self_ty", "trait")

    def __init__(
        self,
        function: Def,
        mapping: Mapping,
        self_ty: Ty,
        trait: Def | None,
        args: tuple[Ty, ...],
        alternatives: tuple[Def, ...] = (),
    ) -> None:
        self.function = function
        self.alternatives = alternatives or (function,)
        self.mapping = mapping
        self.self_ty = self_ty
        self.trait = trait
        self.args = args
        self.is_likely = False
