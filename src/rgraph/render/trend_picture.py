"""A count over history as a picture: an SVG that stands alone, and an HTML page around it that opens offline."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rgraph.trend.report import Jump, Point, Trend, Why

from .diff_html import asset, page, text
from .trend import day, heading, largest, not_told
from .words import one_line

_WIDTH, _HEIGHT = 960.0, 450.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 64.0, 24.0, 24.0, 116.0
_LEGEND = 20.0
_COLOURS = 9
_DOTS_UP_TO = 400
_TICKS = 5
_TAG_APART = 16.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where times and counts lie in the picture."""

    first: int
    last: int
    top: int
    right: float

    def x(self, time: int) -> float:
        """Of a time."""
        return _LEFT + (self.right - _LEFT) * ((time - self.first) / max(1, self.last - self.first))

    def y(self, count: float) -> float:
        """Of a count."""
        return _HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * (count / max(1, self.top))


def trend_svg(found: Trend) -> str:
    """The picture alone, with its style."""
    return _svg(found, asset("trend.css"))


def trend_html(found: Trend) -> str:
    """The picture, the largest changes, and every point as a table."""
    title = one_line(heading(found))
    changes = "".join(map(_jump, found.jumps))
    notes = "".join(f"<li>{text(one_line(note))}</li>" for note in found.notes)
    body = "".join(
        [
            f"<header><h1>{text(title)}</h1></header>",
            f'<figure class="wide">{_svg(found)}</figure>',
            f"<section><h2>Largest changes</h2><ul>{changes}</ul></section>" if changes else "",
            f"<section><details><summary>{len(found.points):,} points</summary>{_table(found)}</details></section>",
            f"<section><h2>Notes</h2><ul>{notes}</ul></section>" if notes else "",
        ]
    )
    return page(f"rgraph trend {found.name}", body, asset("diff.css") + asset("trend.css"))


def _jump(jump: Jump) -> str:
    what = f"<b>{jump.change:+,}</b> {_date(jump.time)} <code>{jump.commit[:10]}</code>"
    return f"<li>{what} {text(one_line(jump.subject))}{_after(jump.commits)}</li>"


def _after(commits: int) -> str:
    return f" (the last of {commits:,} commits)" if commits > 1 else ""


def _table(found: Trend) -> str:
    names = [name for name, _ in largest(found)] if found.by else []
    series = [values for _, values in largest(found)] if found.by else []
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in ("date", "commit", "tags", "count", *names))
    rows = "".join(_row(point, [values[at] for values in series]) for at, point in enumerate(found.points))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(point: Point, values: Sequence[int | None]) -> str:
    tags = text(one_line(" ".join(point.tags)))
    counts = "".join(f"<td>{_told(value, point)}</td>" for value in (point.count, *values))
    return f"<tr><td>{day(point)}</td><td><code>{point.commit[:10]}</code></td><td>{tags}</td>{counts}</tr>"


def _told(value: int | None, point: Point) -> str:
    return str(point.why or Why.NOT_THERE) if value is None else f"{value:,}"


# ---- the picture ----------------------------------------------------------------------------------------------


def _svg(found: Trend, style: str = "") -> str:
    series: list[tuple[str, Sequence[int | None]]] = (
        list(largest(found)) if found.by else [("", [point.count for point in found.points])]
    )
    frame = _frame(found, series)
    title, told = text(one_line(heading(found))), text(_described(found))
    height = _HEIGHT + (len(series) * _LEGEND if found.by else 0)
    parts = [*_counts(frame), *_dates(frame), *_tags(found.points, frame)]
    for at, (name, values) in enumerate(series):
        parts += _line(found.points, values, frame, at, is_alone=not found.by)
        parts += _legend(name, values, at) if found.by else []
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="trend" role="img" aria-labelledby="trend-title trend-told" '
        f'viewBox="0 0 {_WIDTH:.0f} {height:.0f}" width="{_WIDTH:.0f}" height="{height:.0f}">'
        f'<title id="trend-title">{title}</title><desc id="trend-told">{told}</desc>'
        f"{f'<style>{style}</style>' if style else ''}{''.join(parts)}</svg>"
    )


def _described(found: Trend) -> str:
    """The picture in a sentence, for who does not see it."""
    told = [point for point in found.points if point.count is not None]
    if not told:
        return f"No point has a count: {not_told(found)}."
    most = max(told, key=lambda point: point.count or 0)
    least = min(told, key=lambda point: point.count or 0)
    ends = f"It begins with {told[0].count:,} on {day(told[0])} and ends with {told[-1].count:,} on {day(told[-1])}."
    between = f"The highest is {most.count:,} on {day(most)}, the lowest {least.count:,} on {day(least)}."
    missing = not_told(found)
    return f"{ends} {between}" + (f" {missing}." if missing else "")


def _frame(found: Trend, series: Sequence[tuple[str, Sequence[int | None]]]) -> _Frame:
    top = max([1, *(value for _, values in series for value in values if value is not None)])
    times = [point.time for point in found.points]
    return _Frame(min(times), max(times), _rounded(top), _WIDTH - _RIGHT)


