"""`acyclic`: no dependency cycles among modules, crates or types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind
from rgraph.model.ids import Symbol
from rgraph.rules.cycles import Link, cyclic_links, feedback_links, shortest_cycle
from rgraph.rules.dependencies import weakest
from rgraph.rules.rule import EdgeRule
from rgraph.rules.selector import NOTHING, Selection
from rgraph.rules.violation import Finding, Step

if TYPE_CHECKING:
    from rgraph.rules.code import Reference
    from rgraph.rules.context import Context

_TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT, ItemKind.TYPE_ALIAS})
LEVELS = ("module", "crate", "type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Acyclic(EdgeRule):
    """No cycles among the modules, crates or types (`level`) inside `scope`.

    `depth` folds modules deeper than that many segments below their crate into their ancestor. Of each cycle the few
    links are reported whose removal opens it. That a module leans on its own child, or a child on its parent, is
    usual in Rust, and counts with `parents = true` alone.
    """

    level: str = "module"
    scope: Selection = NOTHING
    depth: int = 0
    parents: bool = False

    def check(self, context: Context) -> Iterator[Finding]:
        links = self._links(context)
        graph: dict[str, set[Symbol]] = {str(a): set(to) for a, to in links.items()}
        for _, inside in cyclic_links(graph):
            for source, target in inside:
                yield self._finding(context, links, inside, source, target)

    def settle(self, new: Sequence[Finding], now: Sequence[Finding], old: Sequence[Finding]) -> Sequence[Finding]:
        del old
        every = [(finding.source, finding.target) for finding in now]
        weights = {(finding.source, finding.target): finding.weight for finding in now}
        fresh: set[Link] = {(finding.source, finding.target) for finding in new}
        removed = set(feedback_links(every, weights, fresh))
        return [finding for finding in new if (finding.source, finding.target) in removed]

    def problems(self) -> Iterator[str]:
        if self.level not in LEVELS:
            yield f"`level` is one of {', '.join(LEVELS)}, not `{self.level}`"
        if self.depth < 0:
            yield "`depth` is a number of segments, at least 1 (0: no folding)"

    def _links(self, context: Context) -> dict[Symbol, dict[Symbol, list[Reference]]]:
        code = context.code
        scope = code.select(self.scope) if self.scope else None
        links: dict[Symbol, dict[Symbol, list[Reference]]] = {}
        ends: dict[Symbol, Symbol] = {}

        def end(symbol: Symbol) -> Symbol:
            if symbol not in ends:
                inside = symbol in code.items and (scope is None or symbol in scope)
                ends[symbol] = self._end(context, symbol) if inside else Symbol("")
            return ends[symbol]

        for path, edge in context.references():
            source, target = end(edge.src), end(edge.dst)
            if source and target and source != target and (self.parents or not _family(source, target)):
                links.setdefault(source, {}).setdefault(target, []).append((path, edge))
        return links

    def _end(self, context: Context, symbol: Symbol) -> Symbol:
        """What an item counts as at this level, "" for nothing."""
        code = context.code
        if self.level == "crate":
            return Symbol(code.items[symbol].crate)
        if self.level == "type":
            return next((item.symbol for item in code.ancestors(symbol) if item.kind in _TYPES), Symbol(""))
        module = code.module_of(symbol)
        return Symbol("::".join(module.split("::")[: self.depth + 1])) if self.depth else module

    def _finding(
        self,
        context: Context,
        links: dict[Symbol, dict[Symbol, list[Reference]]],
        inside: Sequence[Link],
        source: str,
        target: str,
    ) -> Finding:
        code = context.code
        trail = [Symbol(name) for name in shortest_cycle((source, target), inside)]
        shown = [(a, b, links[a][b][0]) for a, b in pairwise(trail)]
        steps = tuple(Step(edge.src, edge.dst, code.reference_place(path, edge)) for _, _, (path, edge) in shown)
        count = len(links[Symbol(source)][Symbol(target)])
        return Finding(
            f"cycle among {self.level}s: {' -> '.join(trail)}",
            steps[0].place,
            source,
            target,
            hint=f"Cutting {source} -> {target} ({count} reference{'s' if count != 1 else ''}) opens it.",
            steps=steps,
            tier=weakest(edge.tier for _, _, (_, edge) in shown).value,
            weight=count,
        )


def _family(a: str, b: str) -> bool:
    return a.startswith(f"{b}::") or b.startswith(f"{a}::")
