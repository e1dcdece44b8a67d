"""The page of semver rules says what the rules say."""

from pathlib import Path

from rgraph.diff.semver.rule import rules
from rgraph.render.semver_page import page

PAGE = Path(__file__).parents[3] / "docs" / "semver" / "index.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text() == page(), "run: python -m rgraph.render.semver_page > docs/semver/index.md"


def test_every_rule_has_its_heading() -> None:
    text = PAGE.read_text()
    assert all(f"### {rule.id}\n" in text for rule in rules())
