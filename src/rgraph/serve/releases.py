"""The releases between which a reader compares: a package's next after its last, whatever else was tagged between."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from rgraph.cargo.version import Version, precedence
from rgraph.git.repository import Repository

from .limits import MOST_POINTS
from .points import Point, points, tagged

_TAG = re.compile(
    r"(?P<series>.*?)(?:(?<![A-Za-z])v\.?|(?<![A-Za-z0-9.]))(?P<numbers>\d+(?:\.\d+)*)(?P<rest>(?:[-+].*)?)\Z"
)
"""`v1.2.3`, `1.2`, `grep-cli-0.1.9`, `tokio/v1.0.0-rc.1`: what is released, and its version."""


def releases(repository: Repository, at: str = "HEAD") -> list[tuple[Point, Point]]:
    """Each release with the one before it in its series, the newest first; `at` with the newest release of all.

    A workspace tags its packages one by one (`grep-0.4.1`, `globset-0.4.18`), and a maintenance branch tags an old
    line after a new one (`v1.0.9` after `v2.0.0`): what stands next to each other in time need not be one package's.
    Tags that are no versions are their own series. Where there are fewer than two tags, commits on the way to `at`.
    """
    series: dict[str, list[Point]] = defaultdict(list)
    for point in tagged(repository, at):
        series[_series(point.name)].append(point)
    if sum(map(len, series.values())) < 2:
        return list(pairwise(points(repository, at)))[::-1]
    found = [pair for line in series.values() for pair in pairwise(sorted(line, key=_order))]
    found.sort(key=lambda pair: (pair[1].day, pair[1].name), reverse=True)
    every = [point for line in series.values() for point in line]
    tip = points(repository, at)[-1]
    if all(point.oid != tip.oid for point in every):
        found.insert(0, (max(every, key=lambda point: (point.day, _order(point))), tip))
    return found[:MOST_POINTS]


def _series(name: str) -> str:
    match = _TAG.match(name)
    return match["series"] if match else ""


def _order(point: Point) -> tuple[Version, str, str]:
    """By version; `1.2` stands for `1.2.0`, as tags leave out what is zero."""
    match = _TAG.match(point.name)
    full = ".".join([*match["numbers"].split("."), "0", "0"][:3]) + match["rest"] if match else ""
    return (precedence(full), point.day, point.name)
