"""A check as a user asks for it: of the index, the worktree, a revision, or a range with the commits to blame."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from rgraph.errors import ConfigError
from rgraph.view.session import STAGED, WORKTREE, Session

from .code import Code
from .config import FILE_NAME, RuleFile, parse_rules
from .judgement import Checker
from .revisions import Revisions
from .violation import CheckReport


def check_tree(
    session: Session,
    judged: str,
    since: str = "",
    rules: Path | None = None,
    beyond: bool = True,
    where_broken: bool = False,
) -> CheckReport:
    """Checks one tree by its own `rgraph.toml`, or by the file `rules`.

    `beyond`: with what lower tiers would add; `where_broken`: only where there are violations.

    Raises ConfigError for rules that are missing or wrong, RevisionError for a revision that names no commit.
    """
    revisions = Revisions(session, judged)
    code = revisions.code(judged)
    # rules from elsewhere may name what an old revision did not have yet
    lenient = rules is not None and judged not in {STAGED, WORKTREE}
    loaded = load_rules(code, judged, rules)
    return Checker(loaded, revisions.surroundings(), since, lenient, beyond, where_broken).check(code, judged)


def check_range(session: Session, text: str, rules: Path | None = None) -> CheckReport:
    """What `A..B` (`A...B`: from the merge base) brought, each violation with its commit, by the rules of B."""
    from .blame import Blame

    span = session.repository.parse_range(text)
    revisions = Revisions(session, span.new)
    code = revisions.code(span.new)
    loaded = load_rules(code, span.new, rules)
    report = Checker(loaded, revisions.surroundings(), span.old, rules is not None).check(code, text)
    blame = Blame(session, loaded, revisions, span)
    return dataclasses.replace(report, violations=blame.of_all(report.violations))


def has_rules(session: Session, judged: str) -> bool:
    """Whether a tree has an `rgraph.toml`."""
    return FILE_NAME in session.graph(judged).files


def staged_rules(session: Session, rules: Path | None = None) -> RuleFile:
    """The rules that what is staged is checked by. Raises ConfigError."""
    return load_rules(Revisions(session, STAGED).code(STAGED), STAGED, rules)


def load_rules(code: Code, judged: str, rules: Path | None = None) -> RuleFile:
    """The rules of a tree, or those of a file on disk. Raises ConfigError."""
    if rules is not None:
        try:
            return parse_rules(rules.read_bytes(), str(rules))
        except OSError as error:
            raise ConfigError(f"The rules {rules} cannot be read: {error.strerror}.") from error
    if FILE_NAME not in code.graph.files:
        where = {STAGED: "the index", WORKTREE: "the working directory"}.get(judged, f"the tree of {judged[:12]}")
        more = "git add it, or " if judged == STAGED else ""
        raise ConfigError(
            f"There is no {FILE_NAME} in {where}.",
            f"{more}write one with `rgraph rules init --write`; `rgraph check --rules FILE` uses another file.",
        )
    return parse_rules(code.graph.source(FILE_NAME))
