"""Items that are no longer where they were: what is told of what stood in a module that is elsewhere, or of a name that
another item has had all along."""

from __future__ import annotations

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "{0}"\nversion = "1.0.0"\nedition = "2021"\n'
FACE = '[workspace]\nmembers = ["low"]\n' + MANIFEST.format("top") + '[dependencies]\nlow = { path = "low" }\n'


def told(*versions: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Rule, item and cause of what breaks in a crate and in one below it."""
    sides = [
        graph_of(
            {"Cargo.toml": FACE, "src/lib.rs": top, "low/Cargo.toml": MANIFEST.format("low"), "low/src/lib.rs": low}
        )
        for top, low in versions
    ]
    return [(f.rule, f.item, f.follows) for f in check(*sides).findings if f.level == "major"]


LOW = "pub struct S;\npub mod m { pub fn f() {} }\npub mod n { pub struct Other; }\n"


def test_what_a_lost_re_export_brought_follows_from_it() -> None:
    found = told(("pub use low as client;", LOW), ("", LOW))
    assert ("item_moved", "top::client", "") in found
    assert {cause for _, item, cause in found if item != "top::client"} == {"top::client"}
    assert {item for _, item, _ in found} >= {"top::client::S", "top::client::m::f", "top::client::n::Other"}


def test_what_has_another_place_of_its_own_is_told() -> None:
    found = told(("pub use low as client;", LOW), ("pub use low::m;", LOW))
    assert ("item_moved", "top::client", "") in found
    assert not [each for each in found if each[1].startswith("top::client::n") and not each[2]]
    assert [cause for _, item, cause in found if item.endswith("::m::f")] != ["top::client"]


def reader(name: str) -> str:
    """A function that reads a type, with the same code for each."""
    read = "let a = d.pop().ok_or(())?; let b = d.pop().ok_or(())?;"
    return f"pub fn read(d: &mut Vec<u8>) -> Result<crate::{name}, ()> {{ {read} Ok(crate::{name}::new(a, b)) }}"


def test_a_function_does_not_become_one_that_had_its_path_before() -> None:
    pair = "pub struct {0}(u8, u8);\nimpl {0} {{ pub fn new(a: u8, b: u8) -> {0} {{ {0}(a, b) }} }}\n"
    plain = "pub fn read(d: &mut Vec<u8>) -> Result<u32, ()> { Ok(u32::from(d.pop().ok_or(())?)) }"
    old = f"{pair.format('M')}pub mod a {{ {plain} }}\npub mod mx {{ {reader('M')} }}"
    new = f"{pair.format('M')}{pair.format('A')}pub mod a {{ {reader('A')} }}\npub mod mx {{}}"
    found = told(("", old), ("", new))
    assert [(rule, item) for rule, item, _ in found] == [
        ("return_type_changed", "low::a::read"),
        ("function_removed", "low::mx::read"),
    ]
