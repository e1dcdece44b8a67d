"""`unsafe_code`: where each crate has unsafe code, and whether its users must write `unsafe` too."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.model.facts import ItemKind
from rgraph.model.ids import Symbol
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.pattern import Evidence, Found, Pattern
from rgraph.rules.config import parse_rules
from rgraph.rules.judgement import Surroundings, findings_of
from rgraph.rules.propose import Proposal, quoted, rule_fields
from rgraph.rules.violation import Finding
from rgraph.spelling import counted

_RULE = b'[[rule]]\nname = "unsafe"\nkind = "unsafe_surface"\nreason = "where it is"\n'
_FEW_MODULES = 12
"""A rule that allows more says little."""


def find(codebase: Codebase) -> Iterator[Found]:
    (rule,) = parse_rules(_RULE).rules
    by_crate: dict[str, dict[Symbol, list[Finding]]] = {}
    for finding in findings_of(rule, codebase.code, codebase.code, Surroundings()):
        at = codebase.code.items.get(Symbol(finding.source))
        if at is not None and at.crate in codebase.code_crates:
            modules = by_crate.setdefault(at.crate, {})
            modules.setdefault(codebase.code.module_of(at.symbol), []).append(finding)
    for crate, modules in sorted(by_crate.items()):
        yield _found(codebase, crate, modules)


def _found(codebase: Codebase, crate: str, modules: dict[Symbol, list[Finding]]) -> Found:
    every = [m for m in codebase.code.modules if codebase.code.items[m].crate == crate and m not in codebase.code.tests]
    open_ = [
        codebase.shown(at)
        for at, item in codebase.of_kind(ItemKind.FUNCTION, ItemKind.TRAIT)
        if at.crate == crate and "unsafe" in item.quals and at.symbol in codebase.public
    ]
    where = f"in {len(modules)} of {counted(len(every), 'module')}"
    how = (
        f"with {counted(len(open_), 'public item')} that users need `unsafe` for" if open_ else "behind safe functions"
    )
    count = counted(sum(map(len, modules.values())), "place")
    evidence = [_evidence(codebase, module, found) for module, found in modules.items()]
    rule = _rule(codebase, crate, sorted(modules)) if _says_something(len(modules), len(every)) else None
    statement = f"{codebase.spelt(crate)} has unsafe code {where} ({count}), {how}"
    return Found(crate, statement, (*evidence, *open_), rule)


def _says_something(with_unsafe: int, every: int) -> bool:
    return with_unsafe <= _FEW_MODULES and 2 * with_unsafe <= every


def _evidence(codebase: Codebase, module: Symbol, found: list[Finding]) -> Evidence:
    place = found[0].place
    return Evidence(place.path, place.line, module, f"{counted(len(found), 'place')} in {codebase.spelt(module)}")


def _rule(codebase: Codebase, crate: str, modules: list[Symbol]) -> Proposal:
    name = codebase.spelt(crate)
    fields = rule_fields(f"unsafe code of {name}", "unsafe_surface", "Unsafe code is reviewed where it is expected.")
    kinds = '["function", "method", "trait", "impl", "module", "macro", "const", "static"]'
    inside = [f"    {{ path = [{', '.join(quoted(f'{codebase.spelt(m)}') for m in modules)}], kind = {kinds} }},"]
    lines = ["[", f'    {{ path = "**", except = [{quoted(name)}] }},', *inside, "]"]
    return Proposal(("These modules have unsafe code today; a new one is to be named here.",), fields).but(
        allowed_in="\n".join(lines)
    )


PATTERN = Pattern(
    "Unsafe code",
    "In which modules of each crate unsafe code stands, and whether it is wrapped or left to users.",
    find,
    "unsafe code in what macros of other crates make is not seen",
)
