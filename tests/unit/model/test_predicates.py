"""What comes of `cfg` predicates: whether tests alone fulfil one, or nobody."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.model.predicates import is_never, needs_test

ATOMS = ("test", "unix", 'feature = "test"', "debug_assertions")
PREDICATES = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: (
        st.builds(lambda name, some: f"{name}({', '.join(some)})", st.sampled_from(["all", "any"]), st.lists(inner))
        | st.builds(lambda one: f"not({one})", inner)
    ),
    max_leaves=5,
)


def holds(predicate: str, known: dict[str, bool]) -> bool:
    """The predicate as Python reads it."""
    text = predicate
    for number, atom in enumerate(ATOMS[1:]):
        text = text.replace(atom, f"a{number}")
    names = {"test": known["test"], **{f"a{n}": known[atom] for n, atom in enumerate(ATOMS[1:])}}
    functions = {"all": lambda *a: all(a), "any": lambda *a: any(a), "not_": lambda one: not one}
    return bool(eval(text.replace("not(", "not_("), {"__builtins__": {}}, {**names, **functions}))


@given(PREDICATES)
def test_it_never_calls_test_code_what_other_builds_have(predicate: str) -> None:
    """Each atom is taken as if it stood alone, so a contradiction may be overlooked; never the other way."""
    others = [dict(zip(ATOMS, (False, *rest), strict=True)) for rest in product([False, True], repeat=3)]
    if needs_test(predicate):
        assert not any(holds(predicate, known) for known in others)


@pytest.mark.parametrize(
    ("predicate", "wanted"),
    [
        ("test", True),
        ("all(test, unix)", True),
        ("all(unix, test)", True),
        ("any(test, all(test, unix))", True),
        ("not(not(test))", True),
        ("not(any(not(test), unix))", True),
        ("any(test, unix)", False),
        ("not(test)", False),
        ('feature = "test"', False),
        ("any()", False),
        ("all()", False),
        ("", False),
        ("version(1.70)", False),
        ("all(test", True),
        (")) all(test)", True),
        ('all(test, feature = "a)b\\"")', True),
        ("tests", False),
        ("doctest", True),
        ("FALSE", False),
    ],
)
def test_predicates(predicate: str, wanted: bool) -> None:
    assert needs_test(predicate) is wanted


@pytest.mark.parametrize(
    ("predicate", "wanted"),
    [
        ("test", True),
        ("any()", True),
        ("FALSE", True),
        ("all(unix, false)", True),
        ("unix", False),
        ("not(test)", False),
    ],
)
def test_what_no_user_ever_builds(predicate: str, wanted: bool) -> None:
    assert is_never(predicate) is wanted


def test_nesting_has_no_end() -> None:
    assert needs_test("all(" * 50_000 + "test" + ")" * 50_000)
    assert not needs_test("not(" * 50_001 + "test" + ")" * 50_001)
