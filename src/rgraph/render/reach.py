"""What reaches a dependency, as text and Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rgraph.deps.reach.report import Looked, Reaching, Used, UsedItem, Way
from rgraph.model.graph import Tier
from rgraph.spelling import counted

from .markdown_words import code, escape
from .style import PLAIN, Style
from .words import one_line

FEW = 20
"""How many ways, and how many items, are shown without `-v`."""

_NAMED = 8


def reaching_text(found: Reaching, style: Style = PLAIN, verbose: bool = False) -> str:
    """The ways from lines of the tree to an item."""
    lines = [style.strong(one_line(_title(found)))]
    shown = found.ways if verbose else found.ways[:FEW]
    lines += _ways(shown, style, verbose)
    if len(shown) < len(found.ways):
        lines.append(style.dim(f"and {len(found.ways) - len(shown)} more (-v shows all)"))
    return "\n".join([*lines, "", *map(one_line, looked_notes(found.looked, bool(found.ways)))])


def used_text(found: Used, style: Style = PLAIN, verbose: bool = False) -> str:
    """The items of a package that a tree uses, those first that most lines lead to."""
    lines = [style.strong(one_line(_used_title(found)))]
    shown = found.items if verbose else found.items[:FEW]
    width = max((len(str(len(item.ways))) for item in shown), default=0)
    for item in shown:
        lines.append(f"{len(item.ways):>{width}}  {one_line(item.symbol)}{style.dim(_beyond(item))}")
        if verbose:
            lines += [f"{' ' * width}    {line}" for line in _ways(item.ways, style, verbose=False)]
    if len(shown) < len(found.items):
        lines.append(style.dim(f"and {len(found.items) - len(shown)} more (-v shows all)"))
    return "\n".join([*lines, "", *map(one_line, looked_notes(found.looked, bool(found.items)))])


def reaching_markdown(found: Reaching) -> str:
    """For an issue or a pull request."""
    lines = [f"### {escape(_title(found))}", "", *(f"- {code(way_text(way))}" for way in found.ways)]
    return "\n".join([*lines, "", *(f"- {escape(line)}" for line in looked_notes(found.looked, bool(found.ways)))])


def used_markdown(found: Used) -> str:
    """For an issue or a pull request."""
    lines = [f"### {escape(_used_title(found))}", ""]
    lines += [f"- {code(item.symbol)}: {counted(len(item.ways), 'line')}{_beyond(item)}" for item in found.items]
    return "\n".join([*lines, "", *(f"- {escape(line)}" for line in looked_notes(found.looked, bool(found.items)))])


def way_text(found: Way) -> str:
    """`src/main.rs:12 app::main -> regex::Regex::new`, with its tier where that is not exact."""
    tier = "" if found.tier is Tier.EXACT else f" ({found.tier})"
    return f"{found.path}:{found.line} {' -> '.join([found.owner, *(step.symbol for step in found.steps)])}{tier}"


def looked_notes(looked: Looked, is_reached: bool) -> Iterator[str]:
    """Sentences: what was looked at, and what was not seen."""
    through = _cut([str(package) for package in looked.between]) or "no available package"
    yield (
        f"searched: {counted(looked.references, 'reference')} into {through}; "
        f"{counted(looked.followed, 'item')} of packages followed"
    )
    if looked.missing:
        yield f"not available, so not searched: {_cut([str(package) for package in looked.missing])}"
    if looked.unread:
        yield f"bodies no longer available: {_cut(list(looked.unread))}"
    if looked.cut:
        yield f"cut: {looked.cut}"
    more = "more" if is_reached else "a path"
    if looked.unresolved:
        yield f"{counted(looked.unresolved, 'call')} of that name did not resolve and may mean it"
    if looked.unexpanded:
        yield f"{counted(looked.unexpanded, 'macro call')} on the way not expanded: {more} may hide there"


def _title(found: Reaching) -> str:
    packages = ", ".join(map(str, found.packages))
    meant = found.targets[0] if len(found.targets) == 1 else found.item
    if not found.ways:
        return f"{meant} ({packages}): no path to it was found"
    tests = sum(way.is_test for way in found.ways)
    of_tests = f", {tests:,} of them in tests" if tests else ""
    return f"{meant} ({packages}): reached from {counted(len(found.ways), 'line')}{of_tests}"


def _used_title(found: Used) -> str:
    packages = ", ".join(map(str, found.packages))
    lines = len({(way.path, way.line) for item in found.items for way in item.ways})
    return f"{packages}: {counted(len(found.items), 'item')} used, from {counted(lines, 'line')}"


def _ways(ways: Iterable[Way], style: Style, verbose: bool) -> Iterator[str]:
    for each in ways:
        yield one_line(way_text(each)) + (style.dim(" [test]") if each.is_test else "")
        if verbose:
            for step in each.steps[1:]:
                yield style.dim(
                    one_line(f"    {step.path}:{step.line} {step.kind.verb} {step.symbol} ({step.package})")
                )


def _beyond(item: UsedItem) -> str:
    through = len(item.ways) - item.direct
    if not through:
        return ""
    return "  through other packages" if not item.direct else f"  {through} through other packages"


def _cut(words: list[str]) -> str:
    return ", ".join(words[:_NAMED]) + (f" and {len(words) - _NAMED} more" if len(words) > _NAMED else "")
