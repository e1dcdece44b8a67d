"""The page of idioms is what the idioms' files say."""

from pathlib import Path

from rgraph.render.idioms_page import page

PAGE = Path(__file__).parents[3] / "docs" / "idioms.md"


def test_the_page_is_made_from_the_idioms() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m rgraph.render.idioms_page > docs/idioms.md"
