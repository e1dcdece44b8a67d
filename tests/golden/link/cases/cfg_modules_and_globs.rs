//? kinds uses_type
//- src/lib.rs
mod api {
    #[cfg(unix)] mod sys { pub struct S; }
    #[cfg(windows)] #[path = "win.rs"] mod sys;
    pub use self::sys::*;
}
fn f(_: api::S) {}
#[cfg(windows)] fn g(_: api::S) {}
//- src/api/win.rs
pub struct S;
//=
demo::f uses_type demo::api::sys#2::S candidate
demo::f uses_type demo::api::sys::S exact
demo::g uses_type demo::api::sys#2::S exact
demo::g uses_type demo::api::sys::S candidate
