//? kinds calls references uses_type expands reads
//- src/lib.rs
pub mod inner {
    pub fn used_by_template() {}
    pub fn used_by_call() {}
    pub fn as_value() {}
    pub struct Guard;
    impl Guard { pub fn new() -> Guard { Guard } pub const N: u8 = 1; }
    pub struct Tuple(pub u8);
    pub enum Level { Low, High(u8) }
    pub trait Tr { fn go(&self); }
    pub const LIMIT: usize = 3;
    pub fn shadowed() {}
}
fn plain() {}
fn local() {}
pub struct Other;
/// Nobody calls it here.
#[macro_export]
macro_rules! never_called {
    ($e:expr) => {{
        $crate::inner::used_by_template($e);
        let _g = $crate::inner::Guard::new();
        $crate::helper_macro!($e)
    }};
    (@value $t:ty) => {
        <$t as $crate::inner::Tr>::go($crate::inner::Tuple($crate::inner::LIMIT));
        match $e { $crate::inner::Level::Low => $crate::inner::as_value, Level::High(_) => {} }
    };
    (@own $m:path) => { never_called!(1); $m::shadowed(); std::mem::drop(plain()); x.local(); let local = 1; local() };
}
#[macro_export]
macro_rules! helper_macro { ($e:expr) => { $e } }
macro_rules! called {
    (a) => { $crate::inner::used_by_call() };
    (b) => { fn plain() {} plain(); use $crate::inner::{Guard, Level::{self, High as H}}; Vec::<$crate::Other>::new() };
}
fn caller() { called!(a) }
macro_rules! makes { () => { macro_rules! made { () => { $crate::inner::as_value() } } } }
makes!();
mod odd { macro_rules! here { () => { sibling(); super::plain() } } fn sibling() {} }
//=
demo expands demo::makes! exact
demo::called! calls demo::inner::used_by_call candidate
demo::called! references demo::inner candidate
demo::called! references demo::inner::Level::High candidate
demo::called! uses_type demo::Other candidate
demo::called! uses_type demo::inner::Guard candidate
demo::called! uses_type demo::inner::Level candidate
demo::caller calls demo::inner::used_by_call exact macro
demo::caller expands demo::called! exact
demo::caller references demo::inner exact macro
demo::inner::<impl Guard> uses_type demo::inner::Guard exact
demo::inner::Guard::new uses_type demo::inner::Guard exact
demo::made! calls demo::inner::as_value candidate
demo::made! references demo::inner candidate
demo::makes! calls demo::inner::as_value candidate
demo::makes! references demo::inner candidate
demo::never_called! calls demo::inner::Guard::new candidate
demo::never_called! calls demo::inner::used_by_template candidate
demo::never_called! calls demo::plain candidate
demo::never_called! expands demo::helper_macro! candidate
demo::never_called! reads demo::inner::LIMIT candidate
demo::never_called! references demo::inner candidate
demo::never_called! references demo::inner::Level::Low candidate
demo::never_called! references demo::inner::as_value candidate
demo::never_called! uses_type demo::inner::Guard candidate
demo::never_called! uses_type demo::inner::Level candidate
demo::never_called! uses_type demo::inner::Tr candidate
demo::never_called! uses_type demo::inner::Tuple candidate
demo::odd::here! calls demo::odd::sibling candidate
demo::odd::here! calls demo::plain candidate
