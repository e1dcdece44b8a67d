//? kinds calls contains expands implements
//- Cargo.toml
[workspace]
members = ["a", "b", "c"]
//- a/Cargo.toml
[package]
name = "a"
version = "0.1.0"
edition = "2021"
//- a/src/lib.rs
pub fn helper() {}
pub trait Made { fn made(&self) {} }
#[macro_export] macro_rules! inner { ($n:ident) => { impl $crate::Made for $n { fn made(&self) { $crate::helper() } } } }
#[macro_export] macro_rules! make { ($($n:ident)*) => { $(pub struct $n; $crate::inner!($n);)* } }
pub mod m { #[macro_export] macro_rules! deep { () => { fn of_deep() { $crate::helper(); helper() } } } }
make!(InA);
#[macro_export(local_inner_macros)] macro_rules! listed { ($($n:ident)*) => { $(one_of_list!($n);)* } }
#[macro_export] macro_rules! one_of_list { ($n:ident) => { pub fn $n() { $crate::helper() } } }
//- b/Cargo.toml
[package]
name = "b"
version = "0.1.0"
edition = "2021"
[dependencies]
renamed = { package = "a", path = "../a" }
//- b/src/lib.rs
fn helper() {}
renamed::make!(S T);
renamed::listed!(first second);
pub use renamed::make as again;
mod n { use renamed::deep as d; fn helper() {} d!(); pub fn of_n() { of_deep() } }
pub fn user(s: S) { use renamed::Made; s.made(); T.made(); helper(); n::of_n(); }
//- c/Cargo.toml
[package]
name = "c"
version = "0.1.0"
edition = "2021"
[dependencies]
b = { path = "../b" }
//- c/src/lib.rs
b::again! { OfC }
pub fn user() { let _ = OfC; }
//=
a contains a::<InA as Made> exact
a contains a::InA exact
a contains a::Made exact
a contains a::helper exact
a contains a::inner! exact
a contains a::listed! exact
a contains a::m exact
a contains a::make! exact
a contains a::one_of_list! exact
a expands a::inner! exact
a expands a::make! exact
a::<InA as Made> contains a::<InA as Made>::made exact
a::<InA as Made> implements a::Made exact
a::<InA as Made>::made calls a::helper exact
a::Made contains a::Made::made exact
a::inner! calls a::helper candidate
a::listed! expands a::one_of_list! candidate
a::m contains a::m::deep! exact
a::m::deep! calls a::helper candidate
a::make! expands a::inner! candidate
a::one_of_list! calls a::helper candidate
b contains b::<S as Made> exact
b contains b::<T as Made> exact
b contains b::S exact
b contains b::T exact
b contains b::first exact
b contains b::helper exact
b contains b::n exact
b contains b::second exact
b contains b::user exact
b expands a::inner! exact
b expands a::listed! exact
b expands a::make! exact
b expands a::one_of_list! exact
b::<S as Made> contains b::<S as Made>::made exact
b::<S as Made> implements a::Made exact
b::<S as Made>::made calls a::helper exact
b::<T as Made> contains b::<T as Made>::made exact
b::<T as Made> implements a::Made exact
b::<T as Made>::made calls a::helper exact
b::first calls a::helper exact
b::n contains b::n::helper exact
b::n contains b::n::of_deep exact
b::n contains b::n::of_n exact
b::n expands a::m::deep! exact
b::n::of_deep calls a::helper exact
b::n::of_deep calls b::n::helper exact
b::n::of_n calls b::n::of_deep exact
b::second calls a::helper exact
b::user calls b::<S as Made>::made inferred
b::user calls b::<T as Made>::made inferred
b::user calls b::helper exact
b::user calls b::n::of_n exact
c contains c::<OfC as Made> exact
c contains c::OfC exact
c contains c::user exact
c expands a::inner! exact
c expands a::make! exact
c::<OfC as Made> contains c::<OfC as Made>::made exact
c::<OfC as Made> implements a::Made exact
c::<OfC as Made>::made calls a::helper exact
