//? kinds uses_type imports depends_on
//- Cargo.toml
[package]
name = "demo-lib"
version = "0.1.0"
edition = "2021"
[dev-dependencies]
rand = "0.8"
//- src/lib.rs
pub struct L;
#[cfg(test)] mod tests { use super::*; use demo_lib::L as No; fn t(_: L) {} }
//- tests/it.rs
use demo_lib::L;
fn t(_: L, _: rand::Rng) {}
fn no(_: crate::Missing, _: demo_lib::tests::No) {}
//- examples/ex.rs
fn main() {}
fn e(_: demo_lib::L) {}
//- benches/b.rs
fn b(_: demo_lib::L) {}
//- build.rs
fn main() {}
fn none(_: demo_lib::L) {}
//=
demo-lib/bench/b depends_on demo_lib exact
demo-lib/bench/b depends_on rand exact
demo-lib/bench/b::b uses_type demo_lib::L exact
demo-lib/example/ex depends_on demo_lib exact
demo-lib/example/ex depends_on rand exact
demo-lib/example/ex::e uses_type demo_lib::L exact
demo-lib/test/it depends_on demo_lib exact
demo-lib/test/it depends_on rand exact
demo-lib/test/it imports demo_lib::L exact
demo-lib/test/it::t uses_type demo_lib::L exact
demo-lib/test/it::t uses_type rand::Rng exact
demo_lib depends_on rand exact
demo_lib::tests imports demo_lib exact
demo_lib::tests::t uses_type demo_lib::L exact
