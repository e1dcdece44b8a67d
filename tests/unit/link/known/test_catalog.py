"""The files of the known crates: each can be read, and says something."""

from __future__ import annotations

import pytest

from rgraph.link.known.catalog import catalog, read_crate
from rgraph.parse.made_code import read_made_type

CRATES = ("async_trait", "clap", "rstest", "serde", "test_case", "thiserror", "tokio")


def test_the_common_crates_are_there() -> None:
    known = {crate.name for crate, _ in catalog().derives.values()}
    roots = {path.partition("::")[0] for path in (*catalog().macros, *catalog().derives)}
    assert set(CRATES) <= known | roots


def test_returned_types_are_types() -> None:
    texts = {text for members in catalog().traits.values() for text in members.values() if text}
    assert texts
    assert [text for text in texts if read_made_type(text, [0]) is None] == []


def test_members_are_of_traits_that_a_derive_implements() -> None:
    implemented = {trait for _, derive in catalog().derives.values() for trait in derive.implements}
    assert catalog().traits.keys() <= implemented


def test_marks_of_fixtures_are_macros() -> None:
    marks = {macro.fixtures for macro in catalog().macros.values()} - {""}
    assert marks
    assert marks <= catalog().macros.keys()


@pytest.mark.parametrize(
    "text", ['[derives.A]\nimplement = ["x"]', "[macros.a]\nentry = true", "[derive.A]\npaths = []"]
)
def test_misspelt_keys_are_refused(text: str) -> None:
    with pytest.raises(TypeError):
        read_crate("x", text)
