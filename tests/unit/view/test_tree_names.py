"""The names of a part of a tree: the same meanings as in the whole, for paths from the crates that it is of."""

from __future__ import annotations

import pytest

from rgraph.view.meanings import meant
from rgraph.view.memory import graph_of
from tests.dsl import manifest, workspace

_BASE = '[dependencies]\nbase = { path = "../base" }\n'
FILES = {
    "Cargo.toml": workspace(["base", "face", "apart"]),
    "base/Cargo.toml": manifest("base"),
    "base/src/lib.rs": """\
pub mod inner;
pub use inner::*;
#[macro_export] macro_rules! make { ($n:ident) => { pub struct $n; impl $n { pub fn made(&self) {} } }; }
make!(Made);
#[cfg(unix)] pub use inner::Unix as Os;
#[cfg(windows)] pub use inner::Windows as Os;
""",
    "base/src/inner.rs": "pub struct Unix; pub struct Windows; pub fn same() {} pub enum E { A { x: u8 } }\n",
    "face/Cargo.toml": manifest("face", extra=_BASE),
    "face/src/lib.rs": "pub use base as other;\npub use base::*;\npub fn same() {}\nbase::make!(Own);\n",
    "face/tests/all.rs": "use face::Own;\n#[test] fn t() { Own.made(); }\n",
    "apart/Cargo.toml": manifest("apart"),
    "apart/src/lib.rs": "pub fn alone() -> std::io::Error { todo!() }\npub use std::fmt::Debug as Shown;\n",
}
PATHS = [
    "face::same", "face::other::same", "face::Os", "face::other::Os", "face::E::A", "face::other::inner::E::A.x",
    "face::Made::made", "face::Own::made", "face::make!", "face::other::make", "face::absent", "base::Os",
    "base::inner::Unix", "apart::alone", "apart::Shown", "std::fmt::Debug", "std::io::Error", "all::t",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_part_gives_what_the_whole_gives(path: str) -> None:
    """And it is enough: the names of the other crates are not read."""
    whole, part = graph_of(FILES), graph_of(FILES)
    whole.names()
    assert meant(part, path) == meant(whole, path)
    assert len(part.names_of([]).places) < len(whole.names().places)


def test_a_question_about_another_crate_is_answered_too() -> None:
    """From all names, which are read then."""
    graph = graph_of(FILES)
    for path in ["std::fmt::Debug", "apart::alone", "face::Own::made", "base::inner::Unix", "face::other::same"]:
        assert [one.symbol for one in meant(graph, path).items], path
    assert len(graph.names_of(["apart"]).places) == len(graph.names().places)


def test_crates_of_one_name_are_not_taken_apart() -> None:
    """Which of them has the name alone depends on who else is there."""
    twice = {**FILES, "more/Cargo.toml": manifest("base"), "more/src/lib.rs": "pub struct More;\n"}
    twice["Cargo.toml"] = workspace(["base", "face", "apart", "more"])
    whole, part = graph_of(twice), graph_of(twice)
    whole.names()
    assert any("@" in crate.id for crate in whole.cargo.crates)
    assert meant(part, "face::Os") == meant(whole, "face::Os")
    assert len(part.names_of(["face"]).places) == len(whole.names().places)
