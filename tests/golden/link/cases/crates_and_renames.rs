//? kinds uses_type imports depends_on re_exports
//- Cargo.toml
[workspace]
members = ["core", "app"]
//- core/Cargo.toml
[package]
name = "my-core"
version = "0.1.0"
edition = "2021"
[lib]
name = "corelib"
//- core/src/lib.rs
pub struct C;
pub mod sub { pub struct S; }
//- app/Cargo.toml
[package]
name = "app"
version = "0.1.0"
edition = "2021"
[dependencies]
base = { path = "../core", package = "my-core" }
serde = "1"
json = { package = "serde_json", version = "1" }
//- app/src/lib.rs
use base::sub::S;
use serde::Serialize;
pub extern crate base as again;
extern crate serde as s2;
fn f(_: base::C, _: S, _: again::C, _: ::base::sub::S) {}
fn outside<T: Serialize>(_: json::Value, _: s2::de::Error) {}
fn refused(_: corelib::C, _: my_core::C, _: serde_json::Value) {}
mod serde_local { pub struct Serialize; fn g(_: Serialize) {} }
//=
app depends_on corelib exact
app depends_on serde exact
app depends_on serde_json exact
app imports corelib::sub::S exact
app imports serde exact
app imports serde::Serialize exact
app re_exports corelib exact
app::f uses_type corelib::C exact
app::f uses_type corelib::sub::S exact
app::outside uses_type serde::Serialize exact
app::outside uses_type serde::de::Error exact
app::outside uses_type serde_json::Value exact
app::serde_local::g uses_type app::serde_local::Serialize exact