def _rounded(top: int) -> int:
    """The least of 1, 2, 5, 10, 20 ... steps that holds the largest count."""
    step = _step(top)
    return max(1, math.ceil(top / step)) * step


def _step(top: int) -> int:
    rough = max(1.0, top / _TICKS)
    power = 10 ** math.floor(math.log10(rough))
    return max(1, next(int(each * power) for each in (1, 2, 5, 10) if each * power >= rough))


def _counts(frame: _Frame) -> Iterator[str]:
    for count in range(0, frame.top + 1, _step(frame.top)):
        y = frame.y(count)
        yield f'<line class="grid" x1="{_LEFT}" y1="{y:.1f}" x2="{frame.right:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="axis" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{count:,}</text>'


def _dates(frame: _Frame) -> Iterator[str]:
    """Beginnings of years (of months, of days where the history is short), so that labels do not touch."""
    marks = _marks(frame.first, frame.last)
    apart = max(1, math.ceil(len(marks) * 56 / (frame.right - _LEFT)))
    y = _HEIGHT - _BOTTOM
    for time, label in marks[::apart]:
        x = frame.x(time)
        yield f'<line class="grid" x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="axis" x="{x:.1f}" y="{y + 16:.1f}" text-anchor="middle">{label}</text>'


def _marks(first: int, last: int) -> list[tuple[int, str]]:
    begin, end = datetime.fromtimestamp(first, UTC), datetime.fromtimestamp(last, UTC)
    if end.year - begin.year >= 3:
        found = [(datetime(year, 1, 1, tzinfo=UTC), str(year)) for year in range(begin.year, end.year + 1)]
    else:
        months = range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month)
        found = [(datetime(at // 12, at % 12 + 1, 1, tzinfo=UTC), f"{at // 12}-{at % 12 + 1:02}") for at in months]
    inside = [(int(time.timestamp()), label) for time, label in found if first <= time.timestamp() <= last]
    return inside or [
        (first, f"{begin:%Y-%m-%d}"),
        *([(last, f"{end:%Y-%m-%d}")] if end.date() != begin.date() else []),
    ]


def _tags(points: Sequence[Point], frame: _Frame) -> Iterator[str]:
    """The tags under the dates, as many as have room: the newest first."""
    free, y = math.inf, _HEIGHT - _BOTTOM
    for point in reversed(points):
        x = frame.x(point.time)
        if point.tags and x <= free - _TAG_APART:
            free = x
            name = text(_short(one_line(point.tags[0])))
            every = text(one_line(" ".join(point.tags)))
            yield f'<line class="tag" x1="{x:.1f}" y1="{y:.1f}" x2="{x:.1f}" y2="{y + 6:.1f}"/>'
            yield (
                f'<text class="tag" x="{x:.1f}" y="{y + 30:.1f}" text-anchor="end" '
                f'transform="rotate(-50 {x:.1f} {y + 30:.1f})">{name}<title>{every}</title></text>'
            )


def _short(name: str) -> str:
    return name if len(name) <= 16 else f"{name[:15]}…"


def _line(
    points: Sequence[Point], values: Sequence[int | None], frame: _Frame, at: int, is_alone: bool
) -> Iterator[str]:
    """A line that holds each count until the next point, broken where there is none."""
    for run in _runs(points, values):
        spots = [(frame.x(point.time), frame.y(value)) for point, value in run]
        steps = " ".join([f"M {spots[0][0]:.1f} {spots[0][1]:.1f}", *(f"H {x:.1f} V {y:.1f}" for x, y in spots[1:])])
        if is_alone:
            floor = frame.y(0)
            yield f'<path class="area" d="{steps} V {floor:.1f} H {spots[0][0]:.1f} Z"/>'
        yield f'<path class="line c{at % _COLOURS}" d="{steps}"/>'
        for (x, y), (point, value) in zip(spots, run, strict=True) if len(points) <= _DOTS_UP_TO else ():
            told = text(one_line(f"{value:,} on {day(point)}, {point.commit[:10]} {' '.join(point.tags)}".strip()))
            dot = f'<circle class="dot c{at % _COLOURS}" cx="{x:.1f}" cy="{y:.1f}" r="2.5">'
            yield f"{dot}<title>{told}</title></circle>"


def _runs(points: Sequence[Point], values: Sequence[int | None]) -> Iterator[list[tuple[Point, int]]]:
    run: list[tuple[Point, int]] = []
    for point, value in zip(points, values, strict=True):
        if value is not None:
            run.append((point, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _legend(name: str, values: Sequence[int | None], at: int) -> Iterator[str]:
    y = _HEIGHT + at * _LEGEND
    last = next((value for value in reversed(values) if value is not None), 0)
    yield f'<line class="line c{at % _COLOURS}" x1="{_LEFT}" y1="{y}" x2="{_LEFT + 24}" y2="{y}"/>'
    yield f'<text class="axis" x="{_LEFT + 32}" y="{y + 4}">{text(one_line(name))} {last:,}</text>'


def _date(time: int) -> str:
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%d")
