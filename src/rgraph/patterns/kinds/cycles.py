"""`cycles`: modules that depend on each other, and the fewest uses to cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rgraph.model.ids import Symbol
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.limits import MAX_EXCEPTIONS
from rgraph.patterns.pattern import Evidence, Found, Pattern
from rgraph.rules.propose import Proposal, all_modules, quoted, rule_fields
from rgraph.rules.rule import SURE
from rgraph.spelling import counted
from rgraph.view.cycles import Link, cyclic_links, feedback_links


def find(codebase: Codebase) -> Iterator[Found]:
    between = codebase.code.between_modules(SURE, False)
    found = []
    for modules, links in cyclic_links(all_modules(codebase.code)):
        weights = {(a, b): len(between[Symbol(a), Symbol(b)]) for a, b in links}
        cut = feedback_links(links, weights, frozenset(links))
        found.append((-len(modules), modules, _found(codebase, modules, cut, weights)))
    yield from (one for _, _, one in sorted(found, key=lambda each: each[:2]))


def _found(codebase: Codebase, modules: tuple[str, ...], cut: list[Link], weights: Mapping[Link, int]) -> Found:
    first = codebase.spelt(modules[0])
    who = f"{first} and {codebase.spelt(modules[1])}" if len(modules) == 2 else f"{len(modules)} modules around {first}"
    uses = counted(sum(weights[link] for link in cut), "reference")
    statement = f"{who} depend on each other; cutting {counted(len(cut), 'link')} ({uses}) breaks all cycles among them"
    lightest = sorted(cut, key=lambda link: (weights[link], link))
    evidence = [one for link in lightest if (one := _link(codebase, link)) is not None]
    return Found(modules[0], statement, tuple(evidence), _rule(codebase, modules, cut), members=frozenset(modules))


def _link(codebase: Codebase, link: Link) -> Evidence | None:
    found = codebase.reference(*link)
    if found is None:
        return None
    return Evidence(found.path, found.line, found.symbol, f"cut {link[0]} -> {link[1]}: {found.what}")


def _rule(codebase: Codebase, modules: tuple[str, ...], cut: list[Link]) -> Proposal | None:
    if len(cut) > MAX_EXCEPTIONS:
        return None
    first = codebase.spelt(modules[0])
    reason = "Modules in a cycle can only be understood, tested and moved together."
    fields = rule_fields(f"no more cycles around {first}", "acyclic", reason)
    lines = [
        f"    {{ from = {quoted(f'={codebase.spelt(a)}')}, to = {quoted(f'={codebase.spelt(b)}')}, "
        'reason = "to be cut" },'
        for a, b in cut
    ]
    scope = ", ".join(quoted(codebase.spelt(module)) for module in modules)
    return Proposal(
        ("Cutting the excepted links breaks all cycles; remove each exception once its link is cut.",), fields
    ).but(scope=f"[{scope}]", exceptions="\n".join(["[", *lines, "]"]))


PATTERN = Pattern(
    "Cycles", "Modules that depend on each other, except parents and their children, with the fewest uses to cut.", find
)
