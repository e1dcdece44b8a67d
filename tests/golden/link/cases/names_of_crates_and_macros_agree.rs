//? kinds imports derives uses_type
//- Cargo.toml
[package]
name = "demo"
version = "0.1.0"
edition = "2021"
[dependencies]
lazy_static = "1"
anyhow = "1"
//- src/lib.rs
use lazy_static::lazy_static;
use anyhow::{anyhow, Error};
#[derive(Debug)]
pub struct Other;
pub struct Debug;
fn f(_: Debug, _: Error) {}
fn g() -> anyhow::Result<()> { Ok(()) }
//=
demo imports anyhow::Error exact
demo imports anyhow::anyhow exact
demo imports lazy_static::lazy_static exact
demo::Other derives std::fmt::Debug exact
demo::f uses_type anyhow::Error exact
demo::f uses_type demo::Debug exact
demo::g uses_type anyhow::Result exact
