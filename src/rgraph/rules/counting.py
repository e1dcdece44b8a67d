"""`rgraph trend rule:NAME`: how many violations of a rule there were."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.errors import ConfigError
from rgraph.spelling import did_you_mean
from rgraph.trend.measure import OfTrees
from rgraph.trend.naming import Maker

from .config import FILE_NAME
from .exceptions import Findings
from .judgement import findings_of
from .revisions import Revisions
from .rule import Rule
from .run import load_rules

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph
    from rgraph.view.session import Session


class _OfRule(Maker):
    """The findings of a rule as the last commit states it, in every commit: whatever these stated themselves."""

    def made(self, session: Session, text: str, rev: str) -> OfTrees:
        rules = load_rules(Revisions(session, rev).code(rev), rev).rules
        rule = next((rule for rule in rules if rule.name == text), None)
        if rule is None:
            known = did_you_mean(text, [rule.name for rule in rules])
            raise ConfigError(f"{FILE_NAME} has no rule {text!r}{known}")
        if rule.COMPARES:
            raise ConfigError(f"{text!r} judges what changed between two trees, so a single tree has no count")
        return OfTrees(f"findings of the rule `{text}`", lambda graph: _subjects(session, rule, graph))


def _subjects(session: Session, rule: Rule, graph: CommitGraph) -> Iterator[str]:
    """What each finding is of, without those that an exception tolerates."""
    revisions = Revisions(session, graph.commit)
    code, around = revisions.code(graph.commit), revisions.surroundings()
    found = findings_of(rule, code, code, around)
    every = Findings(found, code)
    tolerated = {
        at
        for exception in rule.exceptions
        if not (exception.expires and around.expired(exception.expires))
        for at in every.meant(exception)
    }
    for at, finding in enumerate(found):
        if at not in tolerated:
            yield finding.source


RULE = _OfRule()
