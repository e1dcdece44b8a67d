//? kinds uses_type
//- src/lib.rs
pub mod mine { pub struct Result; pub struct Shared; pub struct Option; }
pub mod other { pub struct Shared; }
mod a {
    #[cfg(windows)] use crate::mine::Shared;
    use crate::other::*;
    fn f(_: Shared) {}
    #[cfg(windows)] fn g(_: Shared) {}
}
mod b {
    #[cfg(windows)] use crate::mine::Result;
    fn f(_: Result<u8, u8>) {}
    #[cfg(windows)] fn g(_: Result) {}
}
mod c {
    #[cfg(windows)] use crate::mine::*;
    fn f(_: Option<u8>) {}
    #[cfg(windows)] fn g(_: Option) {}
}
mod d {
    pub fn f() {
        #[cfg(windows)] use crate::mine::Shared;
        use crate::other::*;
        fn g(_: Shared) {}
    }
}
mod e {
    #[cfg(windows)] use crate::mine::Shared;
    #[cfg(windows)] fn f(_: Shared) {}
}
mod i {
    #[cfg(windows)] struct Shared;
    use crate::other::*;
    fn f(_: Shared) {}
}
//=
demo::a::f uses_type demo::mine::Shared candidate
demo::a::f uses_type demo::other::Shared exact
demo::a::g uses_type demo::mine::Shared exact
demo::a::g uses_type demo::other::Shared candidate
demo::b::f uses_type demo::mine::Result candidate
demo::b::f uses_type std::result::Result exact
demo::b::g uses_type demo::mine::Result exact
demo::b::g uses_type std::result::Result candidate
demo::c::f uses_type demo::mine::Option candidate
demo::c::f uses_type std::option::Option exact
demo::c::g uses_type demo::mine::Option exact
demo::c::g uses_type std::option::Option candidate
demo::d::f::g uses_type demo::mine::Shared candidate
demo::d::f::g uses_type demo::other::Shared exact
demo::e::f uses_type demo::mine::Shared exact
demo::i::f uses_type demo::i::Shared candidate
demo::i::f uses_type demo::other::Shared exact
