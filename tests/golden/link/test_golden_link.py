"""Golden cases of the linker: a small crate in, exactly its edges out."""

from __future__ import annotations

from pathlib import Path

import pytest

from .crates import Case, edges_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.rs"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_edges(path: Path) -> None:
    case = Case.read(path)
    assert case.kinds, "a case says which kinds of edges it is about"
    assert edges_of(case.files, case.kinds) == sorted(case.edges)


def test_there_are_cases() -> None:
    assert len(CASES) > 20
