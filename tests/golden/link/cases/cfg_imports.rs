//? kinds uses_type re_exports calls
//- src/lib.rs
mod real { pub struct H; pub struct OnlyReal; }
mod stubs { pub struct H; }
#[cfg(not(feature = "r"))]
pub use self::stubs::*;
#[cfg(feature = "r")]
pub use self::real::*;
fn f(_: H) {}
#[cfg(not(feature = "r"))]
fn g(_: H) {}

mod named {
    #[cfg(feature = "r")]
    use super::real as imp;
    #[cfg(not(feature = "r"))]
    use super::stubs as imp;
    fn h(_: imp::H) {}
    #[cfg(not(feature = "r"))]
    fn i(_: imp::H) {}
}
mod elsewhere { fn j(_: crate::H) {} }
//=
demo re_exports demo::real exact
demo re_exports demo::stubs candidate
demo::elsewhere::j uses_type demo::real::H exact
demo::elsewhere::j uses_type demo::stubs::H candidate
demo::f uses_type demo::real::H exact
demo::f uses_type demo::stubs::H candidate
demo::g uses_type demo::real::H candidate
demo::g uses_type demo::stubs::H exact
demo::named::h uses_type demo::real::H exact
demo::named::h uses_type demo::stubs::H candidate
demo::named::i uses_type demo::real::H candidate
demo::named::i uses_type demo::stubs::H exact
