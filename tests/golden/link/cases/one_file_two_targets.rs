//? kinds uses_type calls
//- src/lib.rs
pub struct Lib;
//- src/main.rs
mod shared;
fn main() {}
//- src/shared.rs
pub struct S;
pub fn s(_: crate::shared::S) {}
//- tests/one.rs
#[path = "../src/shared.rs"] mod shared;
fn t(_: demo::Lib, _: shared::S) {}
//- tests/two.rs
mod common;
fn t(_: common::C) {}
//- tests/three.rs
mod common;
fn t(_: common::C, _: demo::Lib) {}
//- tests/common/mod.rs
pub struct C;
//=
demo/bin/demo::shared::s uses_type demo/bin/demo::shared::S exact
demo/test/one::shared::s uses_type demo/test/one::shared::S exact
demo/test/one::t uses_type demo/test/one::shared::S exact
demo/test/one::t uses_type demo::Lib exact
demo/test/three::t uses_type demo/test/three::common::C exact
demo/test/three::t uses_type demo::Lib exact
demo/test/two::t uses_type demo/test/two::common::C exact
