"""Choosing pieces so that their text keeps to a budget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from .pieces import Pack, Piece, Role

Measure = Callable[[Pack], int]
"""The tokens of a pack as it will be written."""

_ORDER = {role: place for place, role in enumerate(Role)} | {Role.EXCERPT: list(Role).index(Role.READ)}


@dataclass(frozen=True, slots=True)
class Share:
    """Pieces, the most needed first, and the part of the budget that they may take before others had theirs; `more`:
    and of what is left then."""

    part: float
    pieces: Sequence[Piece]
    more: bool = True


def packed(empty: Pack, shares: Sequence[Share], measure: Measure) -> Pack:
    """The pack with as many pieces as the budget has room for: each share its part, then what is left to all in turn.

    The text of the whole is measured at the end, so that the budget is never exceeded, whatever frames the pieces.
    """
    base = measure(empty)
    room = empty.budget - base
    costs = {id(piece): measure(_of(empty, [piece], 0)) - base for share in shares for piece in share.pieces}
    chosen: list[Piece] = []
    known: set[tuple[str, str, str, int]] = set()
    spent = 0
    for limits in ([share.part * room for share in shares], [room if share.more else 0 for share in shares]):
        for share, limit in zip(shares, limits, strict=True):
            own = 0
            for piece in share.pieces:
                cost = costs[id(piece)]
                if piece.key in known or own + cost > limit or spent + cost > room or _is_within(piece, chosen):
                    continue
                known.add(piece.key)
                chosen.append(piece)
                own, spent = own + cost, spent + cost
    total = len({piece.key for share in shares for piece in share.pieces})
    return _fitting(empty, chosen, total, measure)


def _fitting(empty: Pack, chosen: Sequence[Piece], total: int, measure: Measure) -> Pack:
    """The pack of as many of the pieces, the first chosen first, as fit together."""
    low, high = 0, len(chosen)
    while low < high:
        middle = (low + high + 1) // 2
        fits = measure(_of(empty, chosen[:middle], total - middle)) <= empty.budget
        low, high = (middle, high) if fits else (low, middle - 1)
    return _of(empty, chosen[:low], total - low)


def _of(empty: Pack, pieces: Iterable[Piece], left_out: int) -> Pack:
    ordered = sorted(pieces, key=lambda piece: (_ORDER[piece.role], piece.rank))
    return replace(empty, pieces=tuple(ordered), left_out=left_out)


def _is_within(piece: Piece, chosen: Sequence[Piece]) -> bool:
    """Whether an item's code is part of one that is given in full."""
    if piece.role not in {Role.READ, Role.EXCERPT}:
        return False
    return any(
        other.role is Role.READ
        and other.path == piece.path
        and other.line <= piece.line
        and piece.end_line <= other.end_line
        for other in chosen
    )
