//? kinds uses_type re_exports
//- src/lib.rs
mod a { pub use crate::b::*; pub struct A; pub use crate::b::Loop; }
mod b { pub use crate::a::*; pub struct B; pub use crate::a::Loop; }
fn f(_: a::B, _: b::A, _: a::A, _: b::B) {}
fn nothing(_: a::Loop, _: b::Nope) {}
//=
demo::a re_exports demo::b exact
demo::b re_exports demo::a exact
demo::f uses_type demo::a::A exact
demo::f uses_type demo::b::B exact
