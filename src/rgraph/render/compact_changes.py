"""Diffs, checks, tables and the state of the index for agents: the terminal's texts, as lines that can be cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rgraph.spelling import counted

from .told import Told, shown

if TYPE_CHECKING:
    from rgraph.diff.report import DiffReport
    from rgraph.rules.violation import CheckReport
    from rgraph.view.index_state import Status
    from rgraph.view.query.ask import Table

_VERBOSE = re.compile(r"(?<=[( ;])-v(?= (?:shows|says))")


def diff_told(report: DiffReport, verbose: bool = False) -> Told:
    """What changed, most important first."""
    from .diff_text import report_text

    head, *body = _lines(report_text(report, verbose=verbose))
    changed = (ref.place.path for change in report.changes for ref in (change.old, change.new) if ref is not None)
    return Told([head], body, [], frozenset(changed), "narrow it by paths or crate")


def check_told(report: CheckReport, verbose: bool = False) -> Told:
    """The sum first, then what violates which rule."""
    from .check_text import check_text

    *body, total = _lines(check_text(report, verbose=verbose))
    paths = frozenset(violation.finding.place.path for violation in report.violations)
    return Told([total], body, [], paths, "check a range or since a revision for what is new")


def table_told(found: Table) -> Told:
    """Rows, cells separated by tabs."""
    from .table import cell

    count = counted(len(found.rows), "row")
    body = [shown("\t".join(cell(value).replace("\t", " ") for value in row)) for row in found.rows]
    head = [count, shown("\t".join(found.headers))] if found.rows else [f"{count}: {', '.join(found.headers)}"]
    return Told(head, body, [], frozenset(), "give :limit in the script")


def status_told(found: Status) -> Told:
    """The state of the index."""
    from .status import status_text

    head, *body = _lines(status_text(found))
    return Told([head], body)


def _lines(text: str) -> list[str]:
    """The lines of a text without empty ones; what the command line calls `-v` is an argument here."""
    lines = (line for line in text.split("\n") if line.strip())
    return [shown(_VERBOSE.sub("verbose=true", line)) for line in lines]
