"""`hidden_couplings`: files that change together while no edge joins them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from rgraph.model.ids import Symbol
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.limits import MAX_FILES_CHANGED
from rgraph.patterns.pattern import Evidence, Found, Pattern
from rgraph.rules.rule import EVERY_TIER

_MIN_TOGETHER = 8
_MIN_SHARE = 0.6
"""Of the changes of each of the two: how many are changes of both."""


def find(codebase: Codebase) -> Iterator[Found]:
    modules = {path: module for module, path in codebase.code.module_files.items() if _is_own(codebase, module)}
    alone: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for paths in codebase.commits():
        known = sorted({path for path in paths if path in modules})
        if len(paths) <= MAX_FILES_CHANGED:
            alone.update(known)
            together.update(combinations(known, 2))
    joined = _joined(codebase)
    ranked = sorted(together.items(), key=lambda each: (-each[1], each[0]))
    for (a, b), count in ranked:
        if count < _MIN_TOGETHER:
            return
        one, other = modules[a], modules[b]  # type: ignore[index]
        often = count >= _MIN_SHARE * max(alone[a], alone[b])
        if often and not joined & {(one, other), (other, one)} and not _family(one, other):
            yield _found(codebase, one, other, count, max(alone[a], alone[b]))


def _is_own(codebase: Codebase, module: Symbol) -> bool:
    return codebase.code.items[module].crate in codebase.code_crates and module not in codebase.code.tests


def _joined(codebase: Codebase) -> set[tuple[Symbol, Symbol]]:
    """Modules between whose files any edge leads, whatever its tier, that of tests too."""
    files = codebase.code.module_files
    found = set()
    for source, target in codebase.code.between_modules(EVERY_TIER, True):
        ends = [next((each for each in codebase.code.around(end) if each in files), end) for end in (source, target)]
        found.add((ends[0], ends[1]))
    return found


def _family(a: str, b: str) -> bool:
    return a.startswith(f"{b}::") or b.startswith(f"{a}::")


def _found(codebase: Codebase, one: Symbol, other: Symbol, count: int, of: int) -> Found:
    names = codebase.spelt(one), codebase.spelt(other)
    statement = f"{names[0]} and {names[1]} change together: in {count} of {of} commits, and no edge connects them"
    items = codebase.code.items[one], codebase.code.items[other]
    return Found(f"{one} {other}", statement, tuple(Evidence(at.path, 1, at.symbol, at.symbol) for at in items))


PATTERN = Pattern(
    "Hidden couplings",
    "Files that mostly change in the same commits, although neither refers to the other.",
    find,
    "renamed files are not followed, and commits with very many files are not counted",
)
