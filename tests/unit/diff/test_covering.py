"""Impls that stand for others: against the plain comparison of each with each."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rgraph.diff.semver.probes.impls import covering
from rgraph.diff.semver.probes.impls.covering import Covering, Implemented, Shapes, is_wider, takes

TYPES = st.sampled_from(
    ["u8", "m::S", "m::S<u8>", "m::S<'0>", "'0", "'1", "('0, '1)", "(u8, m::S)", "m::S<('0, '1)>", ""]
)
NO_DEFINITION = cast(Any, None)


def impl(trait: str, arguments: str, self_type: str, derived: bool = False) -> Implemented:
    return Implemented(
        trait, "" if derived else arguments, "" if derived else self_type, derived, frozenset(), NO_DEFINITION
    )


IMPLS = st.builds(impl, st.sampled_from(["T", "m::T", "n::T", "n::U"]), TYPES, TYPES, st.booleans())


def tree(text: str) -> object:
    """A type as a tree: what stands before its arguments, and these."""
    if "<" not in text and "(" not in text:
        return text
    at = min(text.index(each) for each in "<(" if each in text)
    parts, depth, start = [], 0, at + 1
    for index, char in enumerate(text[at:], at):
        depth += {"<": 1, "(": 1, ">": -1, ")": -1}.get(char, 0)
        if (depth == 1 and char == ",") or depth == 0:
            parts.append(tree(text[start:index].strip()))
            start = index + 1
    return (text[:at], text[at], *parts)


def matches(new: object, old: object, bound: dict[str, object]) -> bool:
    if isinstance(new, str) and new.startswith("'"):
        return bool(old) and bound.setdefault(new, old) == old
    if isinstance(new, str) or isinstance(old, str):
        return new == old
    assert isinstance(new, tuple) and isinstance(old, tuple)
    return len(new) == len(old) and all(matches(one, two, bound) for one, two in zip(new, old, strict=True))


def plainly_wider(*pairs: tuple[str, str]) -> bool:
    """Whether types are the others where each parameter is one type, the same in all of them."""
    bound: dict[str, object] = {}
    return all(matches(tree(new), tree(old), bound) for new, old in pairs)


def plainly_covers(new: Implemented, old: Implemented) -> bool:
    if new.trait != old.trait and not (new.name == old.name and (new.derived or old.derived or "::" not in new.trait)):
        return False
    if new.derived or old.derived:
        return True
    same = (new.arguments, new.self_type) == (old.arguments, old.self_type)
    given = old.arguments or (old.self_type if new.arguments else "")  # `PartialEq` is of the type itself
    return same or plainly_wider((new.self_type, old.self_type), (new.arguments, given))


@given(st.lists(IMPLS, max_size=6), IMPLS)
@example([impl("T", "u8", "u8")], impl("T", "", "u8"))
def test_it_finds_what_comparing_each_finds(after: list[Implemented], old: Implemented) -> None:
    assert any(Covering(after).standing(old)) == any(plainly_covers(new, old) for new in after)


@given(TYPES, TYPES)
def test_wider_is_the_pattern_with_one_type_for_each_parameter(new: str, old: str) -> None:
    assert is_wider(new, old) == (new == old or plainly_wider((new, old)))


@pytest.mark.parametrize(
    ("new", "old", "wider"),
    [
        ("('0, '1)", "(u8, u16)", True),
        ("('0, '1)", "(u8, u16, u32)", False),
        ("('0, '0)", "(u8, u16)", False),
        ("&'0", "&u8", True),
        ("&'0", "&mut u8", False),
        ("fn('0) -> '1", "fn(u8) -> fn(u8, u16) -> u8", True),
        ("fn('0) -> '1", "fn(u8, u16) -> u8", False),
        ("m::S<'0::Item>", "m::S<u8>", True),
        ("m::S<'0::Item>", "m::S<u8, u16>", False),
    ],
)
def test_a_parameter_is_one_type(new: str, old: str, wider: bool) -> None:
    assert is_wider(new, old) == wider


def test_many_parameters_are_matched_without_going_back() -> None:
    new = "(" + ", ".join(f"'{i}" for i in range(40)) + ")"
    assert is_wider(new, "(" + ", ".join("u8" for _ in range(40)) + ")")
    assert not is_wider(new, "(" + "u8, " * 38 + "u8)")


def test_a_thousand_impls_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def counted(new: Implemented, arguments: str, self_type: str) -> bool:
        nonlocal asked
        asked += 1
        return takes(new, arguments, self_type)

    monkeypatch.setattr(covering, "takes", counted)
    after = Covering(impl("m::T", f"m::A{i}<'0>", f"m::S{i}<'0>") for i in range(1000))
    assert all(any(after.standing(impl("m::T", f"m::A{i}<u8>", f"m::S{i}<u8>"))) for i in range(1000))
    assert asked <= 4 * 1000


def test_general_impls_are_found_behind_their_first_words() -> None:
    shapes = Shapes([impl("m::T", "", "m::S<'0>"), impl("m::T", "u8", "'0")])
    assert [found.self_type for found in shapes.wider(impl("m::T", "", "m::S<u8>"))] == ["m::S<'0>"]
    assert [found.self_type for found in shapes.wider(impl("m::T", "u8", "m::X"))] == ["'0"]
