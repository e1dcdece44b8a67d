"""Which findings were there before: matched by the lineage of their two items, never by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
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
    if have_equal_keys(now, old):
        return _match(now, old, [finding.key for finding in old])
    mapping = lineage(base, code)
    keys = _translated(old, base, code, mapping)
    split = _match(now, old, keys)
    moved = _of_moved_code(split.new, set(keys), base, code, mapping)
    return Split([f for f in split.new if f not in moved], [*split.known, *moved], split.fixed)


def have_equal_keys(now: Sequence[Finding], old: Sequence[Finding]) -> bool:
    """Whether two trees have findings of the same items, each as often."""
    return sorted(finding.key for finding in now) == sorted(finding.key for finding in old)


def are_known(now: Sequence[Finding], old: Sequence[Finding]) -> bool:
    """Whether `split_known` says so of all, wherever they stand: nothing is measured that may be worse now."""
    return have_equal_keys(now, old) and all(finding.measure is None for finding in now)


def _translated(old: Sequence[Finding], base: Code, code: Code, mapping: Mapping[Symbol, Symbol]) -> list[Key]:
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


def _of_moved_code(
    new: Sequence[Finding], keys: Set[Key], base: Code, code: Code, mapping: Mapping[Symbol, Symbol]
) -> list[Finding]:
    """Findings of a module, imports mostly, that came with items moved into it from a module that had them."""
    modules = {Symbol(finding.source) for finding in new} & set(code.modules)
    if not modules:
        return []
    origins: dict[Symbol, set[str]] = {}
    for before, after in mapping.items():
        if after in code.items and before in base.items and code.module_of(after) in modules and after not in modules:
            origin = base.module_of(before)
            origins.setdefault(code.module_of(after), set()).add(mapping.get(origin, origin))
    return [
        finding
        for finding in new
        if any((origin, finding.target, finding.detail) in keys for origin in origins.get(Symbol(finding.source), ()))
    ]


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
