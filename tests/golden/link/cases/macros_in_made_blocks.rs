//? kinds calls implements expands
//- src/lib.rs
pub trait T { fn t(&self); }
pub trait U { fn u(&self) -> u8 { 0 } }
pub fn helped() {}
macro_rules! inner { ($n:ident) => { impl T for $n { fn t(&self) { helped() } } }; (expr $n:expr) => { $n + free() }; }
macro_rules! nested { ($n:ident) => { use crate::U as _; inner!($n); impl U for $n {} }; }
macro_rules! outer { ($n:ident) => {
    pub struct $n;
    const _: () = {
        nested!($n);
        fn free() -> u8 { 1 }
        impl $n { pub fn own(&self) -> u8 { inner!(expr free()) } }
        inner!(expr 4);
    };
}; }
outer!(S);
pub fn f(s: S) -> u8 { s.t(); s.own() }
pub fn g(s: S) -> u8 { s.u() }
//=
demo expands demo::outer! exact
demo::S::own calls demo::_::free exact macro
demo::S::own expands demo::inner! exact
demo::_ calls demo::_::free exact macro
demo::_ expands demo::inner! exact
demo::_ expands demo::nested! exact
demo::_::<S as T> implements demo::T exact
demo::_::<S as T>::t calls demo::helped exact
demo::_::<S as U> implements demo::U exact
demo::f calls demo::S::own inferred
demo::f calls demo::_::<S as T>::t inferred
demo::g calls demo::U::u inferred
demo::inner! calls demo::helped candidate
demo::nested! expands demo::inner! candidate
demo::outer! expands demo::inner! candidate
demo::outer! expands demo::nested! candidate
