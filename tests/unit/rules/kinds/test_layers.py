"""`layers`: heights, siblings, closed layers, containers, and what stands in none."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.errors import ConfigError
from tests.unit.rules.trees import refused, said

NAMES = ("ui", "core", "db")


def crate(*links: tuple[str, str]) -> str:
    """Modules that call each other's function as the links say."""
    bodies = {name: " ".join(f"crate::{to}::f();" for source, to in links if source == name) for name in NAMES}
    return "".join(f"pub mod {name} {{ pub fn f() {{ {body} }} }}\n" for name, body in bodies.items())


LAYERS = 'layers = ["demo::ui", "demo::core", "demo::db"]\n'
PAIRS = [(a, b) for a, b in product(NAMES, NAMES) if a != b]


@settings(max_examples=25)
@given(st.sets(st.sampled_from(PAIRS)))
def test_a_direct_violation_is_a_link_upwards(links: set[tuple[str, str]]) -> None:
    found = said("layers", LAYERS + "transitive = false", crate(*links))
    upwards = {(a, b) for a, b in links if NAMES.index(a) > NAMES.index(b)}
    assert len(found) == len(upwards)
    for a, b in upwards:
        message = f"demo::{a}::f must not depend on demo::{b}::f: layer `demo::{a}` is below `demo::{b}` (calls)"
        assert message in found


def test_siblings_are_independent_unless_they_are_free() -> None:
    layers = 'layers = ["demo::ui", ["demo::core", "demo::db"]]\n'
    code = crate(("core", "db"))
    assert said("layers", layers, code) == [
        "demo::core::f must not depend on demo::db::f: `demo::core` and `demo::db` are independent siblings (calls)"
    ]
    assert said("layers", layers + 'siblings = "free"', code) == []


def test_a_closed_layer_hides_what_is_below_it() -> None:
    code = crate(("ui", "db"), ("ui", "core"), ("core", "db"))
    assert said("layers", LAYERS, code) == []
    assert said("layers", LAYERS + 'closed = ["demo::core"]', code) == [
        "demo::ui::f must not depend on demo::db::f: the closed layer `demo::core` hides `demo::db` (calls)"
    ]


def test_a_chain_through_a_module_in_no_layer_is_found() -> None:
    code = crate(("db", "core")).replace("crate::core::f();", "crate::lost::f();")
    code += "pub mod lost { pub fn f() { crate::ui::f() } }\n"
    assert said("layers", LAYERS, code) == [
        "demo::db must not depend on demo::ui: layer `demo::db` is below `demo::ui`, not even by way of demo::lost::f"
    ]
    assert said("layers", LAYERS + "transitive = false", code) == []


def test_containers_hold_the_same_layers_each() -> None:
    code = "".join(
        f"pub mod {name} {{ pub mod api {{ pub fn f() {{}} }} pub mod data {{ pub fn g() {{ {call} }} }} }}\n"
        for name, call in (("one", "super::api::f()"), ("two", ""))
    )
    assert said("layers", 'layers = ["api", "data"]\ncontainers = "demo::*"\nallow_empty = true', code) == [
        "demo::one::data::g must not depend on demo::one::api::f: layer `data` is below `api` (calls)"
    ]


def test_exhaustive_names_each_module_that_stands_in_no_layer() -> None:
    code = crate() + "pub mod lost { pub mod deeper {} }\n#[cfg(test)] mod tests {}\n"
    assert said("layers", LAYERS + "exhaustive = true", code) == ["demo::lost is in no layer"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ('layers = ["demo::ui"]', "at least two layers"),
        ('layers = ["demo::ui", "demo::ui"]', "is in two"),
        ('layers = ["demo::ui", "demo::db"]\nclosed = ["demo::core"]', "which is not a layer"),
        ('layers = ["demo::ui", "demo::db"]\nsiblings = "loose"', "`independent` or `free`"),
    ],
)
def test_what_contradicts_itself_is_refused(fields: str, why: str) -> None:
    assert why in refused("layers", fields)


def test_a_module_in_two_layers_is_refused_when_the_code_is_seen() -> None:
    with pytest.raises(ConfigError, match="contradictory layers: `demo::core`"):
        said("layers", 'layers = ["demo::*", "demo::core"]', crate())
