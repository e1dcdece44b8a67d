"""What is left out of a comparison because it is the same on both sides changes nothing in the report."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from rgraph.diff.compare import Options, compare
from rgraph.diff.extent import Extent
from rgraph.diff.matching import matches
from rgraph.diff.matching.match import Matcher
from rgraph.diff.proportion.concern import concerned
from rgraph.diff.semver.findings import check
from rgraph.diff.semver.rule import examples, rules
from rgraph.diff.snapshot import Snapshot
from rgraph.model.ids import BlobHash
from rgraph.view.graph import CommitGraph
from rgraph.view.memory import MemorySource, graph_of
from rgraph.view.session import open_session
from tests.dsl import History, histories, manifest, workspace

USER = """\
pub use demo::*;
pub mod inner { pub use demo as other; pub struct Own; }
pub fn own(x: inner::Own) -> inner::Own { x }
"""
"""A library whose API is what the example offers, and something of its own."""

BYSTANDER = "pub struct Alone(u8);\nimpl Alone { pub fn new() -> Alone { Alone(1) } }\n"


class MemoryShelf:
    """A shelf that lasts as long as a test."""

    def __init__(self) -> None:
        self.kept: dict[BlobHash, bytes] = {}

    def get(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, bytes]:
        return {blob: self.kept[blob] for blob in blobs if blob in self.kept}

    def put(self, values: Mapping[BlobHash, bytes]) -> None:
        self.kept.update(values)


def assert_nothing_is_lost(old: CommitGraph, new: CommitGraph, shelf: MemoryShelf | None = None) -> None:
    """Without a shelf, with an empty one, and with what the comparison before has put there."""
    assert matches(old, new) == Matcher(Snapshot(old), Snapshot(new)).run().pairs
    whole = compare(old, new, Options(whole=True))
    assert compare(old, new) == whole
    old.shelf = new.shelf = shelf or MemoryShelf()
    assert compare(old, new) == whole
    assert compare(old, new) == whole
    old.shelf = new.shelf = None


def _in_workspace(files: Mapping[str, str]) -> dict[str, str]:
    """The files of an example beside a library that re-exports all of it, one that knows nothing of it, and a test."""
    found = {f"demo/{path}": text for path, text in files.items()}
    found.setdefault("demo/Cargo.toml", manifest("demo"))
    found["user/Cargo.toml"] = manifest("user", extra='[dependencies]\ndemo = { path = "../demo" }\n')
    found["user/src/lib.rs"] = USER
    found["alone/Cargo.toml"], found["alone/src/lib.rs"] = manifest("alone"), BYSTANDER
    found["alone/tests/it.rs"] = "#[test]\nfn it() { alone::Alone::new(); }\n"
    found["Cargo.toml"] = workspace(["demo", "user", "alone"])
    return found


def _is_one_package(files: Mapping[str, str]) -> bool:
    name = re.search(r'name = "([^"]*)"', files.get("Cargo.toml", ""))
    return "[workspace" not in files.get("Cargo.toml", "") and (name is None or name[1] == "demo")


@pytest.mark.parametrize("rule", [rule.id for rule in rules()])
def test_every_rule_says_the_same_of_a_workspace_in_which_little_changes(rule: str) -> None:
    for example in examples(rule)[:1]:
        source = MemorySource()
        sides = (example.old, example.new)
        if all(map(_is_one_package, sides)):
            sides = (_in_workspace(example.old), _in_workspace(example.new))
        assert_nothing_is_lost(*(graph_of(files, source) for files in sides))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=set(Phase) - {Phase.shrink})
@given(histories(min_steps=3))
def test_every_step_of_a_history_is_told_as_the_whole_comparison_tells_it(history: History) -> None:
    with tempfile.TemporaryDirectory() as folder:
        built = history.build(Path(folder) / "r")
        session, shelf = open_session(built.repo.git_dir), MemoryShelf()
        for before, after in pairwise(built.commits):
            assert_nothing_is_lost(session.graph(before), session.graph(after), shelf)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("pub mod a;", "/// Docs.\npub mod a;"),
        ("pub mod a;", "#[cfg(test)]\npub mod a;"),
        ("pub mod a;", "pub(crate) mod a;"),
        ("pub mod a;", '#[path = "b.rs"]\npub mod a;'),
        (
            "pub mod a;",
            "pub mod c { pub fn f() -> u32 { 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13 + 14 } }",
        ),
        ("pub mod a;", ""),
        ("fn it() {}", "fn it() { a::f(); }"),
        ("fn it() {}", "#[test]\nfn it() { b::f(); }"),
        ("pub fn g() { a::f(); }", "#[test]\nfn g() { a::f(); }"),
        ("pub fn g() { a::f(); }", "pub fn g() {}"),
    ],
)
def test_a_line_of_a_module_is_told_as_the_whole_comparison_tells_it(was: str, now: str) -> None:
    body = "pub fn f() -> u32 { 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13 + 14 }"
    lib = "pub mod a;\npub mod b;\nfn it() {}\npub fn g() { a::f(); }\n"
    files = {"src/a.rs": f"{body}\npub fn h() {{ crate::b::f(); }}", "src/b.rs": "pub fn f() {}"}
    assert was in lib
    source = MemorySource()
    one, two = (graph_of({"src/lib.rs": text, **files}, source) for text in (lib, lib.replace(was, now)))
    assert_nothing_is_lost(one, two)
    assert_nothing_is_lost(two, one)


LIBRARY = """\
pub struct S { n: u32 }
impl S { pub fn f(&self, x: u32) -> u32 { x } pub fn g(&self) {} }
pub trait T { fn t(&self); }
impl T for S { fn t(&self) {} }
impl dyn T { pub fn of_objects(&self) {} }
impl dyn T + Send { pub fn of_sent(&self) {} }
pub fn free() {}
#[doc(hidden)] pub fn helper() {}
#[macro_export] macro_rules! call { () => { $crate::helper() } }
mod inner { pub fn deep() {} }
pub use inner::deep;
"""
NAMING = """\
pub type Alias = demo::S;
pub use demo::S as Renamed;
pub mod again { pub use super::Renamed; }
pub struct Holder(pub demo::S);
impl std::ops::Deref for Holder { type Target = demo::S; fn deref(&self) -> &demo::S { &self.0 } }
pub use demo::{call, free};
"""


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("pub fn g(&self) {}", ""),
        ("pub fn g(&self) {}", "pub(crate) fn g(&self) {}"),
        ("pub fn g(&self) {}", "pub fn g(self) {}"),
        ("pub fn g(&self) {}", "pub async fn g(&self) {}"),
        ("pub fn g(&self) {}", "pub fn g(&self) {} pub fn h(&self) {}"),
        ("x: u32) -> u32", "x: u64) -> u32"),
        ("x: u32) -> u32", "x: impl T) -> u32"),
        ("pub fn free() {}", ""),
        ("pub fn free() {}", "pub unsafe fn free() {}"),
        ("pub fn free() {}", '#[cfg(feature = "x")] pub fn free() {}'),
        ("pub fn free() {}", "pub fn free() {} pub fn more() {}"),
        ("#[doc(hidden)] pub fn helper() {}", ""),
        ("pub fn deep() {}", "pub fn deep(x: u8) {}"),
        ("fn t(&self);", "fn t(&self); fn u(&self) {}"),
        ("impl T for S { fn t(&self) {} }", ""),
        ("{ n: u32 }", "{ n: std::rc::Rc<u32> }"),
        ("pub fn of_objects(&self) {}", ""),
        ("pub fn of_sent(&self) {}", "pub fn of_sent(&self, x: u8) {}"),
    ],
)
def test_functions_are_told_wherever_they_are_named(was: str, now: str) -> None:
    assert was in LIBRARY
    source = MemorySource()
    both = [_in_workspace({"src/lib.rs": text}) for text in (LIBRARY, LIBRARY.replace(was, now))]
    one, two = (graph_of({**files, "user/src/lib.rs": NAMING}, source) for files in both)
    assert_nothing_is_lost(one, two)
    assert_nothing_is_lost(two, one)


FUTURES = """\
pub mod a;
pub mod b;
pub struct S;
impl S { pub async fn m(&self) { a::held().await } }
pub trait T { fn t(&self) -> impl std::fmt::Debug; }
impl T for S { fn t(&self) -> impl std::fmt::Debug { 1 } }
"""
HELD = "pub async fn held() { let x = 1; step().await; drop(x) }\npub(crate) async fn step() {}\n"
CALLING = "pub async fn call() { crate::a::step().await; crate::a::held().await }\npub fn plain() {}\n"


@pytest.mark.parametrize(
    ("held", "calling"),
    [
        (("let x = 1;", "let x = std::rc::Rc::new(1);"), ("", "")),
        (("let x = 1;", "let x = std::rc::Rc::new(1);"), ("pub fn plain() {}", "pub fn plain() { }")),
        (
            ("async fn step() {}", "async fn step() { let r = std::rc::Rc::new(1); never().await; drop(r) }"),
            ("plain", "bare"),
        ),
        (("async fn step() {}", "async fn step() { let r = std::rc::Rc::new(1); never().await; drop(r) }"), ("", "")),
        (("step().await;", ""), ("crate::a::step().await;", "")),
        (("pub async fn held() {", "pub async fn held() -> std::rc::Rc<u8> {"), ("", "// ")),
    ],
)
def test_what_futures_hold_is_told_wherever_they_are_made(held: tuple[str, str], calling: tuple[str, str]) -> None:
    source = MemorySource()
    sides = [{"src/lib.rs": FUTURES, "src/a.rs": HELD, "src/b.rs": CALLING}]
    now_calling = CALLING.replace(*calling) if calling[0] else CALLING + calling[1]
    sides.append({**sides[0], "src/a.rs": HELD.replace(*held), "src/b.rs": now_calling})
    assert sides[0]["src/a.rs"] != sides[1]["src/a.rs"]
    one, two = (graph_of(_in_workspace(files), source) for files in sides)
    assert_nothing_is_lost(one, two)
    assert_nothing_is_lost(two, one)


def test_a_future_that_changed_concerns_its_library_and_who_re_exports_it() -> None:
    source = MemorySource()
    files = {"src/lib.rs": FUTURES, "src/a.rs": HELD, "src/b.rs": CALLING}
    other = {**files, "src/a.rs": HELD.replace("let x = 1;", "let x = std::rc::Rc::new(1);")}
    one, two = (graph_of(_in_workspace(each), source) for each in (files, other))
    found = concerned(Extent(one, two))
    assert found is not None
    assert found.libraries == {"demo", "user"}
    assert found.items == {"demo::a::held", "demo::a", "demo"}


@pytest.mark.parametrize(
    ("path", "was", "now"),
    [
        ("user/Cargo.toml", "[dependencies]", '[dependencies]\nlog = "1"'),
        ("demo/Cargo.toml", 'edition = "2021"', 'edition = "2024"'),
        ("demo/Cargo.toml", 'edition = "2021"', 'edition = "2021"\n[dependencies]\nlog = "1"'),
        ("demo/src/b.rs", "pub fn plain", "use std::fmt;\npub fn plain"),
        ("demo/src/b.rs", "pub fn plain", "struct P;\npub fn plain"),
    ],
)
def test_a_future_that_changed_is_told_beside_what_concerns_nobody(path: str, was: str, now: str) -> None:
    source = MemorySource()
    before = _in_workspace({"src/lib.rs": FUTURES, "src/a.rs": HELD, "src/b.rs": CALLING})
    after = {**before, "demo/src/a.rs": HELD.replace("let x = 1;", "let x = std::rc::Rc::new(1);")}
    assert was in before[path]
    after[path] = before[path].replace(was, now)
    one, two = (graph_of(files, source) for files in (before, after))
    assert check(one, two).findings
    assert_nothing_is_lost(one, two)
    assert_nothing_is_lost(two, one)


@pytest.mark.parametrize("vis", ["", "pub(crate) ", "pub "])
def test_a_future_holds_what_a_function_returns_now(vis: str) -> None:
    source = MemorySource()
    was = f"{vis}fn g() -> u8 {{ 1 }}\npub async fn f() {{ let x = g(); h().await; drop(x) }}\nasync fn h() {{}}\n"
    files = {
        "src/lib.rs": "pub mod a;\npub async fn far() { let x = a::g(); a::f().await; drop(x) }\n",
        "src/a.rs": was,
    }
    now = {**files, "src/a.rs": was.replace("-> u8 { 1 }", "-> std::rc::Rc<u8> { loop {} }")}
    one, two = (graph_of(_in_workspace(each), source) for each in (files, now))
    assert check(one, two).findings
    assert_nothing_is_lost(one, two)
    assert_nothing_is_lost(two, one)


def test_what_a_future_waits_for_may_hold_a_type_that_nobody_sees() -> None:
    source = MemorySource()
    waiting = "async fn g() {} async fn h() { g().await } pub async fn f() { h().await }"
    held = waiting.replace("{ g().await }", "{ let p = P(std::ptr::null()); g().await; drop(p) }")
    sides = (waiting, f"struct P(*const u8); {held}")
    one, two = (graph_of(_in_workspace({"src/lib.rs": text}), source) for text in sides)
    assert check(one, two).findings
    assert_nothing_is_lost(one, two)
    assert_nothing_is_lost(two, one)


ALTERNATIVES = (
    '#[cfg_attr(unix, path = "sys/posix.rs")]\n#[cfg_attr(windows, path = "sys/odd.rs")]\nmod sys;\npub use sys::*;\n'
)


@pytest.mark.parametrize(("odd", "loses"), [("", True), ("pub fn both() { }", False)])
def test_the_files_that_a_cfg_chooses_from_count_though_they_are_linked_nowhere(odd: str, loses: bool) -> None:
    source = MemorySource()
    files = {"src/lib.rs": ALTERNATIVES, "src/sys/posix.rs": "pub fn both() {}", "src/sys/odd.rs": "pub fn both() {}"}
    sides = [_in_workspace({**files, "src/sys/odd.rs": text}) for text in ("pub fn both() {}", odd)]
    one, two = (graph_of(each, source) for each in sides)
    found = check(one, two).findings
    assert bool([each for each in found if each.rule.startswith("item_gated")]) == loses
    assert_nothing_is_lost(one, two)
    assert_nothing_is_lost(two, one)
    lib = {**sides[0], "demo/src/lib.rs": ALTERNATIVES + "pub fn more() {}"}
    assert_nothing_is_lost(one, graph_of(lib, source))


TWINS = [
    'mod g { #[cfg(feature = "x")] include!("a.rs"); #[cfg(not(feature = "x"))] include!("b.rs"); }\npub use g::Rule;\n',
    '#[cfg(feature = "x")] #[path = "a.rs"] mod g;\n#[cfg(not(feature = "x"))] #[path = "b.rs"] mod g;\npub use g::Rule;\n',
]


@pytest.mark.parametrize("root", TWINS)
@pytest.mark.parametrize("file", ["src/a.rs", "src/b.rs"])
def test_what_goes_from_one_of_two_declarations_of_a_name_is_told(root: str, file: str) -> None:
    manifest_ = '[package]\nname = "demo"\nversion = "1.0.0"\nedition = "2021"\n[features]\nx = []\n'
    text = "pub struct Rule(u8);\nimpl Rule { pub fn b(&self) {} }\n"
    files = {"Cargo.toml": manifest_, "src/lib.rs": root, "src/a.rs": text, "src/b.rs": text}
    old, new = graph_of(files), graph_of({**files, file: "pub struct Rule(u8);\nimpl Rule {}\n"})
    found = compare(old, new)
    assert [finding.item for finding in found.findings] == ["demo::Rule::b"]
    assert found.findings == compare(old, new, Options(whole=True)).findings
