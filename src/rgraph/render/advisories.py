"""What advisories mean for a tree, as text, Markdown and annotations for editors."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.deps.advisories.report import Advised, Judged, Verdict
from rgraph.spelling import counted

from .markdown_words import code, escape
from .reach import looked_notes, way_text
from .style import PLAIN, Style
from .words import one_line

FEW = 3
"""How many ways of one advisory are shown without `-v`."""


def advised_text(found: Advised, style: Style = PLAIN, verbose: bool = False) -> str:
    """The advisories, those first that are reached; then what was looked at, and what was not seen."""
    lines = [style.strong(one_line(_summary(found)))]
    for each in found.judged:
        lines += ["", *_judged(each, style, verbose)]
    if found.notices:
        lines += ["", *(one_line(_notice(each)) for each in found.notices)]
    return "\n".join([*lines, "", *map(one_line, _notes(found))])


def advised_markdown(found: Advised) -> str:
    """For an issue or a pull request."""
    lines = [f"### {_summary(found)}", ""]
    for each in found.judged:
        lines.append(f"- **{each.verdict}**: {escape(_heading(each) + (f' ({each.why})' if each.why else ''))}")
        lines += [f"  - {code(way_text(way))}" for way in each.ways[:FEW]]
    lines += [f"- {escape(_notice(each))}" for each in found.notices]
    return "\n".join([*lines, "", *(f"- {escape(note)}" for note in _notes(found))])


def _judged(found: Judged, style: Style, verbose: bool) -> Iterator[str]:
    yield style.strong(one_line(_heading(found)))
    colour = {Verdict.REACHABLE: style.bad, Verdict.CANNOT_TELL: style.doubtful}.get(found.verdict, style.strong)
    yield f"  {colour(found.verdict)}{one_line(_reason(found))}"
    ways = found.ways if verbose else found.ways[:FEW]
    for way in ways:
        yield f"    {one_line(way_text(way))}" + (style.dim(" [test]") if way.is_test else "")
    if len(ways) < len(found.ways):
        yield style.dim(f"    and {counted(len(found.ways) - len(ways), 'more line')} (-v shows all)")
    if found.ways and found.unresolved:
        yield one_line(f"  no item of its source is called {', '.join(found.unresolved)}")
    if found.advisory.targets:
        yield one_line(f"  concerns only {', '.join(found.advisory.targets)} alone")
    yield one_line(f"  {_patched(found)}")


def _reason(found: Judged) -> str:
    if found.why:
        return f": {found.why}"
    if found.ways:
        tests = all(way.is_test for way in found.ways)
        return f" from {counted(len(found.ways), 'line')}" + (", only from tests" if tests else "")
    return f": no way to {', '.join(each.name for each in found.functions)}"


def _heading(found: Judged) -> str:
    kind = f" [{found.advisory.informational}]" if found.advisory.informational else ""
    return f"{found.advisory.id} {found.package}: {found.advisory.title}{kind}"


def _patched(found: Judged) -> str:
    return f"patched: {'; '.join(found.advisory.patched)}" if found.advisory.patched else "no version is patched"


def _notice(found: Judged) -> str:
    return f"{found.advisory.informational}: {found.package} ({found.advisory.id})"


def _summary(found: Advised) -> str:
    counts = ", ".join(f"{found.count(verdict)} {verdict}" for verdict in Verdict if found.count(verdict))
    number = counted(len(found.judged), "advisory").replace("advisorys", "advisories")
    what = f"{number} for {counted(found.packages, 'package')}"
    return f"{what}: {counts}" if counts else what


def _notes(found: Advised) -> Iterator[str]:
    yield f"{found.read:,} advisories read, {counted(found.packages, 'package')} looked up in them"
    if any(each.functions for each in found.judged):
        yield from looked_notes(found.looked, is_reached=False)
    if found.skipped:
        more = f" and {len(found.skipped) - FEW:,} more" if len(found.skipped) > FEW else ""
        yield f"not read: {'; '.join(found.skipped[:FEW])}{more}"
