"""`hubs`: modules that many depend on and that depend on many."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.model.graph import EdgeKind
from rgraph.model.ids import Symbol
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.pattern import Evidence, Found, Pattern
from rgraph.rules.propose import Proposal, quoted, rule_fields
from rgraph.rules.rule import SURE

_MIN_FAN = 12
_SHARE = 0.01
"""Of all modules: a hub is among the few that most ways lead through."""

_NAMES_ALONE = frozenset({EdgeKind.IMPORTS, EdgeKind.RE_EXPORTS})


def find(codebase: Codebase) -> Iterator[Found]:
    out: dict[Symbol, set[Symbol]] = {}
    into: dict[Symbol, set[Symbol]] = {}
    own = {at.symbol for at in codebase.own}
    every: dict[Symbol, set[Symbol]] = {}
    for (source, target), references in codebase.code.between_modules(SURE, False).items():
        if source not in own or target not in codebase.code.items:
            continue
        every.setdefault(source, set()).add(target)
        if any(edge.kind not in _NAMES_ALONE for _, edge in references):
            out.setdefault(source, set()).add(target)
            into.setdefault(target, set()).add(source)
    ranked = sorted(
        (module for module in out if len(out[module]) >= _MIN_FAN and len(into.get(module, ())) >= _MIN_FAN),
        key=lambda module: (-len(out[module]) * len(into[module]), module),
    )
    for module in ranked[: max(3, round(len(own_modules(codebase)) * _SHARE))]:
        yield _found(codebase, module, into[module], out[module], len(every[module]))


def own_modules(codebase: Codebase) -> list[Symbol]:
    """The modules of libraries and programs."""
    modules = set(codebase.code.modules)
    return [at.symbol for at in codebase.own if at.symbol in modules]


def _found(codebase: Codebase, module: Symbol, into: set[Symbol], out: set[Symbol], all_out: int) -> Found:
    name = codebase.spelt(module)
    statement = f"{name} is a hub: {len(into)} modules use it, and it uses {len(out)}"
    users = [codebase.reference(source, module) for source in sorted(into)[:4]]
    used = [codebase.reference(module, target) for target in sorted(out)[:4]]
    evidence: list[Evidence] = [one for one in (*users, *used) if one is not None]
    fields = rule_fields(f"{name} depends on no more", "metrics", "What many modules depend on should depend on few.")
    rule = Proposal((f"It uses {all_out} modules today.",), fields).but(
        measure='"fan_out"', max=str(all_out), scope=quoted(f"={name}")
    )
    return Found(module, statement, (codebase.shown(codebase.code.items[module]), *evidence), rule)


PATTERN = Pattern("Hubs", "Modules that many others use and that use many others: changes spread through them.", find)
