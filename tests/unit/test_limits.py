"""Every limit stands in a `limits.py`, says what it limits, and is listed in docs/limits.md.

`python -m tests.unit.test_limits` writes the tables of the page anew.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from rgraph.render.status import LIMITS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "rgraph"
PAGE = ROOT / "docs" / "limits.md"
LAYERS = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("limits.py"))
LISTED_ALONE = (
    "parse",
    "link",
    "modernize",
    "cargo",
    "compiler",
    "deps",
    "diff",
    "doc",
    "git",
    "hooks",
    "patterns",
    "render",
    "rules",
    "search",
    "trend",
    "view",
    "watch",
)
"""Layers that have no limit outside of their `limits.py`."""


class Limit(NamedTuple):
    """One constant, as it is written."""

    name: str
    value: str
    meaning: str


def limits(layer: str) -> Iterator[Limit]:
    body = ast.parse((SOURCE / layer).read_text()).body
    for at, node in enumerate(body):
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        said = body[at + 1] if at + 1 < len(body) else None
        text = ast.literal_eval(said.value) if isinstance(said, ast.Expr) else ""
        assert isinstance(target, ast.Name)
        assert node.value is not None
        yield Limit(target.id, _shown(eval(ast.unparse(node.value))), " ".join(text.split()))


def _shown(value: float) -> str:
    if isinstance(value, int) and value >= 1 << 50 and value.bit_count() == 1:
        return f"2^{value.bit_length() - 1}"
    for power, unit in ((30, "GiB"), (20, "MiB")):
        if isinstance(value, int) and value >= 1 << power and value % (1 << power) == 0:
            return f"{value >> power} {unit}"
    return f"{value:,}"


def table(layer: str) -> str:
    rows = [f"| `{each.name}` | {each.value} | {each.meaning} |" for each in limits(layer)]
    return "\n".join(["| limit | value | meaning |", "|---|---|---|", *rows])


def section(page: str, layer: str) -> re.Match[str]:
    """The table of a layer, as the first group."""
    found = re.search(rf"^## .*`{re.escape(layer)}`\n\n(?:[^|]*\n\n)?((?:\|.*\n)+)", page, re.MULTILINE)
    assert found, f"docs/limits.md has no section for {layer}"
    return found


@pytest.mark.parametrize("layer", LAYERS)
def test_every_limit_says_what_it_limits(layer: str) -> None:
    assert [each.name for each in limits(layer) if not each.meaning.endswith(".")] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_the_page_lists_what_the_code_has(layer: str) -> None:
    assert section(PAGE.read_text(), layer)[1].strip() == table(layer)


def test_the_page_lists_no_layer_that_is_not_there() -> None:
    assert sorted(re.findall(r"^## .*`(.*limits\.py)`", PAGE.read_text(), re.MULTILINE)) == LAYERS


@pytest.mark.parametrize("layer", LISTED_ALONE)
def test_no_limit_stands_elsewhere(layer: str) -> None:
    pattern = re.compile(r"^_?((MAX|MOST|DEEPEST)_\w+|MOST|\w+_SECONDS)(: \w+)? = ", re.MULTILINE)
    modules = [path for path in (SOURCE / layer).rglob("*.py") if path.name != "limits.py"]
    assert [path.name for path in modules if pattern.search(path.read_text())] == []


if __name__ == "__main__":
    text = PAGE.read_text()
    for each in LAYERS:
        start, end = section(text, each).span(1)
        text = f"{text[:start]}{table(each)}\n{text[end:]}"
    PAGE.write_text(text)


def test_status_names_sections_that_there_are() -> None:
    headings = re.findall(r"^## (.+?):", PAGE.read_text(), re.MULTILINE)
    assert {name for sections in LIMITS.values() for name in sections} <= set(headings)
