//? kinds imports re_exports uses_type
//- src/lib.rs
mod a { pub struct A; pub struct B; pub mod deep { pub struct D; pub fn d() {} } }
use a::A;
use a::B as Bee;
use a::deep::{self, D};
use self::a as again;
use crate::a::deep as crate_deep;
use a::{deep::D as Dee, *};
use a::A as _;
fn f(_: A, _: Bee, _: deep::D, _: again::A, _: crate_deep::D, _: Dee) {}
mod child { use super::{A, a::*}; fn g(_: A, _: B) {} }
fn unknown(_: Nope, _: a::Nope) {}
use a::Missing;
//=
demo imports demo::a exact
demo imports demo::a::A exact
demo imports demo::a::B exact
demo imports demo::a::deep exact
demo imports demo::a::deep::D exact
demo::child imports demo::a exact
demo::child imports demo::a::A exact
demo::child::g uses_type demo::a::A exact
demo::child::g uses_type demo::a::B exact
demo::f uses_type demo::a::A exact
demo::f uses_type demo::a::B exact
demo::f uses_type demo::a::deep::D exact
