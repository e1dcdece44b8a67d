//? kinds uses_type imports
//- src/lib.rs
pub struct Unix; pub struct Windows;
pub struct Both { #[cfg(windows)] raw: Windows, #[cfg(unix)] raw: Unix }
pub enum E { #[cfg(windows)] A(Windows), #[cfg(unix)] A(Unix) }
fn f(#[cfg(windows)] a: Windows, #[cfg(unix)] a: Unix) {}
mod a {
    #[cfg(windows)] use winapi::HANDLE;
    #[cfg(unix)] use libc::HANDLE;
    fn f(_: HANDLE) {}
    #[cfg(windows)] fn g(_: HANDLE) {}
}
//- Cargo.toml
[package]
name = "demo"
version = "0.1.0"
edition = "2021"
[dependencies]
libc = "1"
winapi = "1"
//=
demo::Both uses_type demo::Unix exact
demo::Both uses_type demo::Windows candidate
demo::E uses_type demo::Unix exact
demo::E uses_type demo::Windows candidate
demo::a imports libc::HANDLE exact
demo::a imports winapi::HANDLE candidate
demo::a::f uses_type libc::HANDLE exact
demo::a::g uses_type winapi::HANDLE exact
demo::f uses_type demo::Unix exact
demo::f uses_type demo::Windows candidate
