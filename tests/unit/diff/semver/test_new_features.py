"""What a new feature adds to a type: no code of the old version meets it, unless the feature is on by default."""

from __future__ import annotations

import pytest

from rgraph.diff.report import Level
from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of
from tests.dsl import manifest

_OLD = "[features]\ndefault = []\nold = []\n"
_BUILD = 'fn main() { println!("cargo:rustc-cfg=found"); }'

FIELD = ("pub struct S { pub a: u8, %s }", "pub b: u8")
TUPLE = ("pub struct S(pub u8, %s);", "pub u8")
VARIANT = ("pub enum E { A, %s }", "B")
OF_VARIANT = ("pub enum E { A { a: u8, %s } }", "b: u8")
REQUIRED = ("pub trait T { fn a(&self); %s }", "fn b(&self);")
PRIVATE = ("pub struct S { pub a: u8, %s }", "b: u8")
BLANKET = ("pub trait T {} %s", "impl<X: Copy> T for X {}")
DROPPED = ("pub struct S { pub a: String } %s", "impl Drop for S { fn drop(&mut self) {} }")
NUMBERED = ("#[repr(u8)] #[non_exhaustive] pub enum E { A, %s C }", "B,")
HOLDING = ("pub struct S { a: u8, %s }", "b: std::rc::Rc<u8>")
ALL = [FIELD, TUPLE, VARIANT, OF_VARIANT, REQUIRED, PRIVATE, BLANKET, DROPPED]


def _said(shape: tuple[str, str], features: str, condition: str, build: str = "") -> tuple[bool, bool]:
    """Whether it is told as a break, and whether it is asked about."""
    text, added = shape
    files = {"build.rs": build} if build else {}
    one = graph_of({"Cargo.toml": manifest(extra=_OLD), "src/lib.rs": text % "", **files})
    now = text % f"#[cfg({condition})] {added}"
    two = graph_of({"Cargo.toml": manifest(extra=features), "src/lib.rs": now, **files})
    found = check(one, two)
    return any(each.level is Level.MAJOR for each in found.findings), bool(found.undecided)


@pytest.mark.parametrize("shape", ALL)
def test_what_a_new_feature_adds_is_a_question(shape: tuple[str, str]) -> None:
    assert _said(shape, _OLD + "new = []\n", 'feature = "new"') == (False, True)
    assert _said(shape, _OLD + "new = []\n", 'all(unix, feature = "new")') == (False, True)


@pytest.mark.parametrize("shape", ALL)
@pytest.mark.parametrize(
    ("features", "condition"),
    [
        ("[features]\ndefault = ['new']\nold = []\nnew = []\n", 'feature = "new"'),
        ("[features]\ndefault = []\nold = ['new']\nnew = []\n", 'feature = "new"'),
        (_OLD + "new = []\n", 'feature = "old"'),
        (_OLD + "new = []\n", 'any(feature = "new", windows)'),
        (_OLD + "new = []\n", 'not(feature = "new")'),
    ],
)
def test_what_old_code_meets_is_a_break(shape: tuple[str, str], features: str, condition: str) -> None:
    assert _said(shape, features, condition)[0]


@pytest.mark.parametrize("shape", [NUMBERED, HOLDING])
def test_what_a_new_feature_brings_moves_no_number_and_takes_no_auto_trait(shape: tuple[str, str]) -> None:
    assert _said(shape, _OLD + "new = []\n", 'feature = "new"') == (False, False)
    assert _said(shape, _OLD + "new = []\n", 'feature = "old"')[0]


def test_a_flag_of_a_build_script_may_be_set() -> None:
    assert _said(FIELD, _OLD, "found", _BUILD)[0]


def test_a_method_with_a_body_is_asked_about_by_nobody() -> None:
    provided = ("pub trait T { fn a(&self); %s }", "fn b(&self) {}")
    assert _said(provided, _OLD + "new = []\n", 'feature = "new"') == (False, False)


@pytest.mark.parametrize("old", ["['new']", "[]"])
def test_what_a_new_feature_takes_away_is_lost_to_those_whose_features_bring_it(old: str) -> None:
    one = graph_of({"Cargo.toml": manifest(extra=_OLD), "src/lib.rs": "pub fn f() {}"})
    features = f"[features]\ndefault = []\nold = {old}\nnew = []\n"
    now = '#[cfg(not(feature = "new"))] pub fn f() {}'
    two = graph_of({"Cargo.toml": manifest(extra=features), "src/lib.rs": now})
    assert any(each.level is Level.MAJOR for each in check(one, two).findings) == (old != "[]")
