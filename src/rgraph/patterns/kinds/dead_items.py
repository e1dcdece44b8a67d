"""`dead_items`: public items of crates that are for this workspace alone, which nothing in it uses."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.model.cargo import TargetKind
from rgraph.model.ids import Symbol
from rgraph.patterns.codebase import Codebase
from rgraph.patterns.limits import MAX_EXCEPTIONS
from rgraph.patterns.pattern import Evidence, Found, Pattern
from rgraph.rules.config import parse_rules
from rgraph.rules.judgement import Surroundings, findings_of
from rgraph.rules.propose import Proposal, quoted, rule_fields

_RULE = '[[rule]]\nname = "dead"\nkind = "orphan"\nwhat = "items"\nreason = "unused"\nscope = {}\n'
_KINDS = ("function", "struct", "enum", "union", "trait", "const", "static", "type_alias", "macro")
"""Methods aside: which of them a call by bare name means is not always known."""


def find(codebase: Codebase) -> Iterator[Found]:
    internal = _internal(codebase)
    if not internal:
        return
    (rule,) = parse_rules(_RULE.format(_scope(sorted(internal))).encode()).rules
    own = {at.symbol for at in codebase.own}
    by_crate: dict[str, list[Evidence]] = {}
    for finding in findings_of(rule, codebase.code, codebase.code, Surroundings()):
        at = codebase.code.items[Symbol(finding.source)]
        if at.crate in internal and at.symbol in own:
            by_crate.setdefault(at.crate, []).append(codebase.shown(at))
    for crate, evidence in sorted(by_crate.items()):
        statement = f"of {codebase.spelt(crate)} not used in this workspace"
        yield Found(crate, statement, tuple(evidence), _rule(codebase, crate, evidence), listed="public item")


def _internal(codebase: Codebase) -> set[str]:
    """The programs, and the libraries of packages that are not published."""
    private = {package.manifest for package in codebase.graph.cargo.packages if not package.publish}
    crates = codebase.code_crates.items()
    return {
        crate for crate, one in crates if not one.proc_macro and (one.kind is TargetKind.BIN or one.manifest in private)
    }


def _rule(codebase: Codebase, crate: str, found: list[Evidence]) -> Proposal | None:
    if len(found) > MAX_EXCEPTIONS:
        return None
    name = codebase.spelt(crate)
    fields = rule_fields(
        f"{name} has no dead public items", "orphan", "Unused code is read and maintained for nothing."
    )
    lines = [
        f'    {{ from = {quoted(f"={one.symbol}")}, reason = "unused when the rule was written" }},' for one in found
    ]
    return Proposal(("The exceptions are the items that nothing uses today.",), fields).but(
        what='"items"', scope=_scope([name]), exceptions="\n".join(["[", *lines, "]"])
    )


def _scope(crates: list[str]) -> str:
    """What is judged of some crates, as TOML."""
    return f"{{ path = [{', '.join(map(quoted, crates))}], kind = [{', '.join(map(quoted, _KINDS))}] }}"


PATTERN = Pattern(
    "Dead public items",
    "Public items of programs and unpublished packages, other than methods, that nothing in the workspace uses.",
    find,
    "uses in doctests, in other workspaces and in unexpanded macro calls are not seen",
)
