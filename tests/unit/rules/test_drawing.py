"""The module graph with layers and violations, ready to be drawn."""

from __future__ import annotations

import pytest

from rgraph.errors import ConfigError
from rgraph.rules.code import Code
from rgraph.rules.config import parse_rules
from rgraph.rules.drawing import Drawing, draw
from rgraph.rules.judgement import Checker, Surroundings
from rgraph.view.memory import graph_of

from .trees import written

SOURCE = (
    "pub mod ui { pub fn f() { crate::core::deep::g(); crate::core::deep::g(); } }\n"
    "pub mod core { pub mod deep { pub fn g() { crate::db::h() } } }\n"
    "pub mod db { pub fn h() { crate::ui::f() } #[cfg(test)] mod tests { fn t() { crate::core::deep::g() } } }\n"
)
LAYERS = 'layers = ["demo::ui", "demo::core", "demo::db"]\n'


def drawn(rules: str = written("layers", LAYERS), depth: int = 1, crate: str = "") -> Drawing:
    code = Code(graph_of({"src/lib.rs": SOURCE}))
    file = parse_rules(rules.encode())
    return draw(code, file, Checker(file, Surroundings()).check(code, "tree"), depth, crate)


def links(found: Drawing) -> dict[tuple[str, str], tuple[int, tuple[str, ...]]]:
    return {(link.source, link.target): (link.count, link.rules) for link in found.links}


def test_modules_are_folded_and_references_counted_without_tests() -> None:
    found = links(drawn())
    assert set(found) == {("demo::ui", "demo::core"), ("demo::core", "demo::db"), ("demo::db", "demo::ui")}
    assert found["demo::ui", "demo::core"][0] >= 2 and found["demo::ui", "demo::core"][1] == ()


def test_a_violation_marks_its_link() -> None:
    assert links(drawn())["demo::db", "demo::ui"][1] == ("r",)


def test_depth_keeps_more_segments() -> None:
    assert ("demo::core::deep", "demo::db") in links(drawn(depth=2))


def test_modules_know_their_layer_and_stand_above_what_they_lean_on() -> None:
    modules = {module.name: module for module in drawn().modules}
    assert {name: module.layer for name, module in modules.items()} == {
        name: name for name in ("demo::ui", "demo::core", "demo::db")
    }
    assert len({module.height for module in modules.values()}) == 1, "all three are in one cycle"
    straight = SOURCE.replace("crate::ui::f()", "")
    code = Code(graph_of({"src/lib.rs": straight}))
    file = parse_rules(written("layers", LAYERS).encode())
    heights = {m.name: m.height for m in draw(code, file, Checker(file, Surroundings()).check(code, "tree")).modules}
    assert heights["demo::ui"] > heights["demo::core"] > heights["demo::db"] == 0


def test_a_chain_marks_each_of_its_links() -> None:
    rule = written("forbidden", 'from = "demo::ui"\nto = "demo::db"\ntransitive = true')
    found = links(drawn(rule))
    assert found["demo::ui", "demo::core"][1] == found["demo::core", "demo::db"][1] == ("r",)


def test_one_crate_alone_is_named_by_id_or_name() -> None:
    assert links(drawn(crate="demo")) == links(drawn())
    with pytest.raises(ConfigError, match="There is no crate `dmo` in this tree; did you mean `demo`"):
        drawn(crate="dmo")


def test_a_tree_without_links_is_an_empty_drawing() -> None:
    code = Code(graph_of({"src/lib.rs": "pub fn f() {}\n"}))
    file = parse_rules(b"")
    found = draw(code, file, Checker(file, Surroundings()).check(code, "tree"))
    assert (found.modules, found.links) == ((), ())
