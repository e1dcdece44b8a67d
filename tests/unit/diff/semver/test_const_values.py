"""Array lengths that are more than is computed: they are asked about, and stop nothing."""

from __future__ import annotations

import pytest

from rgraph.diff.limits import MAX_CONST_DEPTH
from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of


def told(length: str, constants: str = "") -> tuple[list[str], list[str]]:
    """Rules and questions where a length of 4 becomes another text."""
    texts = ("pub struct S { pub b: [u8; 4] }", f"{constants}\npub struct S {{ pub b: [u8; {length}] }}")
    found = check(*(graph_of({"src/lib.rs": text}) for text in texts))
    return [f.rule for f in found.findings], [u.question for u in found.undecided]


def chain(length: int) -> str:
    """Constants that each name the next one; the last is 4."""
    links = "".join(f"const A{at}: usize = A{at + 1};\n" for at in range(length - 1))
    return f"{links}const A{length - 1}: usize = 4;"


@pytest.mark.parametrize(
    ("length", "constants"),
    [
        ("A", "const A: usize = A;"),
        ("A", "const A: usize = B; const B: usize = A;"),
        ("A", "const A: usize = A + A + A + A + A + A + A + A + A + A;"),
        ("A0", chain(180)),
        (f"{'(' * 90}4{')' * 90}", ""),
        ("1 << -1", ""),
        ("1 >> -1", ""),
        (" * ".join(["9" * 4000] * 3), ""),
        (f"1{' << 127' * 90}", ""),
    ],
    ids=["itself", "in a circle", "itself many times", "chain", "brackets", "left", "right", "product", "shifted"],
)
def test_what_goes_on_too_long_is_asked(length: str, constants: str) -> None:
    rules, questions = told(length, constants)
    assert not rules and len(questions) == 1
    assert len(questions[0]) < 30_000


def test_a_chain_within_the_limit_is_computed() -> None:
    assert told("A0", chain(MAX_CONST_DEPTH - 1)) == ([], [])
