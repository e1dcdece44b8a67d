"""The module graph with layers and violations marked, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rgraph.errors import ConfigError
from rgraph.model.ids import Symbol
from rgraph.spelling import did_you_mean

from .code import Code
from .config import RuleFile
from .heights import layers_of
from .kinds.layers import Layers
from .rule import SURE
from .selector import parse_selection
from .violation import CheckReport


@dataclass(frozen=True, slots=True)
class DrawnModule:
    """A module, its crate, the layer it is in ("" for none), and its height in the graph (0 is the bottom)."""

    name: str
    crate: str
    layer: str
    height: int


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """`source` depends on `target` by `count` references; `rules` are those that it violates."""

    source: str
    target: str
    count: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Modules and links in a fixed order, and the report that marked them."""

    modules: tuple[DrawnModule, ...]
    links: tuple[DrawnLink, ...]
    report: CheckReport


def draw(code: Code, rules: RuleFile, report: CheckReport, depth: int = 1, crate: str = "") -> Drawing:
    """The graph of modules folded to `depth` segments below their crate, of one crate where one is named.

    Raises ConfigError for a crate that is not there.
    """
    names = {name for pair in code.crate_names.items() for name in pair}
    if crate and crate not in names:
        raise ConfigError(f"There is no crate `{crate}` in this tree{did_you_mean(crate, names)}")
    counts: dict[tuple[str, str], int] = {}
    for (one, two), references in code.between_modules(SURE, False).items():
        link = _link(code, one, two, depth, crate)
        if link:
            counts[link] = counts.get(link, 0) + len(references)
    broken: dict[tuple[str, str], set[str]] = {}
    for violation in report.violations:
        finding = violation.finding
        pairs = [(s.source, s.target) for s in finding.steps] or [(finding.source, finding.target)]
        for source, target in pairs:
            link = _link(code, source, target, depth, crate)
            if link:
                broken.setdefault(link, set()).add(violation.rule)
                counts.setdefault(link, 0)
    links = tuple(DrawnLink(*link, counts[link], tuple(sorted(broken.get(link, ())))) for link in sorted(counts))
    return Drawing(_modules(code, rules, links), links, report)


def _link(code: Code, source: str, target: str, depth: int, crate: str) -> tuple[str, str] | None:
    a, b = Symbol(source), Symbol(target)
    if a not in code.items or b not in code.items:
        return None
    if crate and not (code.items[a].crate == code.items[b].crate and crate in _names(code, code.items[a].crate)):
        return None
    one, two = _folded(code.module_of(a), depth), _folded(code.module_of(b), depth)
    return (one, two) if one != two else None


def _names(code: Code, crate: str) -> set[str]:
    return {crate, code.crate_names.get(crate, crate)}


def _folded(module: str, depth: int) -> str:
    return "::".join(module.split("::")[: depth + 1])


def _modules(code: Code, rules: RuleFile, links: Sequence[DrawnLink]) -> tuple[DrawnModule, ...]:
    graph: dict[str, set[str]] = {}
    for link in links:
        graph.setdefault(link.source, set()).add(link.target)
        graph.setdefault(link.target, set())
    layer = {
        module: name
        for rule in rules.rules
        if isinstance(rule, Layers) and not rule.containers
        for height in rule.layers
        for name in ((height,) if isinstance(height, str) else height)
        for module in code.select_modules(parse_selection(name))
    }
    heights = {name: height for height, names in enumerate(reversed(layers_of(graph))) for name in names}
    return tuple(
        DrawnModule(name, code.items[Symbol(name)].crate, layer.get(Symbol(name), ""), heights.get(name, 0))
        for name in sorted(graph)
    )
