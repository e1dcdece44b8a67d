"""Findings about who depends on whom: one for each pair of items, and chains of uses for indirect ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import Symbol

from .chains import Ways, item_chains
from .violation import Finding, Step

if TYPE_CHECKING:
    from .code import Code, Reference
    from .context import Context

_SURENESS = {tier: rank for rank, tier in enumerate(Tier)}


def weakest(tiers: Iterable[Tier]) -> Tier:
    """The least sure of some tiers."""
    return max(tiers, key=_SURENESS.__getitem__)


def direct_findings(
    context: Context,
    broken: Callable[[Symbol, Symbol], str],
    between: Callable[[Symbol, Symbol], bool] | None = None,
    sources: Collection[Symbol] | None = None,
    targets: Collection[Symbol] | None = None,
) -> Iterator[Finding]:
    """One finding for each pair of items with a dependency for which `broken` gives a message.

    Most pairs need no closer look: `sources` are the only items that a rule binds. With `between` they are the
    modules that it binds, and that tells of two modules whether anything between them may be broken. Or `targets` are
    the only items that something may be said of.
    """
    pairs: dict[tuple[Symbol, Symbol], list[Reference]] = {}
    verdicts: dict[tuple[Symbol, Symbol], str] = {}
    for reference in _looked_at(context, between, sources, targets):
        pair = (reference[1].src, reference[1].dst)
        if pair not in verdicts:
            verdicts[pair] = broken(*pair)
        if verdicts[pair]:
            pairs.setdefault(pair, []).append(reference)
    on_the_way = set(_on_the_way(pairs, verdicts))
    for pair, references in pairs.items():
        if pair not in on_the_way:
            yield pair_finding(context.code, verdicts[pair], references)


def _looked_at(
    context: Context,
    between: Callable[[Symbol, Symbol], bool] | None,
    sources: Collection[Symbol] | None,
    targets: Collection[Symbol] | None,
) -> Iterable[Reference]:
    if between is not None:
        return _between(context, between, sources or ())
    return context.references(sources) if targets is None else context.references_of_users(targets)


def _between(
    context: Context, between: Callable[[Symbol, Symbol], bool], modules: Iterable[Symbol]
) -> Iterator[Reference]:
    outgoing = context.outgoing()
    for source in modules:
        for target, references in outgoing.get(source, {}).items():
            if between(source, target):
                yield from references


def _on_the_way(
    pairs: Mapping[tuple[Symbol, Symbol], list[Reference]], seen: Iterable[tuple[Symbol, Symbol]]
) -> Iterator[tuple[Symbol, Symbol]]:
    """Pairs that say nothing of their own: `crate::infra` in the path `crate::infra::write`, which is judged itself.

    `seen` are all pairs, since what the path leads to may well be allowed.
    """
    named = {pair for pair, found in pairs.items() if all(edge.kind is EdgeKind.REFERENCES for _, edge in found)}
    for source, target in seen if named else ():
        head, colons, _ = target.rpartition("::")
        while colons:
            if (source, Symbol(head)) in named:
                yield source, Symbol(head)
            head, colons, _ = head.rpartition("::")


def pair_finding(code: Code, message: str, references: list[Reference]) -> Finding:
    """The finding of one pair of items: it stands at the first of its references."""
    path, edge = min(references, key=lambda reference: (reference[0], code.graph.edge_line(*reference)))
    verbs = ", ".join(sorted({reference[1].kind.verb for reference in references}))
    sure = min((reference[1].tier for reference in references), key=_SURENESS.__getitem__)
    return Finding(f"{message} ({verbs})", code.reference_place(path, edge), edge.src, edge.dst, tier=sure.value)


def indirect_findings(
    context: Context,
    sources: Iterable[Symbol],
    is_target: Callable[[Symbol, Symbol], bool],
    is_passable: Callable[[Symbol], bool],
    describe: Callable[[Symbol, Symbol], str] | None = None,
) -> Iterator[Finding]:
    """For each source module the shortest chain of uses to each target module that passes an item in between.

    `is_target` tells of a source and a module whether the one must not reach the other. What lies in between is
    passable and neither a source nor a target, so each chain is found once, at its last source. Items are looked at
    only where whole modules lead from a source to a target, and only those of the modules on such a way.
    """
    code, ordered = context.code, sorted(sources)
    ways = Ways(context.outgoing(), ordered, is_target, code.items, is_passable)
    for source in filter(ways.lead_from, ordered):
        for chain in item_chains(context.uses(), source, partial(is_target, source), ways.__contains__):
            target = code.module_of(chain[-1][1].dst)
            message = describe(source, target) if describe else f"{source} must not depend on {target}"
            yield _indirect(code, message, source, target, chain)


def _indirect(code: Code, message: str, source: Symbol, target: Symbol, chain: Sequence[Reference]) -> Finding:
    steps = tuple(Step(edge.src, edge.dst, code.reference_place(path, edge)) for path, edge in chain)
    via = ", ".join(edge.dst for _, edge in chain[:-1])
    return Finding(
        f"{message}, not even by way of {via}",
        steps[0].place,
        source,
        target,
        "indirect",
        "",
        steps,
        weakest(edge.tier for _, edge in chain).value,
    )
