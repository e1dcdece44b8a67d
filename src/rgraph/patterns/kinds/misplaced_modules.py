"""`misplaced_modules`: modules that belong with others than those they stand among."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.model.ids import Symbol
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.pattern import Evidence, Found, Pattern
from rgraph.rules.propose import Proposal, quoted, rule_fields
from rgraph.rules.rule import SURE

_MIN_REFERENCES = 3


def find(codebase: Codebase) -> Iterator[Found]:
    partners = _partners(codebase)
    found: dict[str, list[tuple[Symbol, str]]] = {}
    for at in codebase.own:
        module = at.symbol
        users = partners.get(module)
        if users is None or module in codebase.public or not at.parent or codebase.code.items[at.parent].parent == "":
            continue  # users find it there; what stands at the top of its crate stands among no group
        home = _top(module)
        tops = {_top(user) for user in users}
        if len(tops) == 1 and home not in tops and sum(users.values()) >= _MIN_REFERENCES:
            (other,) = tops
            inside = not home.startswith(f"{other}::")  # a crate's root uses what stands in it
            if inside and not _leans(codebase, module, home) and _is_group(codebase, home):
                found.setdefault(home, []).append((module, other))
    for several in found.values():
        if len(several) == 1:  # where it is several, that is what the group is for
            yield from (_found(codebase, module, other, partners[module]) for module, other in several)


def _partners(codebase: Codebase) -> dict[Symbol, dict[Symbol, int]]:
    """Who uses each module, and by how many references; uses by its own descendants are none."""
    found: dict[Symbol, dict[Symbol, int]] = {}
    for (source, target), references in codebase.code.between_modules(SURE, False).items():
        if target in codebase.code.items and source in codebase.code.items and not source.startswith(f"{target}::"):
            found.setdefault(target, {})[source] = len(references)
    return found


def _leans(codebase: Codebase, module: Symbol, home: str) -> bool:
    """Whether a module uses anything of its home."""
    targets = codebase.code.outgoing(SURE, False).get(module, {})
    return any(_top(target) == home and not target.startswith(f"{module}::") for target in targets)


def _is_group(codebase: Codebase, home: str) -> bool:
    children = codebase.children.get(Symbol(home), ())
    modules = set(codebase.code.modules)
    return sum(child.symbol in modules and child.symbol not in codebase.code.tests for child in children) >= 3


def _top(module: str) -> str:
    return "::".join(module.split("::", 2)[:2])


def _found(codebase: Codebase, module: Symbol, other: str, users: dict[Symbol, int]) -> Found:
    name, where = codebase.spelt(module), codebase.spelt(other)
    home = codebase.spelt(_top(module))
    statement = f"{name} is in {home}, but only {where} uses it ({sum(users.values())} references)"
    shown: list[Evidence] = [one for user in sorted(users) if (one := codebase.reference(user, module)) is not None]
    fields = rule_fields(f"{name} is for {where}", "protected", "It belongs with its only user.")
    rule = Proposal(("Nobody else uses it today.",), fields).but(
        modules=quoted(name), by=f"[{quoted(name)}, {quoted(where)}]"
    )
    return Found(module, statement, (codebase.shown(codebase.code.items[module]), *shown), rule)


PATTERN = Pattern(
    "Misplaced modules",
    "Modules that have no connection with their neighbours, but are used by one other part of the code.",
    find,
)
