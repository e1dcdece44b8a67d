"""What may be the new name of something that is gone: told where it is likely, and not where it is nonsense."""

from __future__ import annotations

import pytest

from tests.unit.diff.crates import report


def messages(old: str, new: str) -> list[str]:
    return [finding.message for finding in report(old, new).findings if finding.level == "major"]


def of_method(old: str, new: str, more: str = "") -> list[str]:
    head = f"pub struct S<T>(T); impl<T> S<T> {{ pub fn kept(&self) -> usize {{ 1 }} {more}"
    return messages(f"{head} pub fn {old} {{ loop {{}} }} }}", f"{head} pub fn {new} {{ loop {{}} }} }}")


def test_a_method_is_said_to_be_a_new_one_of_a_similar_name_and_the_same_signature() -> None:
    assert of_method("n_ones(&self) -> usize", "count_ones(&self) -> usize") == [
        "the method `demo::S::n_ones` is gone; `count_ones` is new, and takes and gives the same"
    ]
    assert of_method("push_items(&mut self, t: Vec<T>)", "push_all_items(&mut self, all: Vec<T>)") == [
        "the method `demo::S::push_items` is gone; `push_all_items` is new, and takes and gives the same"
    ]


@pytest.mark.parametrize(
    "new",
    [
        "count_ones(self) -> usize",
        "count_ones(&self, at: usize) -> usize",
        "count_ones(&self) -> u64",
        "reset(&self) -> usize",
    ],
)
def test_nothing_is_said_where_the_signature_or_the_name_is_another(new: str) -> None:
    assert of_method("n_ones(&self) -> usize", new) == ["the method `demo::S::n_ones` is gone"]


GONE = "pub fn {}(a: &[u8], b: usize) -> usize {{ let mut n = b; for x in a {{ n += *x as usize; }} n }}\n"


def test_a_guess_is_told_where_the_names_or_the_code_are_alike() -> None:
    assert "is likely `demo::sum_of_bytes`" in messages(GONE.format("sum_bytes"), GONE.format("sum_of_bytes"))[0]


def test_no_guess_is_told_where_the_old_name_stands_elsewhere() -> None:
    flags = "pub enum {} {{ DoNotUse = 0, Mask = 255, Other = 3, Another = 9 }}\n"
    old = "pub mod a { " + flags.format("LogFlags") + "} pub mod b { " + flags.format("LogFlags") + "} pub mod c {}"
    new = "pub mod a {} pub mod b { " + flags.format("LogFlags") + "} pub mod c { " + flags.format("SpanFlags") + "}"
    assert messages(old, new) == ["the enum `demo::a::LogFlags` is gone"]


def test_a_guess_is_told_where_functions_of_one_module_take_and_give_the_same() -> None:
    body = "(a: &[u8]) -> Vec<u8> { a.iter().filter(|x| **x > 1).map(|x| x + 1).collect::<Vec<_>>() }"
    more = (
        "(a: &[u8]) -> Vec<u8> { let a = a.to_vec(); a.iter().filter(|x| **x > 1).map(|x| x + 1).collect::<Vec<_>>() }"
    )
    assert "is likely `demo::summary`" in messages(f"pub fn table{body}", f"pub fn summary{more}")[0]


def test_another_thing_of_the_old_name_keeps_no_guess_back() -> None:
    io = "pub trait {}<'de, C = ()>: Sized {{ fn decode(buf: &'de [u8]) -> Result<Self, u8>; fn with(buf: &'de [u8], c: C) -> Result<Self, u8>; }}"
    other = "pub mod d { pub trait Decode<'r> { const N: u8; fn other(self) -> Option<String>; } }\n"
    found = messages(
        f"pub mod io {{ {io.format('Decode')} }}\n{other}", f"pub mod io {{ {io.format('ProtocolDecode')} }}\n{other}"
    )
    assert found == ["`demo::io::Decode` is likely `demo::io::ProtocolDecode` now, and the old path leads nowhere"]


MADE = """mod s {{ {made} pub struct S; impl S {{
    pub fn one(&self) -> Acq {{ loop {{}} }} pub fn may(&self) -> Option<Acq> {{ None }} pub fn of(&self, a: &Acq) {{}}
}} }}
pub use s::S; pub mod futures {{ pub use crate::s::Acq; }}"""
BODY = "x: u8, y: Vec<u8> }} impl {0} {{ pub(crate) fn poll(&mut self) -> u8 {{ self.y.push(1); self.x + 1 }} }}"


def test_a_private_heir_is_no_loss_where_a_macro_of_another_crate_is_given_the_name() -> None:
    old = MADE.format(made="pub struct Acq { " + BODY.format("Acq"))
    new = MADE.format(made="other::wrapped! { pub struct Acq(Inner => u8); } struct Inner { " + BODY.format("Inner"))
    found = report(old, new)
    assert not [finding.message for finding in found.findings if finding.level == "major"]
    assert {doubt.item for doubt in found.undecided} == {
        "demo::futures::Acq",
        "demo::S::one",
        "demo::S::may",
        "demo::S::of",
    }
