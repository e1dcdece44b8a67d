//? kinds uses_type
//- src/lib.rs
#[path = "odd/place.rs"] mod m;
mod inl { #[path = "x.rs"] pub mod y; }
#[path = "thread"] mod t { #[path = "tls.rs"] pub mod local; pub mod plain; }
fn f(_: m::A, _: inl::y::B, _: t::local::C, _: m::sub::S, _: t::plain::P) {}
//- src/odd/place.rs
pub mod sub;
pub struct A;
//- src/odd/sub.rs
pub struct S;
//- src/inl/x.rs
pub struct B;
//- src/thread/tls.rs
pub struct C;
//- src/thread/plain.rs
pub struct P;
//=
demo::f uses_type demo::inl::y::B exact
demo::f uses_type demo::m::A exact
demo::f uses_type demo::m::sub::S exact
demo::f uses_type demo::t::local::C exact
demo::f uses_type demo::t::plain::P exact
