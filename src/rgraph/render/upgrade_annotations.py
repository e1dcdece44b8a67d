"""An upgrade for code hosts: SARIF for code scanning, annotations for GitHub Actions, on each line that feels it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rgraph.deps.upgrade.report import ApiFinding, CallSite, Effect, Felt, Upgrade
from rgraph.diff.report import Level

from .github import annotation
from .sarif import SarifPlace, SarifResult, SarifRule, sarif_log
from .upgrade_words import message, moves_text, rest_of, summary

_SARIF = {
    Effect.BREAKS: "error",
    Effect.MAY_BREAK: "warning",
    Effect.DEPRECATED: "warning",
    Effect.BEHAVES: "note",
    Level.MAJOR: "warning",
    Level.MINOR: "note",
    Level.PATCH: "note",
}
"""A change of an API breaks who depends on what it takes away: not each line that names the item."""
_RULES = {
    Effect.BREAKS: ("A line does not compile with the new version.", "Write it as the new version has it."),
    Effect.MAY_BREAK: ("A line meets another type in the new version.", "Compile it with the new version."),
    Effect.DEPRECATED: ("A line uses what the new version deprecates.", "Use what its note names."),
    Effect.BEHAVES: ("What a line calls has another body in the new version.", "Read what changed there."),
}


class _Said(NamedTuple):
    """What is said of a line."""

    rule: SarifRule
    title: str
    text: str
    fingerprint: str
    site: CallSite


def upgrade_sarif(found: Upgrade) -> str:
    """A SARIF log with a result for each line that feels something."""
    told = list(_said(found))
    rules = {each.rule.id: each.rule for each in told}
    results = [
        SarifResult(
            each.rule.id,
            each.rule.level,
            each.text,
            SarifPlace(each.site.path, each.site.line),
            f"{each.fingerprint}:{each.site.path}:{each.site.owner}",
        )
        for each in told
    ]
    return sarif_log([rules[name] for name in sorted(rules)], results)


def upgrade_github(found: Upgrade) -> str:
    """One annotation for each line that feels something, and one for what moves and what is not known."""
    lines = [
        annotation(
            "notice" if each.rule.level == "note" else each.rule.level,
            each.site.path,
            each.site.line,
            0,
            each.title,
            each.text,
        )
        for each in _said(found)
    ]
    whole = ". ".join([summary(found), *rest_of(found, verbose=False)])
    return "\n".join([*lines, annotation("notice", "", 0, 0, moves_text(found.moves), whole)])


def _said(found: Upgrade) -> Iterator[_Said]:
    for felt in found.felt:
        yield from _of_felt(felt)
    for api in found.apis:
        for each in api.findings:
            yield from _of_api(each)


def _of_felt(felt: Felt) -> Iterator[_Said]:
    name = felt.effect.value.replace(" ", "-")
    rule = SarifRule(name, name, *_RULES[felt.effect], _SARIF[felt.effect])
    text = f"{felt.item}: {felt.what}." + (f" Instead: {felt.instead}" if felt.instead else "")
    for site in felt.sites:
        yield _Said(rule, f"{felt.package.name} {felt.package.version}", text, f"{name}:{felt.item}:{felt.what}", site)


def _of_api(each: ApiFinding) -> Iterator[_Said]:
    """A finding on an item that is used here, at the lines that use it."""
    finding = each.finding
    rule = SarifRule(finding.rule, finding.rule, finding.title, "", _SARIF[finding.level], finding.reference)
    for site in each.sites:
        yield _Said(rule, finding.title, message(finding), f"{finding.rule}:{finding.item}:{finding.message}", site)
