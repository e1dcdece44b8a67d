"""Versions, steps between them, and requirements."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.cargo.version import Bump, Version, bump, least_step, parse_version, satisfies

versions = st.builds(
    Version,
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 3),
    st.lists(st.sampled_from(["alpha", "beta", "1", "2", "10", "x-1"]), max_size=2).map(tuple),
)


def version(text: str) -> Version:
    found = parse_version(text)
    assert found is not None
    return found


@pytest.mark.parametrize("text", ["1.2", "1", "01x.2.3", "1.2.3-", "a.b.c", "", "1.2.3.4", "1.2.3-ä", "-1.2.3"])
def test_text_that_is_no_version(text: str) -> None:
    assert parse_version(text) is None


@given(versions)
def test_a_version_reads_back(one: Version) -> None:
    assert parse_version(str(one)) == one


def test_build_is_kept_and_not_ordered() -> None:
    plain, built = version("1.0.0"), version("1.0.0+abc")
    assert str(built) == "1.0.0+abc"
    assert plain != built and not plain < built and not built < plain and plain <= built
    assert bump(plain, built) == Bump.NONE


def test_precedence_is_that_of_semver_org() -> None:
    texts = (
        "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.0.1 1.10.0"
    )
    ordered = [version(text) for text in texts.split()]
    assert all(a < b and b > a and a <= b and not b <= a for a, b in pairwise(ordered))


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ("1.2.3", "1.2.3", Bump.NONE),
        ("1.2.3", "1.2.4", Bump.PATCH),
        ("1.2.3", "1.3.0", Bump.MINOR),
        ("1.2.3", "2.0.0", Bump.MAJOR),
        ("1.2.3", "1.2.2", Bump.DOWN),
        ("0.1.0", "0.1.1", Bump.MINOR),
        ("0.1.0", "0.2.0", Bump.MAJOR),
        ("0.0.1", "0.0.2", Bump.MAJOR),
        ("0.9.0", "1.0.0", Bump.MAJOR),
        ("1.0.0-rc.1", "1.0.0", Bump.MAJOR),
        ("1.0.0", "1.1.0-rc.1", Bump.MINOR),
    ],
)
def test_steps(old: str, new: str, step: Bump) -> None:
    assert bump(version(old), version(new)) == step


STEPS = [Bump.NONE, Bump.PATCH, Bump.MINOR, Bump.MAJOR]


@given(versions, versions, st.sampled_from(STEPS))
def test_the_least_step_is_large_enough_and_nothing_below_it_is(old: Version, other: Version, kind: Bump) -> None:
    least = least_step(old, kind)
    assert STEPS.index(bump(old, least)) >= STEPS.index(kind) and not least.pre
    if old < other < least and not other.pre:
        assert STEPS.index(bump(old, other)) < STEPS.index(kind)


@given(versions, versions)
def test_a_caret_allows_exactly_the_steps_that_are_not_major(old: Version, new: Version) -> None:
    if old.pre or new.pre:
        return
    assert satisfies(str(old), new) == (bump(old, new) in (Bump.NONE, Bump.PATCH, Bump.MINOR))


@pytest.mark.parametrize(
    ("requirement", "allowed", "refused"),
    [
        ("1.2.3", "1.2.3 1.9.0", "1.2.2 2.0.0 1.3.0-rc.1"),
        ("^0.2", "0.2.0 0.2.9", "0.3.0 0.1.9"),
        ("0.0.3", "0.0.3", "0.0.4 0.0.2"),
        ("0.0", "0.0.0 0.0.9", "0.1.0"),
        ("0", "0.0.1 0.9.9", "1.0.0"),
        ("~1.2.3", "1.2.3 1.2.9", "1.3.0"),
        ("~1", "1.0.0 1.9.0", "2.0.0"),
        ("1.*", "1.0.0 1.9.9", "2.0.0 0.9.9"),
        ("1.2.*", "1.2.0 1.2.9", "1.3.0"),
        ("*", "0.0.1 9.9.9", "1.0.0-rc.1"),
        (">=1.2, <1.5", "1.2.0 1.4.9", "1.5.0 1.1.9"),
        (">1.2", "1.3.0", "1.2.0 1.2.9"),
        ("<=1.2", "1.2.9 0.1.0", "1.3.0"),
        ("=1.2", "1.2.0 1.2.9", "1.3.0"),
        ("=1.2.3", "1.2.3 1.2.3+x", "1.2.4"),
        (">= 1.0.0-rc.1", "1.0.0-rc.2 1.0.0 1.5.0", "1.0.0-beta 1.1.0-rc.1"),
    ],
)
def test_requirements(requirement: str, allowed: str, refused: str) -> None:
    assert [text for text in allowed.split() if not satisfies(requirement, version(text))] == []
    assert [text for text in refused.split() if satisfies(requirement, version(text))] == []


@pytest.mark.parametrize("requirement", ["", "abc", ">", "1.2.3.4", "1,,2", "=>1"])
def test_a_requirement_that_cannot_be_read(requirement: str) -> None:
    assert satisfies(requirement, version("1.0.0")) is None
