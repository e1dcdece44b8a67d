//? kinds uses_type
//- src/lib.rs
mod unix;
mod windows;
use self::unix::*;
#[cfg(windows)] use self::windows::*;
mod inline { #![cfg(windows)] pub struct I; }
mod fallback { pub struct I; }
use fallback::*;
#[cfg(windows)] use inline::*;
fn f(_: Handle, _: I) {}
#[cfg(windows)] fn g(_: Handle, _: crate::windows::Handle) {}
//- src/unix.rs
#![cfg(unix)]
pub struct Handle;
//- src/windows.rs
#![cfg(windows)]
pub struct Handle;
fn h(_: super::Handle) {}
//=
demo::f uses_type demo::fallback::I exact
demo::f uses_type demo::inline::I candidate
demo::f uses_type demo::unix::Handle exact
demo::f uses_type demo::windows::Handle candidate
demo::g uses_type demo::unix::Handle candidate
demo::g uses_type demo::windows::Handle exact
demo::windows::h uses_type demo::unix::Handle candidate
demo::windows::h uses_type demo::windows::Handle exact
