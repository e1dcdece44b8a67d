"""A user's script: read only, within its time, with errors that say where."""

from __future__ import annotations

import time

import pytest

from rgraph.errors import QueryError, StoreError
from rgraph.store.store import Store

RULES = "ours[a] <- [[1], [2]]"


def test_rows_and_headers_come_back(store: Store) -> None:
    assert store.run_foreign("?[x, y] := ours[x], y = x * $k", {"k": 3}, 5, RULES) == (["x", "y"], [[1, 3], [2, 6]])


@pytest.mark.parametrize(
    ("script", "offset", "message"),
    [
        ("?[x] := x = 1, y", 15, "unbound"),
        ("?[a] := b = 1, c[a]", 15, "rule c not found"),
        ("?[x] := x = ", 12, ""),
        ("?[x] := *nothing{x}", None, "nothing"),
    ],
)
def test_an_error_says_what_and_where_in_the_users_text(
    store: Store, script: str, offset: int | None, message: str
) -> None:
    with pytest.raises(QueryError) as caught:
        store.run_foreign(script, {}, 5, RULES)
    assert message in caught.value.message
    assert caught.value.offset == offset
    assert "\x1b" not in caught.value.message


def test_an_error_in_the_prefix_has_no_place(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.run_foreign("?[x] := x = 1", {}, 5, "broken[")
    assert caught.value.offset is None


def test_a_script_cannot_write(store: Store) -> None:
    with pytest.raises(QueryError):
        store.run_foreign("?[key, value] <- [['a', 'b']] :put meta {key => value}", {}, 5)
    assert store.run("?[value] := *meta{key: 'a', value}") == []


def test_a_script_that_takes_too_long_is_left_behind(store: Store) -> None:
    began = time.monotonic()
    with pytest.raises(QueryError, match="took longer than"):
        store.run_foreign("?[x, y] := x in int_range(3000), y in int_range(3000), x + y < 0", {}, 0.1)
    assert time.monotonic() - began < 5


def test_an_error_of_our_own_scripts_is_one_of_the_store(store: Store) -> None:
    with pytest.raises(StoreError, match="nothing"):
        store.run("?[x] := *nothing{x}")
