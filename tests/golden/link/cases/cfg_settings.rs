//? kinds uses_type
//- rgraph.toml
[cfg]
targets = ["x86_64-pc-windows-msvc"]
features = ["demo/a"]
custom = ["turbo", 'backend = "fast"']
unstable = ["demo_unstable"]
test = false
//- Cargo.toml
[package]
name = "demo"
version = "0.1.0"
edition = "2021"
[features]
default = ["std"]
std = []
a = ["b"]
b = []
c = []
//- src/lib.rs
#[cfg(windows)] use win as os;
#[cfg(not(windows))] use nix as os;
pub mod win { pub struct S; }
pub mod nix { pub struct S; }
fn by_target(_: os::S) {}
#[cfg(target_os = "linux")] struct A;
#[cfg(target_os = "windows")] struct A;
#[cfg(any())] struct B;
#[cfg(all(feature = "a", feature = "b", feature = "std", not(feature = "c")))] struct B;
#[cfg(all(turbo, backend = "fast", demo_unstable, not(test), debug_assertions, target_env = "msvc"))] struct C;
#[cfg(not(turbo))] struct C;
fn f(_: A, _: B, _: C) {}
//=
demo::by_target uses_type demo::nix::S candidate
demo::by_target uses_type demo::win::S exact
demo::f uses_type demo::A candidate
demo::f uses_type demo::A#2 exact
demo::f uses_type demo::B candidate
demo::f uses_type demo::B#2 exact
demo::f uses_type demo::C exact
demo::f uses_type demo::C#2 candidate
