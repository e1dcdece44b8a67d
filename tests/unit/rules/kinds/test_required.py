"""`required`: derives, implementations and dependences that items must have."""

from __future__ import annotations

from tests.unit.rules.trees import refused, said

CODE = (
    "#[derive(Debug, Clone)] pub struct Both;\n#[derive(std::fmt::Debug)] pub struct Long;\npub struct Hand;\n"
    "impl std::fmt::Display for Hand { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { log::say(); Ok(()) } }\n"
    "pub mod log { pub fn say() {} }\n"
)
STRUCTS = 'items = { kind = "struct" }\n'


def test_a_derive_is_known_by_its_last_name_and_in_full() -> None:
    assert said("required", STRUCTS + 'derive = ["Debug"]', CODE) == ["demo::Hand does not derive Debug"]
    missing = set(said("required", STRUCTS + 'derive = ["Debug", "Clone"]', CODE))
    assert missing == {
        "demo::Long does not derive Clone",
        "demo::Hand does not derive Clone",
        "demo::Hand does not derive Debug",
    }


def test_an_implementation_may_be_by_hand_or_derived() -> None:
    assert said("required", 'items = "=demo::Hand"\nimplement = ["Display"]', CODE) == []
    assert said("required", 'items = "=demo::Both"\nimplement = ["Clone", "Display"]', CODE) == [
        "demo::Both does not implement Display"
    ]


def test_a_dependence_may_stand_in_what_the_item_contains() -> None:
    assert said("required", 'items = "demo"\ndepend_on = "=demo::log::say"\nallow_empty = true', CODE) != []
    assert said("required", 'items = "=demo::log"\ndepend_on = "=demo::log::say"', CODE) == [
        "demo::log does not depend on =demo::log::say"
    ]


def test_asking_for_nothing_is_refused() -> None:
    assert "needs `derive`, `implement` or `depend_on`" in refused("required", 'items = "demo"')
