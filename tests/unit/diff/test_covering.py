"""Impls that stand for others: against the plain comparison of each with each."""

from __future__ import annotations

import re
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.diff.semver.probes import covering
from rgraph.diff.semver.probes.covering import Covering, Implemented, Shapes, is_wider

TYPES = st.sampled_from(
    ["u8", "m::S", "m::S<u8>", "m::S<'0>", "'0", "'1", "('0, '1)", "(u8, m::S)", "m::S<('0, '1)>", ""]
)
NO_DEFINITION = cast(Any, None)


def impl(trait: str, arguments: str, self_type: str, derived: bool = False) -> Implemented:
    return Implemented(
        trait, "" if derived else arguments, "" if derived else self_type, derived, frozenset(), NO_DEFINITION
    )


IMPLS = st.builds(impl, st.sampled_from(["T", "m::T", "n::T", "n::U"]), TYPES, TYPES, st.booleans())


def plainly_wider(new: str, old: str) -> bool:
    pattern = re.sub(r"'\d+", "(.+)", re.escape(new).replace("\\'", "'"))
    return new == old or re.fullmatch(pattern, old) is not None


def plainly_covers(new: Implemented, old: Implemented) -> bool:
    if new.trait != old.trait and not (new.name == old.name and (new.derived or old.derived or "::" not in new.trait)):
        return False
    if new.derived or old.derived:
        return True
    return plainly_wider(new.arguments, old.arguments) and plainly_wider(new.self_type, old.self_type)


@given(st.lists(IMPLS, max_size=6), IMPLS)
def test_it_finds_what_comparing_each_finds(after: list[Implemented], old: Implemented) -> None:
    assert any(Covering(after).standing(old)) == any(plainly_covers(new, old) for new in after)


@given(st.text("a'01<, ", max_size=12), st.text("ab<, ", max_size=12))
def test_wider_is_the_pattern_with_anything_for_each_parameter(new: str, old: str) -> None:
    assert is_wider(new, old) == plainly_wider(new, old)


def test_many_parameters_are_matched_without_going_back() -> None:
    new = "(" + ", ".join(f"'{i}" for i in range(40)) + ")"
    assert is_wider(new, "(" + ", ".join("u8" for _ in range(40)) + ")")
    assert not is_wider(new, "(" + "u8, " * 38 + "u8)")


def test_a_thousand_impls_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def counted(new: str, old: str) -> bool:
        nonlocal asked
        asked += 1
        return is_wider(new, old)

    monkeypatch.setattr(covering, "is_wider", counted)
    after = Covering(impl("m::T", f"m::A{i}<'0>", f"m::S{i}<'0>") for i in range(1000))
    assert all(any(after.standing(impl("m::T", f"m::A{i}<u8>", f"m::S{i}<u8>"))) for i in range(1000))
    assert asked <= 4 * 1000


def test_general_impls_are_found_behind_their_first_words() -> None:
    shapes = Shapes([impl("m::T", "", "m::S<'0>"), impl("m::T", "u8", "'0")])
    assert [found.self_type for found in shapes.wider(impl("m::T", "", "m::S<u8>"))] == ["m::S<'0>"]
    assert [found.self_type for found in shapes.wider(impl("m::T", "u8", "m::X"))] == ["'0"]
