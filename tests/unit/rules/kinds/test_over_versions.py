"""Kinds that compare two trees: `ratchet`, `no_new_callers`, `stable_signature`, `api_frozen`."""

from __future__ import annotations

import pytest

from tests.unit.rules.trees import Files, refused, said


def versioned(version: str, code: str) -> Files:
    return {"Cargo.toml": f'[package]\nname = "demo"\nversion = "{version}"\nedition = "2021"\n', "src/lib.rs": code}


# ---- ratchet ----------------------------------------------------------------------------------------------------

TWO = "pub struct A;\npub struct B;\n"
STRUCTS = 'items = { kind = "struct" }\nsince = "x"\n'


def test_a_count_may_not_grow_and_the_new_ones_are_told() -> None:
    assert said("ratchet", STRUCTS, TWO + "pub struct C;\n", TWO) == ["demo::C is one more: the count went from 2 to 3"]
    assert said("ratchet", STRUCTS, TWO, TWO + "pub struct C;\n") == []


def test_one_goes_and_one_comes_is_no_growth() -> None:
    assert said("ratchet", STRUCTS, "pub struct A;\npub enum X {}\npub struct Z { a: u8 }\n", TWO) == []


def test_upwards_a_count_may_not_shrink() -> None:
    up = STRUCTS + 'direction = "up"\n'
    assert said("ratchet", up, "pub struct A;\n", TWO) == ["the count went from 2 to 1; it may only go up"]
    assert said("ratchet", up, TWO + "pub struct C;\n", TWO) == []


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ("", "needs either `query`, or `items`, or `measure`"),
        ('items = "demo"\nquery = "?[] := "', "either"),
        ('items = "demo"\ndirection = "left"', "`down` or `up`"),
    ],
)
def test_a_ratchet_that_counts_nothing_is_refused(fields: str, why: str) -> None:
    assert why in refused("ratchet", fields)


# ---- no new callers ---------------------------------------------------------------------------------------------

OLD = '#[deprecated(note = "use new")]\npub fn old() {}\npub fn user() { old() }\n'
DEPRECATED = 'deprecated = true\nsince = "x"\n'


def test_who_used_it_before_may_stay_and_nobody_else_begins() -> None:
    assert said("no_new_callers", DEPRECATED, OLD, OLD) == []
    assert said("no_new_callers", DEPRECATED, OLD + "pub fn late() { old() }\n", OLD) == [
        "demo::late newly uses demo::old, which is deprecated: use new (calls)"
    ]


def test_who_used_it_before_it_was_deprecated_may_stay() -> None:
    before = OLD.replace('#[deprecated(note = "use new")]\n', "")
    assert said("no_new_callers", DEPRECATED, OLD, before) == []


def test_a_caller_that_was_renamed_is_not_new() -> None:
    assert said("no_new_callers", DEPRECATED, OLD.replace("fn user", "fn renamed"), OLD) == []


def test_a_use_within_the_item_itself_does_not_count() -> None:
    code = "#[deprecated] pub fn old(n: u8) { if n > 0 { old(n - 1) } }\n"
    assert said("no_new_callers", DEPRECATED, code, "pub fn other() {}\n") == []


def test_it_must_say_of_what() -> None:
    assert "needs `items` or `deprecated = true`" in refused("no_new_callers", "")


# ---- stable signature -------------------------------------------------------------------------------------------

STABLE = 'items = "demo::api"\nsince = "x"\n'
BEFORE = versioned("1.2.3", "pub mod api { pub fn f(a: u8) {} pub fn g() {} }\n")


def test_a_changed_and_a_gone_signature_are_told() -> None:
    after = versioned("1.2.4", "pub mod api { pub fn f(a: u16) {} }\n")
    assert set(said("stable_signature", STABLE, after, BEFORE)) == {
        "demo::api::f changed its signature since x: it was `pub fn f(a: u8)`, it is `pub fn f(a: u16)`",
        "demo::api::g has been gone since x",
    }


def test_a_body_a_doc_and_a_move_are_no_change() -> None:
    after = versioned(
        "1.2.3",
        "pub mod other { /// Doc.\npub fn f(a: u8) { let _ = a; } pub fn g() {} }\npub mod api { pub use crate::other::*; }\n",
    )
    assert [m for m in said("stable_signature", STABLE, after, BEFORE) if "signature" in m] == []


@pytest.mark.parametrize(
    ("version", "unless", "free"),
    [
        ("2.0.0", "major", True),
        ("1.3.0", "major", False),
        ("1.3.0", "minor", True),
        ("1.2.4", "patch", True),
        ("2.0.0", "never", False),
    ],
)
def test_a_bump_frees_it(version: str, unless: str, free: bool) -> None:
    after = versioned(version, "pub mod api { pub fn f(a: u16) {} pub fn g() {} }\n")
    assert bool(said("stable_signature", f'{STABLE}unless = "{unless}"\n', after, BEFORE)) is not free


def test_an_unknown_bump_is_refused() -> None:
    assert "`unless` must be one of" in refused("stable_signature", 'items = "demo"\nunless = "huge"')


# ---- api frozen -------------------------------------------------------------------------------------------------

FROZEN = 'api = "**"\nsince = "x"\n'
API = versioned("1.0.0", "pub fn f() {}\npub fn g() {}\nfn hidden() {}\n")


def test_what_breaks_users_is_told_and_what_they_cannot_see_is_not() -> None:
    after = versioned("1.0.0", "pub fn f() {}\npub fn added() {}\n")
    (message,) = said("api_frozen", FROZEN, after, API)
    assert "g" in message and "(since x)" in message


def test_nothing_may_change_at_level_none() -> None:
    after = versioned("1.0.0", "pub fn f() {}\npub fn g() {}\npub fn added() {}\n")
    assert said("api_frozen", FROZEN, after, API) == []
    assert said("api_frozen", FROZEN + 'level = "none"', after, API) == ["demo::added is new in the API since x"]


def test_a_major_bump_frees_the_api() -> None:
    assert said("api_frozen", FROZEN, versioned("2.0.0", "\n"), API) == []
    assert said("api_frozen", FROZEN + 'unless = "never"', versioned("2.0.0", "\n"), API) != []


def test_only_the_named_part_of_the_api_is_frozen() -> None:
    assert said("api_frozen", 'api = "demo::f"\nsince = "x"', versioned("1.0.0", "pub fn f() {}\n"), API) == []


@pytest.mark.parametrize(
    ("fields", "why"), [('api = "**"', "needs `since`"), (FROZEN + 'level = "some"', "`level` must be one of")]
)
def test_a_freeze_of_nothing_is_refused(fields: str, why: str) -> None:
    assert why in refused("api_frozen", fields)
