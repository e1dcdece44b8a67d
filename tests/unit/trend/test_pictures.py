"""The texts and pictures of a trend: what they say, and that nothing of a repository is obeyed in them."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pytest

from rgraph.render.formats import written
from rgraph.render.style import PLAIN
from rgraph.render.trend import spark
from rgraph.trend.report import Jump, Point, Trend, Why

DAY = 86_400
SVG = "{http://www.w3.org/2000/svg}"


def made(values: list[int | None], groups: list[dict[str, int]] | None = None, tag: str = "", every: int = 1) -> Trend:
    points = [
        Point(
            f"{at:040x}",
            1_700_000_000 + at * DAY * every,
            "subject",
            [tag] if tag else [],
            value,
            None if value is not None else Why.NOT_THERE,
        )
        for at, value in enumerate(values)
    ]
    if groups:
        points = [
            Point(p.commit, p.time, p.subject, p.tags, p.count, p.why, g) for p, g in zip(points, groups, strict=True)
        ]
    return Trend(
        "unwrap",
        "calls",
        "",
        "commit",
        "crate" if groups else "",
        points,
        [Jump("f" * 40, 1_700_000_000, "<b>&", 3, 1)] * 2,
    )


@pytest.mark.parametrize(
    ("values", "line"),
    [([0, 7, 14], "▁▅█"), ([], ""), ([0, 0], "▁▁"), ([None, 1], " █"), ([1, 1000], "▂█"), (list(range(1000)), None)],
    ids=["rises", "nothing", "zeros", "not there", "one is not zero", "long"],
)
def test_a_spark_line_fits_and_begins_at_zero(values: list[int | None], line: str | None) -> None:
    assert spark(values) == line if line is not None else len(spark(values)) == 72


def test_points_without_a_change_are_left_out_but_for_the_first_and_the_last() -> None:
    text = written("trend", "text", made([None, None, 1, 1, 0, 0]), style=PLAIN)
    assert [row.split("  ")[2].strip() for row in text.splitlines() if row.startswith("2023")] == [
        "not there",
        "1",
        "0",
        "0",
    ]
    assert "(2 points without a change left out)" in text


def test_csv_has_every_point_and_tells_nothing_from_zero() -> None:
    found = made([None, 0, 2], [{}, {"a": 0}, {"a": 1, "b": 1}])
    rows = list(csv.DictReader(io.StringIO(written("trend", "csv", found))))
    assert [(row["count"], row["why"], row["a"], row["b"]) for row in rows] == [
        ("", "not there", "", ""),
        ("0", "", "0", ""),
        ("2", "", "1", "1"),
    ]


@pytest.mark.parametrize(
    "values", [[1], [0, 0], [None], [5, None, 3], list(range(700))], ids=["one", "zeros", "none", "gap", "long"]
)
@pytest.mark.parametrize("every", [0, 1, 400])
def test_a_picture_is_svg_with_a_title_and_a_description(values: list[int | None], every: int) -> None:
    root = ElementTree.fromstring(written("trend", "svg", made(values, every=every)))
    told = {child.tag.removeprefix(SVG): child.text for child in root}
    assert root.get("role") == "img" and told["title"] and told["desc"]
    for shape in root.iter():
        for name in ("x", "y", "cx", "cy", "x1", "x2", "y1", "y2"):
            assert -20 <= float(shape.get(name, "0")) <= 960


def test_a_line_is_broken_where_there_is_nothing() -> None:
    root = ElementTree.fromstring(written("trend", "svg", made([5, None, 3])))
    assert len([path for path in root.iter(f"{SVG}path") if "line" in path.get("class", "")]) == 2


@pytest.mark.parametrize("format", ["svg", "html", "text", "csv"])
def test_nothing_of_a_repository_is_obeyed(format: str) -> None:
    hostile = "v1<script>alert(1)</script>\x1b[31m\n::error::x"
    text = written("trend", format, made([1, 2], [{hostile: 1}, {hostile: 2}], tag=hostile), style=PLAIN)
    assert "\x1b" not in text and "\n::error" not in text
    if format in {"svg", "html"}:
        assert "<script>" not in text and "<b>&" not in text


def test_the_page_has_every_point_as_a_table() -> None:
    page = written("trend", "html", made([1, None, 3]))
    assert page.count("<tr>") == 4 and "not there" in page and "http-equiv" in page
