//? kinds contains uses_type
//- src/lib.rs
mod a;
mod b;
mod inline { pub struct I; pub mod deep; }
pub struct Top;
fn f(_: a::A, _: b::c::C, _: inline::I, _: inline::deep::D) {}
//- src/a.rs
pub struct A;
//- src/b/mod.rs
pub mod c;
//- src/b/c.rs
pub struct C(super::super::Top, self::Own);
struct Own;
//- src/inline/deep.rs
pub struct D(super::I);
//- src/orphan.rs
struct Nobody;
//=
demo contains demo::Top exact
demo contains demo::a exact
demo contains demo::b exact
demo contains demo::f exact
demo contains demo::inline exact
demo::a contains demo::a::A exact
demo::b contains demo::b::c exact
demo::b::c contains demo::b::c::C exact
demo::b::c contains demo::b::c::Own exact
demo::b::c::C contains demo::b::c::C.0 exact
demo::b::c::C contains demo::b::c::C.1 exact
demo::b::c::C uses_type demo::Top exact
demo::b::c::C uses_type demo::b::c::Own exact
demo::f uses_type demo::a::A exact
demo::f uses_type demo::b::c::C exact
demo::f uses_type demo::inline::I exact
demo::f uses_type demo::inline::deep::D exact
demo::inline contains demo::inline::I exact
demo::inline contains demo::inline::deep exact
demo::inline::deep contains demo::inline::deep::D exact
demo::inline::deep::D contains demo::inline::deep::D.0 exact
demo::inline::deep::D uses_type demo::inline::I exact
