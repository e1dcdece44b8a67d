//? kinds calls contains derives uses_type
//- src/lib.rs
fn helper() {}
macro_rules! keep { ($($i:item)*) => { $(#[cfg(unix)] $i)* } }
keep! { pub fn kept() { helper() } pub mod m { pub fn inside() { super::helper() } } }
macro_rules! with_more {
    ($(#[$m:meta])* pub struct $n:ident { $($f:ident: $t:ty),* $(,)? }) => {
        #[derive(Clone)] $(#[$m])* pub struct $n { $($f: $t),* }
        impl $n { pub fn all(&self) { helper() } }
    };
}
with_more! { #[derive(Debug)] pub struct Q { a: u8, b: R } }
#[derive(Clone, Debug)] pub struct R;
macro_rules! forget { ($($t:tt)*) => {} }
forget! { pub fn gone() { helper() } pub struct Gone; }
mod apart { pub fn gone() {} }
use apart::gone;
macro_rules! wrap { (fn $n:ident() $b:block) => { pub fn $n() { helper(); $b } } }
wrap! { fn wrapped() { kept() } }
macro_rules! rename { (fn $n:ident() $b:block as $m:ident) => { pub fn $m() $b } }
rename! { fn nobody() { kept() } as somebody }
pub fn user(q: &Q) { q.all(); q.clone().b.clone(); m::inside(); gone(); wrapped(); somebody(); }
//=
demo contains demo::<impl Q> exact
demo contains demo::Q exact
demo contains demo::R exact
demo contains demo::apart exact
demo contains demo::forget! exact
demo contains demo::helper exact
demo contains demo::keep! exact
demo contains demo::kept exact
demo contains demo::m exact
demo contains demo::rename! exact
demo contains demo::somebody exact
demo contains demo::user exact
demo contains demo::with_more! exact
demo contains demo::wrap! exact
demo contains demo::wrapped exact
demo::<impl Q> contains demo::Q::all exact
demo::<impl Q> uses_type demo::Q exact
demo::Q contains demo::Q.a exact
demo::Q contains demo::Q.b exact
demo::Q derives std::clone::Clone exact
demo::Q derives std::fmt::Debug exact
demo::Q uses_type demo::R exact
demo::Q::all calls demo::helper exact
demo::R derives std::clone::Clone exact
demo::R derives std::fmt::Debug exact
demo::apart contains demo::apart::gone exact
demo::kept calls demo::helper exact
demo::m contains demo::m::inside exact
demo::m::inside calls demo::helper exact
demo::somebody calls demo::kept exact
demo::user calls demo::Q::all inferred
demo::user calls demo::apart::gone exact
demo::user calls demo::m::inside exact
demo::user calls demo::somebody exact
demo::user calls demo::wrapped exact
demo::user calls std::clone::Clone::clone inferred
demo::user uses_type demo::Q exact
demo::with_more! calls demo::helper candidate
demo::wrap! calls demo::helper candidate
demo::wrapped calls demo::helper exact
demo::wrapped calls demo::kept exact
