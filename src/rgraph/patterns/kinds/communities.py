"""`communities`: groups that the modules of a crate fall into by use, against the borders of its top modules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rgraph.model.ids import Symbol
from rgraph.patterns.clustering import communities
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.pattern import Evidence, Found, Pattern
from rgraph.rules.rule import SURE
from rgraph.spelling import counted

_MIN_MODULES, _MIN_MEMBERS = 20, 4
_MIN_MODULARITY = 0.5
"""From here on groups are held to be real ones."""

_MIN_REFERENCES, _SHARE = 10, 0.75
"""A module is a stray where so many of its references, and this share, join it with another top module that uses it."""

_Weights = dict[str, dict[str, float]]


def find(codebase: Codebase) -> Iterator[Found]:
    by_crate = _weights(codebase)
    for crate, weights in sorted(by_crate.items(), key=lambda each: (-len(each[1]), each[0])):
        if len(weights) < _MIN_MODULES:
            continue
        groups, modularity = communities(weights)
        large = [group for group in groups if len(group) >= _MIN_MEMBERS]
        if modularity >= _MIN_MODULARITY and len(large) >= 2:
            yield _found(codebase, crate, weights, large, modularity)


def _weights(codebase: Codebase) -> dict[str, _Weights]:
    """How many references join the modules of each crate, both ways; its root, which joins all, is left out."""
    own = {at.symbol for at in codebase.own}
    found: dict[str, _Weights] = {}
    for (source, target), references in codebase.code.between_modules(SURE, False).items():
        if source not in own or target not in own:
            continue
        crate = codebase.code.items[source].crate
        if crate == codebase.code.items[target].crate and crate not in {source, target}:
            weights = found.setdefault(crate, {})
            for one, other in ((source, target), (target, source)):
                links = weights.setdefault(one, {})
                links[other] = links.get(other, 0.0) + len(references)
    return found


def _found(
    codebase: Codebase, crate: str, weights: _Weights, groups: Sequence[tuple[str, ...]], modularity: float
) -> Found:
    strays = list(_strays(codebase, weights, groups))
    against = f", {counted(len(strays), 'module')} grouped with modules from elsewhere" if strays else ""
    modules = f"the {len(weights)} modules of {codebase.spelt(crate)}"
    statement = f"{modules} fall into {len(groups)} communities by use (modularity {modularity:.2f}){against}"
    hearts = [_heart(codebase, weights, group) for group in groups]
    return Found(crate, statement, (*strays, *hearts))


def _heart(codebase: Codebase, weights: _Weights, group: tuple[str, ...]) -> Evidence:
    """A community by the module that most joins it."""
    inside = set(group)
    joins = {name: sum(w for other, w in weights[name].items() if other in inside) for name in group}
    heart = max(sorted(group), key=lambda name: joins[name])
    tops = Counter(_top(name) for name in group).most_common(3)
    listed = ", ".join(f"{codebase.spelt(top)} ({count})" for top, count in tops)
    at = codebase.code.items[Symbol(heart)]
    return Evidence(at.path, at.line, at.symbol, f"{len(group)} modules around {codebase.spelt(heart)}: {listed}")


def _strays(codebase: Codebase, weights: _Weights, groups: Sequence[tuple[str, ...]]) -> Iterator[Evidence]:
    """Modules below a top one that join another top module, which their community is mostly of and which uses them."""
    users: dict[str, set[str]] = {}
    for source, target in codebase.code.between_modules(SURE, False):
        users.setdefault(target, set()).add(_top(source))
    for group in groups:
        (most, count), *_ = Counter(_top(name) for name in group).most_common(1)
        for name in group if 2 * count > len(group) else ():
            links = weights[name]
            there = sum(weight for other, weight in links.items() if _top(other) == most)
            everywhere = sum(links.values())
            at = codebase.code.items[Symbol(name)]
            is_below = _top(name) not in {most, name} and most in users.get(name, ())
            if is_below and there >= max(_MIN_REFERENCES, _SHARE * everywhere) and at.symbol not in codebase.public:
                what = f"{there:g} of {everywhere:g} references join it with {codebase.spelt(most)}"
                yield Evidence(at.path, at.line, at.symbol, f"{codebase.spelt(name)}: {what}")


def _top(module: str) -> str:
    return "::".join(module.split("::", 2)[:2])


PATTERN = Pattern(
    "Communities",
    "Groups of modules of a large crate that use each other most, compared with its top-level modules.",
    find,
)
