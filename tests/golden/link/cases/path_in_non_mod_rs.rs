//? kinds uses_type
//- src/lib.rs
mod a;
//- src/a.rs
#[path = "b.rs"] mod direct;
mod inner { #[path = "c.rs"] pub mod nested; }
fn f(_: direct::D, _: inner::nested::N) {}
//- src/b.rs
pub struct D;
//- src/a/inner/c.rs
pub struct N;
//=
demo::a::f uses_type demo::a::direct::D exact
demo::a::f uses_type demo::a::inner::nested::N exact
