"""What `rgraph deps scan` found and `rgraph deps prune` let go of, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rgraph.spelling import counted
from rgraph.view.session import STAGED, WORKTREE

from .status import size
from .style import Style
from .words import one_line

if TYPE_CHECKING:
    from rgraph.deps.pruning import Pruned
    from rgraph.deps.scanning import Lacking, ScanReport

HISTORY = "history"
"""What a scan of all indexed commits is at."""

LISTED = 20
"""Names of a list that are shown before the rest is counted."""

_CHECKED = {
    "contents": "",
    "claimed": "the checksum is stated, and the files were not checked",
    "unchecked": "not checked",
}


def scan_text(report: ScanReport, style: Style, verbose: bool = False) -> str:
    """How many packages are at hand, by source; what is missing, what was refused, and what brings it."""
    is_history = report.at == HISTORY
    where = f"in the lock files of {counted(report.commits, 'indexed commit')}" if is_history else f"at {report.at}"
    share = f"{len(report.packages):,} of {counted(report.total, 'package')} available"
    lines = [f"{style.strong(share)} {one_line(where)}" if report.total else f"no package is locked {one_line(where)}"]
    for source in report.sources:
        unchecked = f", {source.unchecked:,} of them not checked file by file" if source.unchecked else ""
        lines.append(f"  {source.kind:<9}{source.packages:>5,}  {source.what}{unchecked}")
    if verbose:
        lines += [f"    {line}" for line in _places(report)]
    if report.new:
        lines.append(f"read now: {counted(report.new, 'package')}, {counted(report.parsed, 'file')}")
    if report.linked is not None and report.total:
        lines.append(
            f"linked: the code here uses {counted(report.linked.items, 'item')} of "
            f"{counted(report.linked.packages, 'package')}"
        )
    lines += _lacking("missing", report.missing, style, verbose)
    if not report.total and is_history:
        lines.append("  to index more: rgraph index --history")
    lines += _bring(report) if report.missing else []
    lines += _lacking("refused", report.refused, style, verbose)
    lines += _listed("left out", [f"  {one_line(each)}" for each in report.left_out], style, verbose)
    lines += _listed("problems", [f"  {one_line(each)}" for each in report.problems], style, verbose)
    lines += _bring(report) if not report.missing else []
    return "\n".join(lines) + "\n"


def _bring(report: ScanReport) -> list[str]:
    """What brings the packages that are not at hand."""
    there = "" if report.at in {"HEAD", STAGED, WORKTREE} else ", where such a commit is checked out"
    return [f"  to get them{there}: {' or '.join(report.bring)}"] if report.bring else []


def pruned_text(found: Pruned) -> str:
    """What was let go of."""
    gone = f"{counted(len(found.packages), 'package')} and {counted(found.contents, 'content')}"
    lines = [f"removed {gone}; {counted(found.kept, 'package')} kept", f"the store is {size(found.bytes)} smaller"]
    if found.other_versions:
        lines.append(f"removed {counted(found.other_versions, 'store')} of other versions of rgraph")
    return "\n".join(lines) + "\n"


def _places(report: ScanReport) -> Iterator[str]:
    for each in report.packages:
        inside = f" {each.inside}" if each.inside and each.kind in ("git", "clone") else ""
        checked = f" ({_CHECKED.get(each.checked, '')})" if _CHECKED.get(each.checked) else ""
        yield one_line(f"{each.name} {each.version}  {each.path}{inside}{checked}")


def _lacking(title: str, packages: Iterable[Lacking], style: Style, verbose: bool) -> list[str]:
    lines = [
        one_line(f"  {each.name} {each.version}{_from(each)}{f': {each.why}' if each.why else ''}") for each in packages
    ]
    return _listed(title, lines, style, verbose)


def _listed(title: str, lines: list[str], style: Style, verbose: bool) -> list[str]:
    return ["", style.strong(f"{title}: {len(lines):,}"), *_cut(lines, verbose)] if lines else []


def _from(package: Lacking) -> str:
    if package.path:
        return f" at {package.path}"
    return f" ({package.source})" if package.source.startswith("git+") else ""


def _cut(lines: list[str], verbose: bool) -> list[str]:
    if verbose or len(lines) <= LISTED:
        return lines
    return [*lines[:LISTED], f"  and {len(lines) - LISTED:,} more (--verbose)"]
