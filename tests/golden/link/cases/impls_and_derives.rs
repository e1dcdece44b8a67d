//? kinds implements derives overrides uses_type
//- src/lib.rs
mod t { pub trait Tr { fn m(&self); const K: u8; type A; } pub trait Other { fn m(&self); } }
use t::Tr as Renamed;
use std::fmt;
#[derive(Debug, Clone, PartialEq, Hash, serde::Serialize, Unknown)]
pub struct S;
impl Renamed for S { fn m(&self) {} const K: u8 = 1; type A = u8; fn extra(&self) {} }
impl t::Other for S { fn m(&self) {} }
impl fmt::Display for S { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Ok(()) } }
impl serde::Deserialize for S { fn deserialize() {} }
impl !Send for S {}
impl Missing for S {}
//- Cargo.toml
[package]
name = "demo"
version = "0.1.0"
edition = "2021"
[dependencies]
serde = "1"
//=
demo::<S as !Send> uses_type demo::S exact
demo::<S as !Send> uses_type std::marker::Send exact
demo::<S as Deserialize> implements serde::Deserialize exact
demo::<S as Deserialize> uses_type demo::S exact
demo::<S as Deserialize> uses_type serde::Deserialize exact
demo::<S as Deserialize>::deserialize overrides serde::Deserialize::deserialize exact
demo::<S as Display> implements std::fmt::Display exact
demo::<S as Display> uses_type demo::S exact
demo::<S as Display> uses_type std::fmt::Display exact
demo::<S as Display>::fmt overrides std::fmt::Display::fmt exact
demo::<S as Display>::fmt uses_type std::fmt::Formatter exact
demo::<S as Display>::fmt uses_type std::fmt::Result exact
demo::<S as Missing> uses_type demo::S exact
demo::<S as Other> implements demo::t::Other exact
demo::<S as Other> uses_type demo::S exact
demo::<S as Other> uses_type demo::t::Other exact
demo::<S as Other>::m overrides demo::t::Other::m exact
demo::<S as Renamed> implements demo::t::Tr exact
demo::<S as Renamed> uses_type demo::S exact
demo::<S as Renamed> uses_type demo::t::Tr exact
demo::<S as Renamed>::A overrides demo::t::Tr::A exact
demo::<S as Renamed>::K overrides demo::t::Tr::K exact
demo::<S as Renamed>::m overrides demo::t::Tr::m exact
demo::S derives serde::Serialize exact
demo::S implements serde::Serialize inferred
demo::S derives std::clone::Clone exact
demo::S derives std::cmp::PartialEq exact
demo::S derives std::fmt::Debug exact
demo::S derives std::hash::Hash exact
