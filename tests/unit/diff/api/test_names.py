"""Every public path of an item, and the conditions under which it is there."""

from __future__ import annotations

import json

import pytest

from rgraph.diff.api.asked import listings
from rgraph.diff.api.names import NamedItem, all_of, features_in
from rgraph.render.diff_json import report_json
from rgraph.render.json import to_json
from rgraph.view.memory import graph_of
from tests.unit.diff.crates import change, report

TOML = '[package]\nname = "demo"\nversion = "1.0.0"\nedition = "2021"\n[features]\na = []\nb = []\n'
SOURCE = """
mod inner {
    pub struct S { #[cfg(unix)] pub x: u8 }
    impl S { #[cfg(feature = "b")] pub fn m(&self) {} }
}
#[cfg(feature = "a")]
pub mod gated { pub use crate::inner::S; pub fn f() {} }
pub use inner::S;
pub use inner::S as T;
#[cfg(feature = "a")]
pub use gated::f as g;
#[cfg(not(feature = "a"))]
pub fn g() {}
mod private { pub fn hidden() {} }
"""


def named(source: str) -> dict[str, NamedItem]:
    (found,) = listings(graph_of({"Cargo.toml": TOML, "src/lib.rs": source}), [])
    return {item.path: item for item in found.items}


def test_an_item_has_every_path_by_which_users_find_it() -> None:
    found = named(SOURCE)
    assert found["demo::S"].paths == ("demo::S", "demo::T", "demo::gated::S")
    assert found["demo::S::m"].paths == ("demo::S::m", "demo::T::m", "demo::gated::S::m")
    assert not any("hidden" in path for path in found)


def test_the_cfg_of_an_item_is_that_of_its_easiest_way_and_a_member_s_has_its_owner_s() -> None:
    found = named(SOURCE)
    assert (found["demo::S"].cfg, found["demo::S"].features) == ("", ())
    assert (found["demo::S::m"].cfg, found["demo::S::m"].features) == ('feature = "b"', ("b",))
    assert (found["demo::S::x"].cfg, found["demo::S::x"].features) == ("unix", ())
    gated = named(SOURCE)["demo::gated"]
    assert (gated.cfg, gated.features) == ('feature = "a"', ("a",))
    inside = named('#[cfg(unix)] pub mod m { #[cfg(feature = "a")] pub struct S { pub x: u8 } }')
    assert inside["demo::m::S::x"].cfg == inside["demo::m::S"].cfg == 'all(feature = "a", unix)'


def test_an_item_with_two_ways_has_both_as_alternatives() -> None:
    source = 'mod m { pub fn f() {} }\n#[cfg(unix)] pub use m::f;\n#[cfg(feature = "a")] pub use m::f as g;\n'
    assert named(source)["demo::f"].cfg == 'any(feature = "a", unix)'


@pytest.mark.parametrize(
    ("cfg", "features"),
    [
        ('all(feature = "b", feature = "a")', ("a", "b")),
        ('not(feature = "a")', ()),
        ('all(not(any(feature = "a", unix)), feature = "b")', ("b",)),
        ("unix", ()),
        ("", ()),
        ('not(feature = "a"', ()),
    ],
)
def test_features_that_must_be_off_are_none_that_it_asks_for(cfg: str, features: tuple[str, ...]) -> None:
    assert features_in(cfg) == features


def test_predicates_are_joined_once_each() -> None:
    assert all_of(["", "unix", "unix && windows", ""]) == "all(unix, windows)"
    assert (all_of([]), all_of(["unix"])) == ("", "unix")


def test_a_changed_item_carries_them_private_ones_their_cfg() -> None:
    new = SOURCE.replace("pub fn m(&self) {}", "pub fn m(&self, a: u8) {}").replace(
        "fn hidden() {}", "fn hidden() { 1; }"
    )
    files = {"Cargo.toml": TOML, "src/lib.rs": SOURCE}
    found = report(files, {**files, "src/lib.rs": new})
    ref = change(found, "inner::S::m").ref
    assert (ref.paths[0], ref.cfg, ref.features) == ("demo::S::m", 'feature = "b"', ("b",))
    assert change(found, "private::hidden").ref.paths == ()
    (told,) = [c for c in json.loads(report_json(found))["changes"] if c["new"]["name"] == "m"]
    assert told["new"]["paths"] == ["demo::S::m", "demo::T::m", "demo::gated::S::m"]
    assert (told["old"]["cfg"], told["old"]["features"]) == ('feature = "b"', ["b"])


def test_what_stands_in_a_module_s_own_file_counts() -> None:
    files = {"src/lib.rs": "mod m;\n", "src/m.rs": "#![cfg(unix)]\nfn f() {}\n"}
    found = report(files, {**files, "src/m.rs": "#![cfg(unix)]\nfn f() { 1; }\n"})
    assert change(found, "m::f").ref.cfg == "unix"


def test_the_listing_s_json_has_them() -> None:
    text = to_json(listings(graph_of({"Cargo.toml": TOML, "src/lib.rs": SOURCE}), []), "api")
    (item,) = [each for each in json.loads(text)["result"][0]["items"] if each["path"] == "demo::gated"]
    assert item["features"] == ["a"] and item["place"]["path"] == "src/lib.rs"
