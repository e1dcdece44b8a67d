"""Modules whose file a cfg chooses, each of which has an item: that is no condition on it."""

from __future__ import annotations

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of
from tests.dsl import manifest


def test_a_condition_that_holds_for_everybody_is_not_said() -> None:
    cargo = {"Cargo.toml": manifest("demo", extra="[features]\nx = []\n")}
    gated = '#[cfg(feature = "x")] pub fn f() {}'
    old = {**cargo, "src/lib.rs": "mod sys; pub use sys::f;", "src/sys.rs": "pub fn f() {}"}
    new = {
        **cargo,
        "src/lib.rs": '#[cfg_attr(windows, path = "odd.rs")] mod sys; pub use sys::f;',
        "src/sys.rs": gated,
        "src/odd.rs": gated,
    }
    found = check(graph_of(old), graph_of(new)).findings
    gone = '`demo::f` is now behind `feature = "x"`, which the default features do not turn on'
    assert [each.message for each in found] == [gone]
