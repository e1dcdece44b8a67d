"""A pack for the review of a change: what breaks, old and new shape, who uses it, which tests reach it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.diff.asked import Question
from rgraph.diff.counts import counts_line
from rgraph.diff.report import DiffReport, ItemChange
from rgraph.spelling import counted
from rgraph.view.graph import CommitGraph
from rgraph.view.lines import Lines
from rgraph.view.testruns import test_runs

from .code import GAP
from .limits import FULL_TOKENS
from .packing import Measure, Share, packed
from .pieces import Pack, Piece, Role
from .tokens import estimated

if TYPE_CHECKING:
    from rgraph.diff.lines import Place
    from rgraph.diff.report import Finding, Verdict
    from rgraph.view.session import Session

_BESIDE = 2
"""Lines of code before and after what changed."""


@dataclass(frozen=True)
class Review:
    """A change, and the words of whoever reviews it ("" for none)."""

    session: Session
    question: Question
    words: str = ""

    def pack(self, budget: int, counter: str, measure: Measure) -> Pack:
        """What to read of the change, within a budget of tokens as `measure` counts them."""
        revision = f"{self.report.old}..{self.report.new}"
        empty = Pack(self.words, revision, self._new.commit, budget, counter, notes=self.report.notes)
        return packed(empty, list(self._shares()), measure)

    @cached_property
    def report(self) -> DiffReport:
        """What changed, with the code before and after."""
        return self.question.compare(self.session, code=True)

    @property
    def _new(self) -> CommitGraph:
        return self.session.graph(self.question.new)

    def _shares(self) -> Iterator[Share]:
        changes = sorted(self.report.changes, key=self._weight)
        yield Share(0.05, list(self._summary()))
        yield Share(0.15, [self._breaks(finding) for finding in self._findings()])
        yield Share(0.1, list(self._violations()))
        yield Share(0.45, [piece for change in changes if (piece := self._change(change)) is not None])
        yield Share(0.15, list(self._users(changes)))
        yield Share(0.1, list(self._tests(changes)))

    def _weight(self, change: ItemChange) -> tuple[int, int, int, int, str]:
        """What a reviewer must see first: what is asked for, what breaks, what others use, what is public."""
        broken = {place for finding in self.report.findings for place in (finding.old, finding.new)}
        breaks = any(ref is not None and ref.place in broken for ref in (change.old, change.new))
        said = set(self.words.lower().replace(":", " ").split())
        asked = sum(word in said for word in change.ref.symbol.lower().replace(":", " ").split())
        return (-asked, -breaks, -len(change.affected.stale), -(change.ref.public and change.code), change.ref.symbol)

    def _summary(self) -> Iterator[Piece]:
        counts = counts_line(self.report.changes)
        files, items = counted(self.report.files_changed, "file"), counted(len(self.report.changes), "item")
        yield _said(f"{files}, {items}{': ' + counts if counts else ''}")
        for verdict in self.report.verdicts:
            if verdict.published and verdict.needed != "none":
                asks = f"the change needs a {verdict.needed} bump, and {_step(verdict)}"
                yield _said(f"{verdict.package} from {verdict.old_version} to {verdict.new_version}: {asks}")
        for cycle in self.report.drift.cycles_gained:
            yield _said(f"new cycle of modules: {' -> '.join((*cycle, cycle[0]))}")

    def _findings(self) -> list[Finding]:
        return sorted(self.report.findings, key=lambda found: (-found.level.rank, found.crate, found.item, found.rule))

    def _breaks(self, finding: Finding) -> Piece:
        place, commit = (finding.new, "") if finding.new is not None else (finding.old, self.question.old)
        text = f"{finding.level}: {finding.message}"
        return _at(Role.BREAKS, finding.item, place, text, f"{finding.rule}, {finding.confidence}", commit)

    def _violations(self) -> Iterator[Piece]:
        from rgraph.rules.run import check_tree, has_rules

        if not has_rules(self.session, self.question.new):
            return
        report = check_tree(self.session, self.question.new, self.question.old, beyond=False)
        for violation in report.violations:
            found = violation.finding
            text = f"{violation.severity}: {found.message}"
            line = found.place.line
            yield Piece(Role.VIOLATION, found.source, found.place.path, line, line, text, violation.rule)

    def _change(self, change: ItemChange) -> Piece | None:
        before, after = change.before.splitlines(), change.after.splitlines()
        text = _shortened(_difference(before, after))
        if not text:
            return None
        told = "; ".join(detail.text for detail in change.details)
        commit = "" if change.new is not None else self.question.old
        return _at(Role.CHANGE, change.ref.symbol, change.ref.place, text, told, commit)

    def _users(self, changes: Sequence[ItemChange]) -> Iterator[Piece]:
        """Who refers to what changed and was not changed with it; who still uses an old shape first."""
        lines = Lines(self._new)
        near = [
            (caller.symbol not in change.affected.stale, number, caller, change)
            for number, change in enumerate(changes)
            for caller in change.affected.callers
            if caller.depth == 1 and not caller.changed
        ]
        for is_fine, _, caller, change in sorted(near, key=lambda one: one[:2]):
            why = f"uses {change.ref.name}" if is_fine else f"uses the old shape of {change.ref.name}"
            code = next((text.strip() for _, text in lines.around(caller.place.path, caller.place.line, 0)), "")
            yield _at(Role.STALE, caller.symbol, caller.place, code or caller.symbol, f"{caller.symbol} {why}")

    def _tests(self, changes: Sequence[ItemChange]) -> Iterator[Piece]:
        """The lines that run the tests which reach what changed."""
        symbols = dict.fromkeys(test.symbol for change in changes for test in change.affected.tests)
        for run in test_runs(self._new, symbols):
            yield Piece(Role.TEST, "", "", 0, 0, run.command, counted(len(run.tests), "test"))


def _difference(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """What differs, line by line; `...` between places, whose numbers would count from the item's first line."""
    lines = list(unified_diff(before, after, n=_BESIDE, lineterm=""))[3:]
    return [GAP if line.startswith("@@") else line for line in lines]


def _step(verdict: Verdict) -> str:
    """What the manifest did, and whether that is enough."""
    if verdict.made == "lowered":
        return "the version was lowered"
    did = {"none": "the version did not change", "unknown": "the version cannot be read"}.get(verdict.made)
    return f"{did or f'it had a {verdict.made} one'}: {'enough' if verdict.enough else 'not enough'}"


def _shortened(lines: Sequence[str]) -> str:
    """The first lines of a difference, so many as an item may take."""
    kept: list[str] = []
    room = FULL_TOKENS
    for line in lines:
        room -= estimated(f"{line}\n")
        if room < 0:
            return "\n".join([*kept, f"... {len(lines) - len(kept)} more lines"])
        kept.append(line)
    return "\n".join(kept)


def _said(text: str) -> Piece:
    return Piece(Role.SUMMARY, "", "", 0, 0, text)


def _at(role: Role, symbol: str, place: Place | None, text: str, why: str = "", commit: str = "") -> Piece:
    if place is None:
        return Piece(role, symbol, "", 0, 0, text, why)
    end = place.end_line if role is Role.CHANGE else place.line
    return Piece(role, symbol, place.path, place.line, end, text, why, commit)
