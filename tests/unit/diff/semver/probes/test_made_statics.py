"""Statics that macros make: users of a lazy one dereference it, and do not see what holds the value."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANIFEST = (
    '[package]\nname = "lib_x"\nversion = "1.0.0"\nedition = "2021"\n'
    '[dependencies]\nlazy_static = "1"\nonce_cell = "1"\nspin = "0.9"\n'
)
MADE = "lazy_static::lazy_static! { pub static ref E: Vec<u8> = vec![]; }"
ONCE = "use once_cell::sync::Lazy;\npub static E: Lazy<Vec<u8>> = Lazy::new(|| vec![]);"
STD = "use std::sync::LazyLock;\npub static E: LazyLock<Vec<u8>, fn() -> Vec<u8>> = LazyLock::new(|| vec![]);"
PLAIN = "pub static E: Vec<u8> = Vec::new();"
KEY = "thread_local! { pub static E: Vec<u8> = vec![]; }"


def told(old: str, new: str) -> tuple[list[str], list[str]]:
    """The rules of what breaks, and the questions."""
    found = check(*(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": side}) for side in (old, new)))
    return [f.rule for f in found.findings if f.level == "major"], [doubt.question for doubt in found.undecided]


@pytest.mark.parametrize("other", [ONCE, STD, ONCE.replace("once_cell::sync", "spin"), PLAIN])
def test_a_lazy_value_of_the_same_type_is_a_question(other: str) -> None:
    (majors, (question,)) = told(MADE, other)
    assert not majors
    assert question.endswith("does a user name its type, or `lazy_static::initialize` it?")
    (majors, (question,)) = told(other, MADE)
    assert not majors
    assert question.endswith("does a user name its type, or take it in a constant?")


@pytest.mark.parametrize("other", [ONCE, STD, PLAIN, MADE])
def test_another_type_in_it_is_a_change(other: str) -> None:
    assert told(MADE, other.replace("Vec<u8>", "Vec<u16>")) == (["value_type_changed"], [])


@pytest.mark.parametrize(("old", "new"), [(ONCE, STD), (PLAIN, ONCE), (STD, PLAIN), (PLAIN, KEY), (KEY, PLAIN)])
def test_what_is_written_out_has_the_type_that_is_written(old: str, new: str) -> None:
    assert told(old, new) == (["value_type_changed"], [])


@pytest.mark.parametrize("side", [MADE, ONCE, KEY])
def test_what_stays_is_not_told(side: str) -> None:
    assert told(side, side + "\npub fn more() {}") == ([], [])
