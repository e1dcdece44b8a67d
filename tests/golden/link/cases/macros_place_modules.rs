//? kinds calls contains
//- src/lib.rs
macro_rules! mods { ($($v:vis $n:ident),*) => { $($v mod $n;)* } }
mods!(pub a, b);
macro_rules! inline { ($n:ident { $($i:ident),* }) => { pub mod $n { $(pub mod $i;)* pub fn here() { $($i::f();)* } } } }
inline!(c { d });
macro_rules! at { ($n:ident, $p:literal) => { #[path = $p] mod $n; } }
at!(odd, "strange.rs");
pub fn user() { a::f(); b::f(); c::here(); c::d::f(); odd::f(); }
//- src/a.rs
pub fn f() { of_macro() }
macro_rules! in_file { () => { fn of_macro() { crate::b::f() } } }
in_file!();
//- src/b/mod.rs
pub fn f() {}
//- src/c/d.rs
pub fn f() { super::here() }
//- src/strange.rs
pub fn f() {}
//=
demo contains demo::a exact
demo contains demo::at! exact
demo contains demo::b exact
demo contains demo::c exact
demo contains demo::inline! exact
demo contains demo::mods! exact
demo contains demo::odd exact
demo contains demo::user exact
demo::a contains demo::a::f exact
demo::a contains demo::a::in_file! exact
demo::a contains demo::a::of_macro exact
demo::a::f calls demo::a::of_macro exact
demo::a::in_file! calls demo::b::f candidate
demo::a::of_macro calls demo::b::f exact
demo::b contains demo::b::f exact
demo::c contains demo::c::d exact
demo::c contains demo::c::here exact
demo::c::d contains demo::c::d::f exact
demo::c::d::f calls demo::c::here exact
demo::c::here calls demo::c::d::f exact
demo::odd contains demo::odd::f exact
demo::user calls demo::a::f exact
demo::user calls demo::b::f exact
demo::user calls demo::c::d::f exact
demo::user calls demo::c::here exact
demo::user calls demo::odd::f exact
