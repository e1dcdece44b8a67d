"""A count over history as text and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from rgraph.spelling import counted
from rgraph.trend.limits import MOST_SERIES
from rgraph.trend.report import Point, Trend, Why

from .style import PLAIN, Style
from .table import table_csv
from .words import one_line

_BARS = "▁▂▃▄▅▆▇█"
_WIDEST_SPARK = 72
_BAR = 40
_TAGS_SHOWN = 2
OTHERS = "others"


def trend_text(found: Trend, style: Style = PLAIN) -> str:
    """A spark line, the points at which the count is another one, and the largest changes."""
    lines = [style.strong(one_line(heading(found))), *_renamed(found), ""]
    lines += _groups(found, style) if found.by else _alone(found, style)
    lines += _jumps(found, style)
    notes = [f"note: {one_line(note)}" for note in found.notes]
    return "\n".join([*lines, *(["", *notes] if notes else [])])


def trend_csv(found: Trend) -> str:
    """A line for each point; where it was asked for, a column for each crate or module."""
    groups = sorted({name for point in found.points for name in point.groups})
    rows = [
        [
            point.commit,
            datetime.fromtimestamp(point.time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            " ".join(point.tags),
            "" if point.count is None else point.count,
            str(point.why or ""),
            *(point.groups.get(name, "") for name in groups),
        ]
        for point in found.points
    ]
    return table_csv(["commit", "time", "tags", "count", "why", *groups], rows)


def heading(found: Trend) -> str:
    """What was counted, where it began and ended, and over which points."""
    told = [point for point in found.points if point.count is not None]
    outside = ", outside of tests" if found.outside_tests else ""
    if not told:
        return f"{found.title}{outside}: nothing to count in {counted(len(found.points), 'commit')}"
    first, last = told[0], told[-1]
    moved = f"{first.count:,} → {last.count:,}" if first is not last else f"{last.count:,}"
    step = "each commit" if found.every == "commit" else f"by {found.every}"
    span = f"{day(first)} to {day(last)}" if first is not last else day(last)
    return f"{found.title}{outside}: {moved}, {span}, {step} ({counted(len(found.points), 'point')})"


def _renamed(found: Trend) -> list[str]:
    return [f"formerly {one_line(', '.join(found.names[1:]))}"] if len(found.names) > 1 else []


def day(point: Point) -> str:
    """The date of a point."""
    return datetime.fromtimestamp(point.time, UTC).strftime("%Y-%m-%d")


def spark(values: Sequence[int | None], width: int = _WIDEST_SPARK) -> str:
    """A line of bars from 0 to the largest value; a blank where there is none."""
    if len(values) > width:
        values = [values[at * (len(values) - 1) // (width - 1)] for at in range(width)]
    most = max((value for value in values if value is not None), default=0)
    return "".join(" " if value is None else _BARS[_height(value, most)] for value in values)


def _height(value: int, most: int) -> int:
    return 0 if not most or value <= 0 else max(1, round(value * (len(_BARS) - 1) / most))


def _alone(found: Trend, style: Style) -> Iterator[str]:
    values = [point.count for point in found.points]
    yield spark(values)
    yield ""
    most = max((value for value in values if value is not None), default=0)
    width = max(len(f"{value:,}") for value in (most, 0))
    left_out = 0
    for at, point in enumerate(found.points):
        if _is_dull(found.points, at):
            left_out += 1
            continue
        yield _row(point, most, width, style)
    if left_out:
        yield style.dim(f"({counted(left_out, 'point')} without a change left out)")


def _is_dull(points: Sequence[Point], at: int) -> bool:
    """Whether a point has what the one before has; the first and the last are always told."""
    if at in {0, len(points) - 1}:
        return False
    return points[at].count == points[at - 1].count and points[at].why == points[at - 1].why


def _row(point: Point, most: int, width: int, style: Style) -> str:
    number = str(point.why) if point.count is None else f"{point.count:>{width},}"
    bar = "" if not most or not point.count else "█" * max(1, round(point.count * _BAR / most))
    tags = " ".join(point.tags[:_TAGS_SHOWN]) + (" …" if len(point.tags) > _TAGS_SHOWN else "")
    row = f"{day(point)}  {point.commit[:10]}  {number}  {style.dim(bar)}"
    return one_line(f"{row}  {tags}") if not style.colour and tags else f"{row}  {one_line(tags)}".rstrip()


def _groups(found: Trend, style: Style) -> Iterator[str]:
    series = largest(found)
    width = max((len(name) for name, _ in series), default=0)
    digits = max((len(f"{value:,}") for _, values in series for value in values if value is not None), default=1)
    yield style.dim(f"{found.by:<{width}}  {'first':>{max(5, digits)}}  {'last':>{max(5, digits)}}")
    for name, values in series:
        ends = "  ".join(
            f"{'-' if value is None else f'{value:,}':>{max(5, digits)}}" for value in (values[0], values[-1])
        )
        yield f"{one_line(name):<{width}}  {ends}  {spark(values, 48)}"


def largest(found: Trend, most: int = MOST_SERIES) -> list[tuple[str, list[int | None]]]:
    """The groups with the largest counts, by the last one, and what all others have together."""
    names = {name for point in found.points for name in point.groups}
    last = found.points[-1].groups if found.points else {}
    peak = {name: max(point.groups.get(name, 0) for point in found.points) for name in names}
    ordered = sorted(names, key=lambda name: (-last.get(name, 0), -peak[name], name))
    shown, rest = ordered[:most], ordered[most:]
    series = [(name, _values(found, [name])) for name in shown]
    return [*series, (f"{len(rest)} {OTHERS}", _values(found, rest))] if rest else series


def _values(found: Trend, names: Sequence[str]) -> list[int | None]:
    """None where there is none of these crates or modules."""
    return [
        sum(known) if (known := [point.groups[name] for name in names if name in point.groups]) else None
        for point in found.points
    ]


def _jumps(found: Trend, style: Style) -> list[str]:
    if len(found.jumps) < 2:
        return []
    lines = ["", style.strong("largest changes")]
    for jump in found.jumps:
        when = datetime.fromtimestamp(jump.time, UTC).strftime("%Y-%m-%d")
        what = (
            one_line(jump.subject)
            if jump.commits == 1
            else f"in {counted(jump.commits, 'commit')}"
            if jump.commits
            else ""
        )
        lines.append(f"  {jump.change:+,}  {when}  {jump.commit[:10]}  {what}".rstrip())
    return lines


def not_told(found: Trend) -> str:
    """Why points have no count, in a sentence; "" where all have one."""
    counts = {why: sum(point.why is why for point in found.points) for why in Why}
    return ", ".join(f"{counted(number, 'point')} {why}" for why, number in counts.items() if number)
