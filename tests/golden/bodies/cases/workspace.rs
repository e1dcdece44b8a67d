// file: Cargo.toml
[workspace]
members = ["core", "app"]
// file: core/Cargo.toml
[package]
name = "the-core"
version = "0.1.0"
edition = "2021"
// file: core/src/lib.rs
mod model;
pub use model::{Session, Service};
pub mod prelude { pub use crate::model::Service; }
#[macro_export]
macro_rules! session { ($n:expr) => { $crate::Session::named($n) }; }
// file: core/src/model.rs
pub struct Session { pub name: String }
impl Session { pub fn named(name: &str) -> Session { Session { name: name.to_string() } } pub fn close(self) {} }
pub trait Service { fn call(&self) -> Session; fn extra(&self) {} }
// file: app/Cargo.toml
[package]
name = "app"
version = "0.1.0"
edition = "2021"
[dependencies]
kernel = { package = "the-core", path = "../core" }
serde = "1"
// file: app/src/main.rs
use kernel::prelude::*;
use kernel::Session;
struct Remote;
impl Service for Remote {
    fn call(&self) -> Session { Session::named("r") } //~ calls the_core::model::Session::named exact
}
fn main() {
    Remote.call().close(); //~ calls app/bin/app::<Remote as Service>::call inferred, calls the_core::model::Session::close inferred
    Remote.extra(); //~ calls the_core::model::Service::extra inferred
    kernel::session!("x").close(); //~ expands the_core::session! exact, calls the_core::model::Session::named exact
    let value = serde::load(); //~ calls serde::load exact
    value.close(); //~ nothing
}
// file: app/tests/it.rs
use kernel::Session;
#[test]
fn works() { Session::named("t").close(); } //~ calls the_core::model::Session::named exact, calls the_core::model::Session::close inferred
