"""What a library says of an item that it re-exports, and the library that declares it says, too: it is said there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rgraph.diff.api.libraries import libraries
from rgraph.diff.report import Confidence, Finding, Level

from .breakage import findings_of
from .delta import Delta
from .sureness import UNSURE

if TYPE_CHECKING:
    from rgraph.diff.api.surface import Surfaces
    from rgraph.link.defs import Def
    from rgraph.view.graph import CommitGraph

_BREAKS = "reexport_breaks"


def without_told_below(
    findings: Iterable[Finding], old: Surfaces, compared: Sequence[tuple[str, str]]
) -> list[Finding]:
    """The findings without the breaks of re-exported items that the library says that declares them; one for each such
    library says that there are some. So does one that re-exports all of another: of that, impls and types without a
    name break its users, too. `compared` are the libraries by their old and new names.
    """
    findings = list(findings)
    homes, offered = _Homes(old.graph), _Offered(old, compared)
    said = {(_what(finding), finding.crate) for finding in findings}
    kept: list[Finding] = []
    below: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        home = homes.of(finding)
        if finding.level is Level.MAJOR and home not in {"", finding.crate} and (_what(finding), home) in said:
            below.setdefault((finding.crate, home), []).append(finding)
        else:
            kept.append(finding)
    majors: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.level is Level.MAJOR and _is_of_items(finding):
            majors.setdefault(finding.crate, []).append(finding)
    for home, several in majors.items():
        for crate in offered.by(home):
            below.setdefault((crate, home), several)
    for (crate, home), several in sorted(below.items()):
        told = findings_of(breaks_below(crate, home, several))
        said_already = {(each.rule, each.crate, each.was) for each in kept}
        kept += [each for each in told if (each.rule, each.crate, each.was) not in said_already]
    return kept


def breaks_below(crate: str, home: str, findings: Sequence[Finding]) -> Delta:
    """That something breaks in a library that another one re-exports. Its own report lists each finding. This one is as
    sure as the surest of them, which is shown."""
    first = min(findings, key=lambda each: each.confidence is not Confidence.CERTAIN)
    facts = {"was": home, "other": home, "count": str(len(findings)), "first": first.message}
    facts |= UNSURE if first.confidence is not Confidence.CERTAIN else {}
    return Delta("crate", _BREAKS, crate, crate, first.old, first.new, facts)


def _what(finding: Finding) -> tuple[object, ...]:
    """What is said of an item, whatever path leads to it."""
    return finding.rule, finding.old, finding.new, finding.item.rpartition("::")[2]


def _is_of_items(finding: Finding) -> bool:
    """Whether it is said of the library's items, not of its package, nor of what it re-exports itself."""
    return finding.item not in {"", finding.crate}


class _Homes:
    """Which library's folder a place is in."""

    def __init__(self, graph: CommitGraph) -> None:
        folders = ((crate.manifest.rpartition("/")[0], crate.id) for crate in libraries(graph))
        self._folders = sorted(((f"{folder}/" if folder else "", crate) for folder, crate in folders), reverse=True)
        self._known: dict[str, str] = {}

    def of(self, finding: Finding) -> str:
        """The library that declares what a finding is about, by its folder; "" for none."""
        place = finding.old or finding.new
        if place is None:
            return ""
        if place.path not in self._known:
            around = (crate for folder, crate in self._folders if place.path.startswith(folder))
            self._known[place.path] = next(around, "")
        return self._known[place.path]


class _Offered:
    """Which of the compared libraries re-export all of another one."""

    def __init__(self, old: Surfaces, compared: Sequence[tuple[str, str]]) -> None:
        self._old, self._compared = old, compared
        self._items: dict[str, set[Def]] = {}

    def by(self, home: str) -> list[str]:
        """The libraries, by their new names, that offered every item that one declared and offered."""
        was = next((before for before, after in self._compared if after == home), "")
        root = self._old.root(was) if was else None
        items = {each for each in self._of(was) if each.crate.id == was and each != root} if was else set()
        return [after for before, after in self._compared if before != was and items and items <= self._of(before)]

    def _of(self, crate: str) -> set[Def]:
        if crate not in self._items:
            offered = (item.definition for item in self._old.of(crate).items if not item.hidden)
            self._items[crate] = {each for each in offered if each is not None}
        return self._items[crate]
