"""docs/schema.md describes every relation and every column, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from rgraph.store.nearest import _CREATE, INDEX, RELATION
from rgraph.store.schema import PACKAGES, RELATIONS

EVERY = RELATIONS | PACKAGES

PAGE = (Path(__file__).parents[3] / "docs" / "schema.md").read_text()


def _sections() -> dict[str, str]:
    sections: dict[str, str] = {}
    for heading, body in re.findall(r"^#{2,3} ([a-z_, ]+)\n(.*?)(?=^#{2,3} |\Z)", PAGE, re.MULTILINE | re.DOTALL):
        for name in heading.split(", "):
            sections[name] = body
    return sections


def test_every_relation_has_a_section_and_every_section_a_relation() -> None:
    assert _sections().keys() == EVERY.keys()


def test_the_relation_that_is_made_on_demand_is_described() -> None:
    section = PAGE.partition("### The index of vectors")[2].partition("\n## ")[0]
    assert _CREATE.format(width="N").removeprefix(":create ") in section and f"`{RELATION}:{INDEX}`" in section


def test_every_column_is_described() -> None:
    sections = _sections()
    for name, (keys, values) in EVERY.items():
        for column, _ in (*keys, *values):
            assert re.search(rf"\b{column}\b", sections[name]), f"{name}.{column}"
