"""Items by symbol: the same as naming all of them."""

from __future__ import annotations

from rgraph.diff.api.by_symbol import BySymbol
from rgraph.view.memory import graph_of
from tests.dsl import manifest

FILES = {
    "Cargo.toml": manifest("demo"),
    "src/lib.rs": """\
mod twice;
#[path = "twice.rs"]
mod again;
include!("brought.rs");
pub mod inner { pub struct S { pub x: u8 } }
pub struct S(pub u8, pub r#type::Raw);
#[cfg(unix)] pub struct Twin { pub x: u8 }
#[cfg(windows)] pub struct Twin { pub x: u16 }
pub mod r#type { pub struct Raw; }
pub enum E { A { x: u8 }, B }
impl S { pub fn x(&self) -> u8 { self.0 } pub const N: usize = 1; }
impl From<inner::S> for S { fn from(_: inner::S) -> S { todo!() } }
impl From<u8> for S { fn from(_: u8) -> S { todo!() } }
impl dyn Fn(u8) -> inner::S {}
impl<T: Clone> Shown for [T; 2] { type Out = T; }
pub trait Shown { type Out; fn shown(&self) {} }
extern "C" { pub fn outside(); }
extern crate alloc as other;
const _: () = ();
macro_rules! make { ($n:ident) => { pub fn $n() {} pub struct Made; }; }
make!(made);
unknown! { words }
pub fn f() { fn x() {} struct Local; impl Local { fn y() {} } }
pub fn f_rs() {}
""",
    "src/brought.rs": "pub fn f() {}\npub struct E2 { pub f: u8 }\npub struct S { pub lib: u8 }\n",
    "src/twice.rs": "pub fn f() {}\npub mod x { pub fn x() {} }\npub union U { pub x: u8 }\n",
    "src/main.rs": "fn main() {}\nstruct S;\n",
}


def test_every_symbol_leads_to_its_item() -> None:
    """Also those with numbers, files and types in them; of several items of one symbol it is the last."""
    world = graph_of(FILES).names()
    every = {str(world.symbol(each)): each for place in world.places.values() for each in place.each()}
    found = BySymbol(world)
    assert len(every) > 50
    assert {symbol: found.get(symbol) for symbol in every} == every
    assert all(symbol in found for symbol in every)


def test_what_is_no_symbol_leads_nowhere() -> None:
    """Nor does that of another crate, or of one that is not there."""
    found = BySymbol(graph_of(FILES).names())
    for symbol in ["", "demo", "demo::absent", "demo::S::absent", "other::S", "x", "demo::<impl Absent>", "::S"]:
        assert found.get(symbol) is None
        assert symbol not in found
