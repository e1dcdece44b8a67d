"""`acyclic`: no dependency cycles among modules, crates or types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind
from rgraph.model.graph import Tier
from rgraph.model.ids import Symbol
from rgraph.rules.dependencies import weakest
from rgraph.rules.rule import EdgeRule
from rgraph.rules.selector import NOTHING, Selection
from rgraph.rules.violation import Finding, Place, Step
from rgraph.view.cycles import Link, cyclic_links, feedback_links, followers, shortest_cycle
from rgraph.view.modules import Bundle

if TYPE_CHECKING:
    from rgraph.rules.code import Reference
    from rgraph.rules.context import Context

_Parts = list[Sequence["Reference"]]
"""The references of a link, as they come: of bundles no more is read than is asked for."""

_Links = dict[Symbol, dict[Symbol, _Parts]]
_TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT, ItemKind.TYPE_ALIAS})
LEVELS = ("module", "crate", "type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Acyclic(EdgeRule):
    """No cycles among the modules, crates or types (`level`) inside `scope`.

    `depth` folds modules deeper than that many segments below their crate into their ancestor. Of each cycle the few
    links are reported whose removal opens it. That a module depends on its own child, or a child on its parent, is
    usual in Rust, and counts with `parents = true` alone.
    """

    level: str = "module"
    scope: Selection = NOTHING
    depth: int = 0
    parents: bool = False

    def check(self, context: Context) -> Iterator[Finding]:
        links, cycles = self._found(context)
        for _, inside in cycles:
            for source, target in inside:
                yield self._finding(links[Symbol(source)][Symbol(target)], source, target)

    def placed(self, findings: Sequence[Finding], context: Context) -> Sequence[Finding]:
        links, _ = self._found(context)
        firsts = [links[Symbol(finding.source)][Symbol(finding.target)][0][0] for finding in findings]
        places = [context.code.reference_place(path, edge) for path, edge in firsts]
        return [replace(finding, place=place) for finding, place in zip(findings, places, strict=True)]

    def settle(self, new: Sequence[Finding], now: Sequence[Finding], old: Sequence[Finding]) -> Sequence[Finding]:
        del old
        every = [(finding.source, finding.target) for finding in now]
        weights = {(finding.source, finding.target): finding.weight for finding in now}
        fresh: set[Link] = {(finding.source, finding.target) for finding in new}
        removed = set(feedback_links(every, weights, fresh))
        return [finding for finding in new if (finding.source, finding.target) in removed]

    def problems(self) -> Iterator[str]:
        if self.level not in LEVELS:
            yield f"`level` must be one of {', '.join(LEVELS)}, not `{self.level}`"
        if self.depth < 0:
            yield "`depth` must be a number of segments, at least 1 (0: no folding)"

    def _found(self, context: Context) -> tuple[_Links, list[tuple[tuple[str, ...], list[Link]]]]:
        """The links of a tree, and those in cycles."""

        def make() -> tuple[_Links, list[tuple[tuple[str, ...], list[Link]]]]:
            links = self._links(context)
            return links, _cyclic(links)

        return context.code.once((self, context.tiers), make)

    def _links(self, context: Context) -> _Links:
        code = context.code
        scope = code.select(self.scope) if self.scope else None
        links: _Links = {}
        ends: dict[Symbol, Symbol] = {}

        def end(symbol: Symbol) -> Symbol:
            if symbol not in ends:
                inside = symbol in code.items and (scope is None or symbol in scope)
                ends[symbol] = self._end(context, symbol) if inside else Symbol("")
            return ends[symbol]

        for pair, references in self._by_ends(context):
            source, target = end(pair[0]), end(pair[1])
            if source and target and source != target and (self.parents or not _family(source, target)):
                links.setdefault(source, {}).setdefault(target, []).append(references)
        return links

    def _by_ends(self, context: Context) -> Iterable[tuple[tuple[Symbol, Symbol], Sequence[Reference]]]:
        """References by what they connect: modules, which crates consist of, or single items."""
        if self.level == "type":
            return (((edge.src, edge.dst), [(path, edge)]) for path, edge in context.references())
        return context.between_modules().items()

    def _end(self, context: Context, symbol: Symbol) -> Symbol:
        """What an item counts as at this level, "" for nothing."""
        code = context.code
        if self.level == "crate":
            return Symbol(code.items[symbol].crate)
        if self.level == "type":
            return next((each for each in code.around(symbol) if code.kind(each) in _TYPES), Symbol(""))
        module = code.module_of(symbol)
        return Symbol("::".join(module.split("::")[: self.depth + 1])) if self.depth else module

    def explain(self, findings: Sequence[Finding], context: Context) -> Sequence[Finding]:
        if not findings:
            return findings
        links, cycles = self._found(context)
        ways = {link: ways for _, inside in cycles for ways in [followers(inside)] for link in inside}
        return [self._with_cycle(context, links, ways[f.source, f.target], f) for f in findings]

    def _finding(self, parts: _Parts, source: str, target: str) -> Finding:
        return Finding(
            f"{source} and {target} are in a cycle of {self.level}s",
            Place(""),
            source,
            target,
            tier=min((tier for part in parts for tier in _tiers(part)), key=list(Tier).index).value,
            weight=sum(map(len, parts)),
        )

    def _with_cycle(
        self, context: Context, links: _Links, ways: Mapping[str, Sequence[str]], finding: Finding
    ) -> Finding:
        code = context.code
        trail = [Symbol(name) for name in shortest_cycle((finding.source, finding.target), ways)]
        shown = [links[a][b][0][0] for a, b in pairwise(trail)]
        count = f"{finding.weight} reference{'s' if finding.weight != 1 else ''}"
        return replace(
            finding,
            message=f"cycle among {self.level}s: {' -> '.join(trail)}",
            hint=f"Cutting {finding.source} -> {finding.target} ({count}) breaks it.",
            steps=tuple(Step(edge.src, edge.dst, code.reference_place(path, edge)) for path, edge in shown),
            tier=weakest(edge.tier for _, edge in shown).value,
        )


def _cyclic(links: _Links) -> list[tuple[tuple[str, ...], list[Link]]]:
    graph: dict[str, set[Symbol]] = {str(a): set(to) for a, to in links.items()}
    return cyclic_links(graph)


def _tiers(references: Sequence[Reference]) -> Iterable[Tier]:
    return references.tiers if isinstance(references, Bundle) else (edge.tier for _, edge in references)


def _family(a: str, b: str) -> bool:
    return a.startswith(f"{b}::") or b.startswith(f"{a}::")
