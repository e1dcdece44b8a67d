"""What macros of a package make in files of the code, on either side of an upgrade."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.deps.beside.sides import Side
from rgraph.link.defs import Place
from rgraph.model.facts import Item, ItemKind
from rgraph.model.ids import RepoPath
from rgraph.model.syntax import TPath

from .comparing import Difference
from .limits import MAX_LOST
from .report import Effect

_TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION})
_MEMBERS = frozenset({ItemKind.FUNCTION, ItemKind.CONST})


class Expansions:
    """What macro calls make in files of the code on both sides, each file looked at once."""

    def __init__(self, old: Side, new: Side) -> None:
        self._sides = (old, new)
        self._made: dict[RepoPath, tuple[set[str] | None, set[str] | None]] = {}

    def difference(self, path: RepoPath) -> Difference:
        """What a macro with other arms makes no more in a file that calls it."""
        if path not in self._made:
            old, new = self._sides
            self._made[path] = (made_in(old, path), made_in(new, path))
        before, after = self._made[path]
        if before is None or after is None:
            return Difference(Effect.MAY_BREAK, "its arms changed, and not all that they expand to here is known")
        lost = sorted(before - after)
        if not lost:
            return Difference(Effect.BEHAVES, "its arms changed")
        more = f" and {len(lost) - MAX_LOST} more" if len(lost) > MAX_LOST else ""
        told = ", ".join(f"`{each}`" for each in lost[:MAX_LOST])
        return Difference(Effect.MAY_BREAK, f"it does not make {told}{more} here any more")


def made_in(side: Side, path: RepoPath) -> set[str] | None:
    """The impls and public members that macro calls make in a file, as code.

    None where a call is not expanded: one that fails, or that stands in a block of what another one makes.
    """
    found: set[str] = set()
    for place in side.world.by_path.get(path, ()):
        if any(_hides_calls(place, ord_, item) for ord_, item in enumerate(place.table.items) if item.made_by) or any(
            part.failure for _, part in side.world.expansions_of(place)
        ):
            return None
        found.update(_made(place))
    return found


def _hides_calls(place: Place, ord_: int, item: Item) -> bool:
    """Whether calls stand in `const _: () = { impls!(..); };` that are not expanded, and so may make what is not seen.

    In the value of a constant with a name they make the value.
    """
    if item.kind is not ItemKind.CONST or item.name != "_" or not item.value.startswith("{"):
        return False
    table = place.table
    return any(table.items[call].parent == ord_ and call not in table.made.expanded for call in table.calls)


def _made(place: Place) -> Iterator[str]:
    items = place.table.items
    for item in items:
        if not item.made_by:
            continue
        if item.kind in _TYPES:
            yield from (f"impl {path.segments[-1].name} for {item.name}" for path in item.attrs.derives)
        elif item.kind is ItemKind.IMPL and item.trait is not None:
            if not item.trait.segments[-1].name.startswith("__"):  # the macro's own
                yield f"impl {item.trait.segments[-1].name} for {_self_name(item)}"
        elif item.kind in _MEMBERS and item.vis == "pub" and item.parent >= 0:
            holder = items[item.parent]
            if holder.kind is ItemKind.IMPL and holder.trait is None:
                yield f"{_self_name(holder)}::{item.name}"


def _self_name(implementation: Item) -> str:
    ty = implementation.ty
    return ty.path.segments[-1].name if isinstance(ty, TPath) and ty.path.segments else implementation.name
