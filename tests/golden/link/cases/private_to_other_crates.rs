//? kinds imports re_exports uses_type
//- Cargo.toml
[workspace]
members = ["lib", "mac", "app"]
//- lib/Cargo.toml
[package]
name = "lib"
version = "0.1.0"
edition = "2021"
//- lib/src/lib.rs
mod hidden { pub struct H; pub enum E { FromRequest } }
use hidden::H;
pub use hidden::H as Shown;
pub(crate) struct Half;
pub struct Whole(Half, H);
//- mac/Cargo.toml
[package]
name = "mac"
version = "0.1.0"
edition = "2021"
[lib]
proc-macro = true
//- mac/src/lib.rs
use std::fmt::Debug as FromRequest;
#[proc_macro_derive(FromRequest)]
pub fn derive(_: u8) -> u8 { 0 }
//- app/Cargo.toml
[package]
name = "app"
version = "0.1.0"
edition = "2021"
[dependencies]
lib = { path = "../lib" }
mac = { path = "../mac" }
//- app/src/lib.rs
pub use mac::FromRequest;
use lib::*;
fn f(_: lib::H, _: lib::Shown, _: lib::Half, _: lib::Whole, _: Whole, _: Half, _: lib::hidden::H) {}
fn g(_: FromRequest) {}
//=
app imports lib exact
app re_exports mac::derive exact
app::f uses_type lib::Whole exact
app::f uses_type lib::hidden::H exact
lib imports lib::hidden::H exact
lib re_exports lib::hidden::H exact
lib::Whole uses_type lib::Half exact
lib::Whole uses_type lib::hidden::H exact
mac imports std::fmt::Debug exact
