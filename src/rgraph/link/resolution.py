"""What a path means, and the scopes it is read in."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind

if TYPE_CHECKING:
    from rgraph.model.facts import Use
    from rgraph.model.syntax import EBlock

    from .alternatives import Case
    from .defs import Def, Place


class Ns(StrEnum):
    """Rust's namespaces."""

    TYPE = "type"
    VALUE = "value"
    MACRO = "macro"


TYPE_KINDS = frozenset(
    {
        ItemKind.MODULE,
        ItemKind.STRUCT,
        ItemKind.ENUM,
        ItemKind.UNION,
        ItemKind.TRAIT,
        ItemKind.TRAIT_ALIAS,
        ItemKind.TYPE_ALIAS,
        ItemKind.VARIANT,
        ItemKind.EXTERN_CRATE,
    }
)
VALUE_KINDS = frozenset({ItemKind.FUNCTION, ItemKind.CONST, ItemKind.STATIC, ItemKind.VARIANT})


UsePath = tuple[str, ...]
"""The path of a `use` declaration."""


class Resolution:
    """What a path means; see docs/linking.md. Immutable by convention."""

    __slots__ = ("ambiguous", "defs", "elsewhere", "is_self", "outside", "param", "prim", "reason", "rest")

    def __init__(
        self,
        defs: tuple[Def, ...] = (),
        outside: str = "",
        rest: int = 0,
        param: str = "",
        is_self: bool = False,
        prim: str = "",
        ambiguous: bool = False,
        reason: str = "",
        elsewhere: tuple[Case, ...] = (),
    ) -> None:
        self.defs = defs
        self.outside = outside
        self.rest = rest
        self.param = param
        self.is_self = is_self
        self.prim = prim
        self.ambiguous = ambiguous
        self.reason = reason
        self.elsewhere = elsewhere

    def __bool__(self) -> bool:
        return bool(self.defs or self.outside or self.prim)

    def leaving(self, rest: int) -> Resolution:
        """The same with that many segments left."""
        return self._copy(self.defs, rest, self.elsewhere)

    def with_defs(self, defs: tuple[Def, ...]) -> Resolution:
        """The same with other definitions."""
        return self._copy(defs, self.rest, self.elsewhere)

    def with_elsewhere(self, elsewhere: tuple[Case, ...]) -> Resolution:
        """The same with these other cases."""
        return self if elsewhere == self.elsewhere else self._copy(self.defs, self.rest, elsewhere)

    def _copy(self, defs: tuple[Def, ...], rest: int, elsewhere: tuple[Case, ...]) -> Resolution:
        return Resolution(
            defs, self.outside, rest, self.param, self.is_self, self.prim, self.ambiguous, self.reason, elsewhere
        )

    def _all(self) -> tuple[object, ...]:
        return (
            self.defs, self.outside, self.rest, self.param, self.is_self, self.prim, self.ambiguous, self.reason,
            self.elsewhere, getattr(self.defs, "conditions", None),
        )  # fmt: skip

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Resolution) and self._all() == other._all())

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        what = self.defs or self.outside or self.prim or self.reason
        return f"Resolution({what!r}, rest={self.rest}, param={self.param!r})"


NOTHING = Resolution(reason="unknown_name")
CUT = Resolution(reason="limit")


class Layer:
    """One layer of a lexical scope: the generic parameters of `owner`, or the items and imports of a block in it.

    `generics` has the kind of each parameter by its name. Without a `block`, the layer is that of an item nested in the
    owner, and has what the block with the number `around` declares (0: any block of the owner). `made` are imports that
    a macro call made in a block; such a layer has nothing else. `has_traits`: it may bring traits into scope.
    """

    __slots__ = ("around", "block", "generics", "has_traits", "made", "owner")

    def __init__(
        self,
        owner: Def,
        generics: dict[str, str] | None,
        block: EBlock | None,
        made: Sequence[Use] = (),
        has_traits: bool = True,
        around: int = 0,
    ) -> None:
        self.owner = owner
        self.generics = generics
        self.block = block
        self.around = around
        self.made = made
        self.has_traits = has_traits and generics is None


class Scope:
    """Where a path is read: inner layers first, then the module."""

    __slots__ = ("layers", "module", "owner", "self_def")

    def __init__(self, owner: Def, module: Def, layers: tuple[Layer, ...], self_def: Def | None) -> None:
        self.owner = owner
        self.module = module
        self.layers = layers
        self.self_def = self_def

    @property
    def place(self) -> Place:
        return self.owner.place

    def block(self, block: EBlock) -> Scope:
        """This scope inside a block: what the block declares and imports comes first."""
        if not block.items and not block.uses:
            return self
        layer = Layer(self.owner, None, block)
        return Scope(self.owner, self.module, (layer, *self.layers), self.self_def)

    def importing(self, block: EBlock, uses: Sequence[Use], has_traits: bool) -> Scope:
        """This scope after the imports of a block that a macro made."""
        layer = Layer(self.owner, None, block, uses, has_traits)
        return Scope(self.owner, self.module, (layer, *self.layers), self.self_def)
