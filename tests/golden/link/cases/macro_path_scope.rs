//? kinds expands imports re_exports
//- Cargo.toml
[workspace]
members = ["mac", "app"]
//- mac/Cargo.toml
[package]
name = "mac"
version = "0.1.0"
edition = "2021"
//- mac/src/lib.rs
mod inner {
    #[macro_export] macro_rules! exported { () => {} }
    macro_rules! local { () => {} }
    pub(crate) use local;
    pub macro modern() {}
}
inner::local! {}
inner::modern! {}
crate::exported! {}
inner::exported! {}
//- app/Cargo.toml
[package]
name = "app"
version = "0.1.0"
edition = "2021"
[dependencies]
mac = { path = "../mac" }
//- app/src/lib.rs
use mac::exported;
exported! {}
mac::exported! {}
mac::local! {}
thread_local! { static A: u8 = 1; }
//- app/tests/old.rs
#[macro_use] extern crate mac;
exported! {}
//=
app expands mac::inner::exported! exact
app expands std::thread_local! exact
app imports mac::inner::exported! exact
app/test/old expands mac::inner::exported! exact
app/test/old imports mac exact
mac expands mac::inner::exported! exact
mac expands mac::inner::local! exact
mac expands mac::inner::modern! exact
mac::inner re_exports mac::inner::local! exact
