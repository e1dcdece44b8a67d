"""What macros of a package make in files of the code, on either side of an upgrade."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.link.defs import Place
from rgraph.model.facts import Item, ItemKind
from rgraph.model.ids import RepoPath
from rgraph.model.syntax import TPath

from .sides import Side

_TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION})
_MEMBERS = frozenset({ItemKind.FUNCTION, ItemKind.CONST})


def made_in(side: Side, path: RepoPath) -> set[str] | None:
    """The impls and public members that macro calls make in a file, as code.

    None where a call is not expanded: one that fails, or that stands in a block of what another one makes.
    """
    found: set[str] = set()
    for place in side.world.by_path.get(path, ()):
        hides = any(item.made_by and _hides_calls(item) for item in place.table.items)
        if hides or any(part.failure for _, part in side.world.expansions_of(place)):
            return None
        found.update(_made(place))
    return found


def _hides_calls(item: Item) -> bool:
    """Whether calls stand in the block of a constant, which are not expanded: `const _: () = { impls!(..); };`."""
    return item.kind is ItemKind.CONST and item.value.startswith("{") and "!" in item.value


def _made(place: Place) -> Iterator[str]:
    items = place.table.items
    for item in items:
        if not item.made_by:
            continue
        if item.kind in _TYPES:
            yield from (f"impl {path.segments[-1].name} for {item.name}" for path in item.attrs.derives)
        elif item.kind is ItemKind.IMPL and item.trait is not None:
            yield f"impl {item.trait.segments[-1].name} for {_self_name(item)}"
        elif item.kind in _MEMBERS and item.vis == "pub" and item.parent >= 0:
            holder = items[item.parent]
            if holder.kind is ItemKind.IMPL and holder.trait is None:
                yield f"{_self_name(holder)}::{item.name}"


def _self_name(implementation: Item) -> str:
    ty = implementation.ty
    return ty.path.segments[-1].name if isinstance(ty, TPath) and ty.path.segments else implementation.name
