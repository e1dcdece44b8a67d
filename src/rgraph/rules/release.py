"""Whether the public API broke since the last release without a version that says so."""

from __future__ import annotations

import re

from rgraph.model.ids import Oid
from rgraph.view.session import Session

from .config import RuleFile
from .judgement import Checker
from .kinds.api_frozen import ApiFrozen
from .revisions import Revisions
from .selector import parse_selection
from .violation import CheckReport

_RELEASE = re.compile(r"refs/tags/(v?\d+\.\d+\.\d+)\Z")


def check_release(session: Session, judged: str, since: str) -> CheckReport:
    """The breaking changes of all libraries between two revisions, but for packages with a major bump.

    Raises RevisionError for a revision that names no commit.
    """
    revisions = Revisions(session, judged)
    rule = ApiFrozen(
        name="api",
        kind="api_frozen",
        reason="A breaking change needs a major bump.",
        api=parse_selection("**"),
        since=since,
        allow_empty=True,
    )
    return Checker(RuleFile("", (rule,)), revisions.surroundings()).check(revisions.code(judged), judged)


def release_before(session: Session, judged: str, pushed_from: str) -> str:
    """The release to compare a revision with: its newest release tag, else what is pushed over, "" for neither.

    Git gives zeros as `pushed_from` where a branch is new.
    """
    base = last_release(session, judged) or pushed_from
    return base if base.strip("0") else ""


def last_release(session: Session, judged: str) -> str:
    """The newest tag `v1.2.3` or `1.2.3` before a revision, "" where there is none."""
    repository = session.repository
    tip = repository.resolve(judged)
    tags = {name: oid for name, oid in repository.refs().items() if _RELEASE.match(name) and oid != tip}
    for name in sorted(tags, key=lambda name: (-repository.commit(tags[name]).time, name)):
        if repository.is_ancestor(Oid(tags[name]), tip):
            return name.removeprefix("refs/tags/")
    return ""
