"""Families: modules of one parent, or crates of one prefix, none of which depends on another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from rgraph.model.ids import Symbol

from .code import Between, Code

MIN_MEMBERS = 4
"""Fewer siblings say nothing by not depending on each other."""


def module_families(code: Code, between: Between) -> Iterator[tuple[Symbol, list[Symbol]]]:
    """Parents whose child modules do not depend on each other, and those children, the largest family first.

    A child without any use, or alone in being used, is no member of anything; such a family is left out.
    """
    children: dict[Symbol, list[Symbol]] = {}
    for module in code.modules:
        parent = code.items[module].parent
        if parent and module not in code.tests:
            children.setdefault(parent, []).append(module)
    leaning: set[Symbol] = set()
    mixed: set[Symbol] = set()
    for source, target in between:
        if target in code.items:
            a, b = _upwards(code, source), _upwards(code, target)
            leaning.update(a)
            mixed.update(_parting(a, b))
    for parent, inside in sorted(children.items(), key=lambda family: (-len(family[1]), family[0])):
        if parent not in mixed and sum(child in leaning for child in inside) >= MIN_MEMBERS:
            yield parent, inside


def _upwards(code: Code, module: Symbol) -> list[Symbol]:
    """A module and those around it, the outermost first."""
    return [*code.around(module)][::-1]


def _parting(a: list[Symbol], b: list[Symbol]) -> Iterator[Symbol]:
    """The module of whose children one holds the one end and another one the other end; there is one at most."""
    for depth, (one, other) in enumerate(zip(a, b, strict=False)):
        if one != other:
            if depth:
                yield a[depth - 1]
            return


def crate_families(names: Mapping[str, str], links: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, list[str]]]:
    """Prefixes of crate names (`nu_plugin_`) and their crates, where none links another, the largest family first.

    `names` are the crates and what each is called in code.
    """
    by_prefix: dict[str, list[str]] = {}
    for crate, name in sorted(names.items()):
        for place, char in enumerate(name):
            if char == "_" and place:
                by_prefix.setdefault(name[: place + 1], []).append(crate)
    pairs = {(source, target) for source, targets in links.items() for target in targets}
    taken: set[str] = set()
    for prefix, crates in sorted(by_prefix.items(), key=lambda family: (-len(family[1]), family[0])):
        apart = not any((a, b) in pairs or (b, a) in pairs for a, b in combinations(crates, 2))
        if len(crates) >= MIN_MEMBERS and apart and taken.isdisjoint(crates):
            taken.update(crates)
            yield prefix, crates
