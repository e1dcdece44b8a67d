"""Types nested deeper than facts go: the comparison sees what it can, and does not fail."""

from __future__ import annotations

import pytest

from rgraph.diff.report import ChangeKind

from .crates import change, report


def nested(inner: str, depth: int) -> str:
    """A type in every place where one may stand."""
    deep = "Vec<" * depth + inner + ">" * depth
    return f"""pub fn f(x: {deep}) -> {deep} {{ x }}
pub type A = {deep};
pub struct S {{ pub x: {deep} }}
pub struct W<T>(pub T);
pub trait T {{ type Out; fn g(&self, x: {deep}); }}
impl T for W<{deep}> {{ type Out = {deep}; fn g(&self, x: {deep}) {{}} }}
impl From<{deep}> for S {{ fn from(x: {deep}) -> S {{ loop {{}} }} }}
pub fn h<X: Into<{deep}>>(x: X) where {deep}: Clone {{}}
pub const C: Option<{deep}> = None;
pub enum E {{ V({deep}) }}
pub static P: Option<fn({deep}) -> {deep}> = None;
pub fn d(x: Box<dyn Fn({deep})>) {{}}
pub fn r(x: {"&" * depth}u8, y: {"(" * depth}u8{",)" * depth}, z: {"[" * depth}u8{"; 1]" * depth}) {{}}
"""


@pytest.mark.parametrize("depth", [50, 60, 100, 500])
def test_equal_types_are_equal_at_every_depth(depth: int) -> None:
    assert report(nested("u8", depth), nested("u8", depth)).empty


@pytest.mark.parametrize("depth", [50, 60, 100, 500])
def test_another_type_at_the_bottom_is_a_change_of_the_signature(depth: int) -> None:
    found = change(report(nested("u8", depth), nested("u16", depth)), "f")
    assert ChangeKind.SIGNATURE in found.kinds
