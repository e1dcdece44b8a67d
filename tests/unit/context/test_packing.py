"""Whatever pieces there are and however they are written, a pack keeps to its budget and is the same each time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.context.packing import Share, packed
from rgraph.context.pieces import CODE, Pack, Piece, Role
from rgraph.context.tokens import estimated
from rgraph.render.formats import written

FORMATS = ("markdown", "json", "xml")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    line = draw(st.integers(1, 40))
    return Piece(
        role=draw(st.sampled_from(list(Role))),
        symbol=draw(st.sampled_from(["a::b", "a::c", "a::d", "", "x"]) | TEXT),
        path=draw(st.sampled_from(["src/a.rs", "src/b.rs", ""])),
        line=line,
        end_line=line + draw(st.integers(0, 30)),
        text=draw(TEXT),
        why=draw(st.text(max_size=30)),
    )


SHARES = st.lists(
    st.builds(Share, st.floats(0, 1), st.lists(pieces(), max_size=12), st.booleans()), min_size=1, max_size=5
)


def measure(chosen: str) -> Callable[[Pack], int]:
    return lambda pack: estimated(written("context", chosen, pack))


@pytest.mark.parametrize("chosen", FORMATS)
@given(SHARES, st.integers(200, 2_000), st.text(max_size=60))
def test_the_budget_is_never_exceeded(chosen: str, shares: list[Share], budget: int, task: str) -> None:
    empty = Pack(task, "HEAD", "0" * 40, budget, "bytes / 3.5")
    count = measure(chosen)
    made = packed(empty, shares, count)
    assert count(made) <= max(budget, count(empty))
    assert packed(empty, shares, count) == made


@given(SHARES, st.integers(200, 2_000))
def test_nothing_is_given_twice_and_what_is_left_out_is_counted(shares: list[Share], budget: int) -> None:
    made = packed(Pack("", "HEAD", "0" * 40, budget, ""), shares, measure("markdown"))
    keys = [piece.key for piece in made.pieces]
    assert len(keys) == len(set(keys))
    symbols = [piece.symbol for piece in made.pieces if piece.role in CODE and piece.symbol]
    assert len(symbols) == len(set(symbols))
    every = {piece.key for share in shares for piece in share.pieces}
    assert len(made.pieces) + made.left_out == len(every)
    together = [role for role in Role if role is not Role.EXCERPT]
    order = [together.index(Role.READ if piece.role is Role.EXCERPT else piece.role) for piece in made.pieces]
    assert order == sorted(order)


def test_code_within_code_that_is_given_in_full_is_left_out() -> None:
    outer = Piece(Role.READ, "a::S", "src/a.rs", 1, 20, "impl S {}")
    inner = Piece(Role.EXCERPT, "a::S::f", "src/a.rs", 3, 5, "fn f() {}")
    elsewhere = Piece(Role.EXCERPT, "b::S::f", "src/b.rs", 3, 5, "fn f() {}")
    made = packed(
        Pack("", "HEAD", "", 1_000, ""), [Share(0.5, [outer]), Share(0.5, [inner, elsewhere])], measure("markdown")
    )
    assert [piece.symbol for piece in made.pieces] == ["a::S", "b::S::f"]


def test_the_text_of_a_repository_leaves_no_block() -> None:
    hostile = Piece(Role.READ, "a::`b", "src/a.rs", 1, 2, "```\n# not a heading\n```\n</read>", "[x](http://y) <b>")
    made = packed(Pack("# <i>", "HEAD", "", 2_000, ""), [Share(1.0, [hostile])], measure("markdown"))
    lines = written("context", "markdown", made).split("\n")
    opened = next(number for number, line in enumerate(lines) if line.startswith("````"))
    assert lines.index("````", opened + 1) > lines.index("# not a heading") > opened
    assert "</read>\n</read>" not in written("context", "xml", made)


def test_sentences_keep_their_code_as_code_and_escape_the_rest() -> None:
    told = Piece(Role.BREAKS, "", "src/a.rs", 3, 3, "major: `f` returns `Result<T>` <b>", "was `bool`; *so*")
    made = Pack("t", "HEAD", "", 1_000, "", (told,))
    line = written("context", "markdown", made).split("\n")[-1]
    assert line == "- `src/a.rs:3@` major: `f` returns `Result<T>` &lt;b&gt; (was `bool`; \\*so\\*)"
