"""The rows of rules that speak of more than one kind of edge."""

from __future__ import annotations

from rgraph.view.memory import graph_of
from rgraph.view.query.mentions import mentions
from rgraph.view.query.tables import rows
from rgraph.view.query.tokens import tokenize

MANIFEST = '[package]\nname = "demo"\nversion = "1.0.0"\n[dependencies]\nthiserror = "1"\nserde = "1"\n'
CODE = """\
#[derive(Clone, serde::Serialize, thiserror::Error)]
#[error("x")]
pub struct S;
impl Default for S { fn default() -> S { S } }
"""


def test_a_type_implements_what_it_derives_and_what_is_written_for_it() -> None:
    graph = graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": CODE})
    mention = mentions(tokenize("?[a, b, c] := implements[a, b, c]"), ["implements"], {})["implements"]
    assert sorted(rows(graph, mention)) == [
        ["demo::S", "serde::Serialize", "exact"],
        ["demo::S", "std::clone::Clone", "exact"],
        ["demo::S", "std::default::Default", "exact"],
        ["demo::S", "std::error::Error", "inferred"],
        ["demo::S", "std::fmt::Display", "inferred"],
        ["demo::S", "thiserror::Error", "exact"],
    ]


LOCK = """version = 3
[[package]]
name = "demo"
version = "1.0.0"
dependencies = ["serde 1.0.5"]
[[package]]
name = "serde"
version = "1.0.5"
source = "registry+r"
[[package]]
name = "serde"
version = "0.9.0"
source = "registry+r"
dependencies = ["serde 1.0.5"]
"""


def test_packages_and_what_they_require() -> None:
    graph = graph_of({"Cargo.toml": MANIFEST, "Cargo.lock": LOCK, "src/lib.rs": ""})
    asked = mentions(tokenize("?[a] := package[a, b, c], requires[a, b, d, e, f, g]"), ["package", "requires"], {})
    assert rows(graph, asked["package"]) == [
        ["demo", "1.0.0", ""],
        ["serde", "0.9.0", "registry+r"],
        ["serde", "1.0.5", "registry+r"],
    ]
    assert rows(graph, asked["requires"]) == [
        ["demo", "1.0.0", "thiserror", "", "normal", "1"],
        ["demo", "1.0.0", "serde", "1.0.5", "normal", "1"],
        ["serde", "0.9.0", "serde", "1.0.5", "", ""],
    ]
