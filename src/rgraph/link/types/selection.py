"""How a type implements a trait: the answer to a goal."""

from __future__ import annotations

from collections.abc import Callable

from .signatures import ImplTerm
from .terms import Mapping, Ty


class Selection:
    """How a type implements a trait: by an impl (`mapping` has its parameters), by a bound, or because it is built in.

    `several` are impls between which what is known does not decide, `open_bounds` says that there are several such
    bounds in scope. `undecided`: it is not known whether the type implements the trait at all, because a limit was hit
    or the goal needs itself.
    """

    __slots__ = ("assoc", "impl", "mapping", "open_bounds", "several", "undecided")

    def __init__(
        self,
        impl: ImplTerm | None = None,
        mapping: Mapping | None = None,
        assoc: dict[str, Ty] | None = None,
        several: tuple[ImplTerm, ...] = (),
        undecided: bool = False,
        open_bounds: bool = False,
    ) -> None:
        self.impl = impl
        self.mapping = mapping if mapping is not None else {}
        self.assoc = assoc if assoc is not None else {}
        self.several = several
        self.undecided = undecided
        self.open_bounds = open_bounds

    @property
    def decides(self) -> bool:
        """Whether there is exactly one way."""
        return not (self.several or self.undecided or self.open_bounds)


BUILT_IN = Selection()
UNDECIDED = Selection(undecided=True)
SEVERAL_BOUNDS = Selection(open_bounds=True)


def each_term(value: Selection | Ty | None, change: Callable[[Ty], Ty]) -> Selection | Ty | None:
    """An answer with a change made to every term in it."""
    if isinstance(value, Ty):
        return change(value)
    if value is None or not (value.mapping or value.assoc):
        return value
    return Selection(
        value.impl,
        {param: change(term) for param, term in value.mapping.items()},
        {name: change(term) for name, term in value.assoc.items()},
        value.several,
        value.undecided,
    )
