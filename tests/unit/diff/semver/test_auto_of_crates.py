"""Types of other crates whose auto traits are known decide what was a question for each type that holds one."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.auto.std import AUTO, of_crate, of_crates
from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANIFEST = (
    '[package]\nname = "demo"\nversion = "1.0.0"\nedition = "2021"\n'
    '[dependencies]\ntokio = "1"\nbytes = "1"\nfutures = "0.3"\nfutures-core = "0.3"\nother = "1"\n'
)
OLD = "pub struct S<T> { a: T }"
CASES = {
    "tokio::sync::Mutex<u16>": (set(), 0),
    "bytes::Bytes": (set(), 0),
    "std::sync::Arc<tokio::sync::mpsc::Sender<bytes::Bytes>>": (set(), 0),
    "tokio::sync::Mutex<std::rc::Rc<u8>>": ({("auto_trait_lost", "likely")}, 0),
    "std::sync::Arc<std::rc::Rc<u8>>": ({("auto_trait_lost", "certain")}, 0),
    "(std::rc::Rc<u8>, tokio::sync::Mutex<u16>)": ({("auto_trait_lost", "likely")}, 0),
    "std::rc::Rc<u8>, c: tokio::sync::Mutex<u16>": ({("auto_trait_lost", "certain")}, 0),
    "futures_core::future::BoxFuture<'static, u8>": ({("auto_trait_lost", "likely")}, 0),
    "futures::future::LocalBoxFuture<'static, u8>": ({("auto_trait_lost", "likely")}, 0),
    "tokio::time::Sleep": ({("auto_trait_lost", "likely")}, 0),
    "tokio::sync::watch::Sender<T>": ({("auto_trait_bound_added", "likely")}, 0),
    "tokio::sync::Mutex<other::X>": (set(), 1),
    "tokio::sync::NobodyKnows": (set(), 1),
    "other::sync::Mutex<u16>": (set(), 1),
}


@pytest.mark.parametrize("held", CASES)
def test_what_a_type_holds_now(held: str) -> None:
    new = f"pub struct S<T> {{ a: T, b: {held} }}"
    found = check(*(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": source}) for source in (OLD, new)))
    told = {(each.rule, each.confidence.value) for each in found.findings if each.level == "major"}
    assert (told, len(found.undecided)) == CASES[held]


def test_what_it_held_before_is_known_too() -> None:
    held = ("tokio::sync::Mutex<u16>", "std::rc::Rc<u8>")
    sides = (f"pub struct S {{ a: {each} }}" for each in held)
    found = check(*(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": source}) for source in sides))
    assert [each.rule for each in found.findings if each.level == "major"] == ["auto_trait_lost"]
    assert not found.undecided


def test_the_table_speaks_of_what_all_versions_share() -> None:
    assert {trait for row in of_crates().values() for trait in row} <= set(AUTO[:3])
    assert of_crate("tokio::sync::Mutex", "UnwindSafe") is None
    assert of_crate("futures_util::stream::BoxStream", "Sync") == of_crate("futures::stream::BoxStream", "Sync")
