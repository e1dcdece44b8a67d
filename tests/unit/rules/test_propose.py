"""What `rules init` proposes: rules that the code keeps."""

from __future__ import annotations

from rgraph.rules.code import Code
from rgraph.rules.propose import layers_of, proposal_text, propose
from rgraph.view.memory import graph_of

from .trees import judge

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n'
LAYERED = {
    "Cargo.toml": MANIFEST,
    "src/cli.rs": "use crate::render::R;\npub struct C(R);\n",
    "src/render.rs": "use crate::model::M;\npub struct R(M);\n",
    "src/model.rs": "pub struct M;\n",
    "src/apart.rs": "pub struct A;\n",
}
MODULES = "pub mod cli;\npub mod render;\npub mod model;\npub mod apart;\n"


def proposed(files: dict[str, str]) -> str:
    return proposal_text(propose(Code(graph_of(files))))


def test_layers_are_proposed_and_hold() -> None:
    files = {**LAYERED, "src/lib.rs": MODULES}
    text = proposed(files)
    assert '    "demo::cli",\n    "demo::render",\n    "demo::model",\n' in text
    assert judge(text, files).violations == ()


def test_a_root_that_hands_everything_on_makes_no_proposal_false() -> None:
    """As usual in Rust: the root re-exports the top layer, and the bottom layer takes a constant from the root."""
    files = {
        **LAYERED,
        "src/lib.rs": f"{MODULES}pub use cli::C;\npub const MOST: usize = 1;\n",
        "src/model.rs": "use crate::MOST;\npub struct M(pub [u8; MOST]);\n",
    }
    text = proposed(files)
    assert '    "demo::cli",\n    "demo::render",\n    "demo::model",\n' in text
    assert judge(text, files).violations == ()


def test_a_proposal_is_broken_by_what_leans_upwards() -> None:
    files = {**LAYERED, "src/lib.rs": MODULES}
    worse = {**files, "src/model.rs": "pub struct M(pub Option<Box<crate::cli::C>>);\n"}
    assert judge(proposed(files), worse).violations != ()


def test_modules_of_a_cycle_share_a_height() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set(), "lone": set()}
    assert layers_of(graph) == (("a",), ("b", "c"), ("d",))


def test_a_lone_library_without_unsafe_code_is_held_to_it_everywhere() -> None:
    files = {"Cargo.toml": MANIFEST, "src/lib.rs": "pub fn f() {}\n"}
    text = proposed(files)
    assert "safe crates stay safe" in text
    assert judge(text, files).violations == ()
    assert len(judge(text, {**files, "src/lib.rs": "pub fn f() { unsafe {} }\n"}).violations) == 1


def test_crates_beside_a_safe_library_may_have_unsafe_code() -> None:
    files = {"Cargo.toml": MANIFEST, "src/lib.rs": "pub fn f() {}\n", "src/main.rs": "fn main() { unsafe {} }\n"}
    text = proposed(files)
    assert judge(text, files).violations == ()
    assert len(judge(text, {**files, "src/lib.rs": "pub fn f() { unsafe {} }\n"}).violations) == 1
