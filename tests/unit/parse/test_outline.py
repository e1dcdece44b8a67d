"""Which syntax errors may have cost a file declarations."""

from __future__ import annotations

import pytest

from rgraph.parse.outline import unsound_at

SOUND = {
    "no error": "pub fn f() {}\n",
    "an expression in a body": "pub fn f() { let x = = 3; }\npub fn g() {}\n",
    "in a method's body": "impl S {\n    fn f(&self) { 1 + + }\n    fn g(&self) {}\n}\n",
    "in a block in a body": "fn f() { if true { let = 1; } else { } }\nfn g() {}\n",
    "brackets in text": "pub fn f() { let a = \"(}\"; let b = '{'; let = 1; } // )\n/* } */\n",
}
UNSOUND = {
    "a body without an end": ("pub fn f() {\n    1\npub fn g() {}\n", 1),
    "an open parenthesis in a body": ("pub fn f() {\n    g(1;\n}\npub fn g(x: u8) {}\n", 2),
    "a body that ends twice": ("pub fn f() {\n}\n}\npub fn g() {}\n", 3),
    "in parameters": ("pub fn f(x: u8 y: u8) {}\n", 1),
    "in fields": ("pub struct S {\n    pub x u8,\n    pub y: u8,\n}\n", 2),
    "in variants": ("pub enum E {\n    A,\n    = B,\n}\n", 3),
    "among items": ("pub fn f() {}\n\n+ + +\npub fn g() {}\n", 3),
    "in an impl": ("impl S {\n    + +\n    pub fn f() {}\n}\n", 2),
    "a text without an end": ('pub fn f() {}\npub const C: &str = "a;\npub fn g() {}\n', 2),
    "not read": ("\0", 1),
}


@pytest.mark.parametrize("text", SOUND.values(), ids=list(SOUND))
def test_errors_in_bodies_cost_no_declaration(text: str) -> None:
    assert unsound_at(text.encode()) is None


@pytest.mark.parametrize(("text", "line"), UNSOUND.values(), ids=list(UNSOUND))
def test_errors_elsewhere_may(text: str, line: int) -> None:
    assert unsound_at(text.encode()) == line
