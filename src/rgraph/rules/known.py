"""Which findings were there before: matched by the lineage of their two items, never by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rgraph.model.ids import Symbol

from .code import Code
from .context import Lineage
from .violation import Finding

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Split:
    """Findings that are new, those known from the older tree, and those of the older tree that are gone."""

    new: list[Finding]
    known: list[Finding]
    fixed: list[Finding]


def split_known(now: Sequence[Finding], old: Sequence[Finding], base: Code, code: Code, lineage: Lineage) -> Split:
    """Splits `now` by whether an old finding has the same items, as often, and is no better than before.

    Where the keys differ at all, items are followed through renames and moves, so that a new item under an old name is
    not taken for the old one.
    """
    if base is code:
        return Split([], list(now), [])
    if not old or not now:
        return Split(list(now), [], list(old))
    if sorted(finding.key for finding in now) == sorted(finding.key for finding in old):
        keys = [finding.key for finding in old]
    else:
        keys = _translated(old, base, code, lineage)
    return _match(now, old, keys)


def _translated(old: Sequence[Finding], base: Code, code: Code, lineage: Lineage) -> list[Key]:
    mapping = lineage(base, code)
    taken = set(mapping.values())

    def current(name: str) -> str:
        symbol = Symbol(name)
        if symbol not in base.items:
            return name
        found = mapping.get(symbol)
        if found is not None:
            return found
        # gone: its name may stand for something else by now
        return name if symbol in code.items and symbol not in taken else f"{name} (gone)"

    return [(current(finding.source), current(finding.target), finding.detail) for finding in old]


def _match(now: Sequence[Finding], old: Sequence[Finding], keys: Sequence[Key]) -> Split:
    pool: dict[Key, list[Finding]] = {}
    for key, finding in zip(keys, old, strict=True):
        pool.setdefault(key, []).append(finding)
    known: list[int] = []
    # the same source line first, so that of several in one item the new one is named
    for same_line in (True, False):
        for index, finding in enumerate(now):
            if index in known:
                continue
            candidates = pool.get(finding.key, [])
            match = next(
                (f for f in candidates if _tolerates(f, finding) and (_same_line(f, finding) or not same_line)), None
            )
            if match is not None:
                candidates.remove(match)
                known.append(index)
    new = [finding for index, finding in enumerate(now) if index not in known]
    return Split(new, [now[index] for index in sorted(known)], [f for left in pool.values() for f in left])


def _tolerates(old: Finding, new: Finding) -> bool:
    return old.measure is None or new.measure is None or new.measure <= old.measure


def _same_line(old: Finding, new: Finding) -> bool:
    return old.place.text.strip() == new.place.text.strip()
