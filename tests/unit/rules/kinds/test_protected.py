"""`protected`: a module that is reached through listed items, or by listed code, alone."""

from __future__ import annotations

from tests.unit.rules.trees import refused, said

CODE = (
    "pub mod db { pub fn open() { raw() } pub fn raw() {} }\n"
    "pub mod api { pub fn f() { crate::db::open(); crate::db::raw(); } }\n"
    "pub mod ui { pub fn g() { crate::db::open() } }\n"
)


def test_only_what_is_open_may_be_used() -> None:
    assert said("protected", 'modules = "demo::db"\nthrough = "=demo::db::open"', CODE) == [
        "demo::api::f may not use demo::db::raw: `demo::db` is reached only through `=demo::db::open` (calls)"
    ]


def test_only_those_who_are_named_may_use_it() -> None:
    assert said("protected", 'modules = "demo::db"\nby = "demo::api"', CODE) == [
        "demo::ui::g may not use demo::db::open: `demo::db` is only for `demo::api` (calls)"
    ]


def test_both_hold_together() -> None:
    found = said("protected", 'modules = "demo::db"\nthrough = "=demo::db::open"\nby = "demo::api"', CODE)
    assert [message.split(" may not use ")[0] for message in found] == ["demo::api::f", "demo::ui::g"]


def test_neither_is_refused() -> None:
    assert "needs `through`, `by` or both" in refused("protected", 'modules = "demo::db"')
