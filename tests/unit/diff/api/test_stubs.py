"""Hidden stubs under a cfg mean what another crate's glob brings under the opposite one."""

from __future__ import annotations

from rgraph.diff.semver.findings import check
from rgraph.view.graph import CommitGraph

from ..crates import graph

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nandroid_activity = "0.6"\n'
WRITTEN = "pub trait Ext { fn app(&mut self, app: android_activity::App) -> android_activity::Rect; }"
STUBS = """
use self::activity::{App, Rect};
pub trait Ext { fn app(&mut self, app: App) -> Rect; }
pub mod activity {
    #[cfg(android)] pub use android_activity::*;
    #[cfg(not(android))] #[doc(hidden)] pub struct App;
    #[cfg(not(android))] #[doc(hidden)] pub struct Rect;
}
"""


def crate(text: str) -> CommitGraph:
    return graph({"Cargo.toml": MANIFEST, "src/lib.rs": text})


def test_a_stub_is_what_it_stands_for() -> None:
    found = check(crate(WRITTEN), crate(STUBS))
    assert [(f.rule, f.message) for f in found.findings if f.level == "major"] == []
    assert found.undecided == []


def test_a_hidden_type_without_such_a_glob_is_itself() -> None:
    own = STUBS.replace("#[cfg(android)] pub use android_activity::*;", "")
    rules = {finding.rule for finding in check(crate(WRITTEN), crate(own)).findings}
    assert {"trait_method_parameter_type_changed", "return_type_changed"} <= rules
