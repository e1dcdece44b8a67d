#![allow(dead_code, unused_variables, unused_macros, non_upper_case_globals)]
pub struct LocalKey<T> { inner: fn() -> T }
impl<T> LocalKey<T> { pub fn with(&self) {} }
fn helper() -> u32 { 1 }
fn other() -> u32 { 2 }

macro_rules! one { ($v:vis $n:ident, $t:ty) => { $v static $n: $crate::LocalKey<$t> = $crate::LocalKey { inner: $crate::make }; } }
fn make<T>() -> T { loop {} }
macro_rules! locals {
    () => {};
    ($(#[$a:meta])* $v:vis static $n:ident : $t:ty; $($rest:tt)*) => { one! { $v $n, $t } locals!($($rest)*); };
}
fn statics() {
    locals! { static FIRST: u32; pub static SECOND: bool; }
    FIRST.with(); //~ calls demo::LocalKey::with inferred, reads demo::statics::FIRST exact
    SECOND.with(); //~ reads demo::statics::SECOND exact
}
fn not_in_scope() {
    { locals! { static FIRST: u32; } FIRST.with(); } //~ calls demo::LocalKey::with inferred, reads demo::not_in_scope::FIRST exact
    let FIRST = helper(); //~ calls demo::helper exact
    FIRST.count_ones();
}

macro_rules! keep { ($($i:item)*) => { $($i)* } }
fn types() {
    keep! {
        struct A { x: u8 }
        impl A { fn new() -> A { A { x: 1 } } fn go(&self) -> u8 { helper(); self.x } } //~ calls demo::helper exact, reads demo::types::A.x exact
        enum E { V, W(A) }
        trait Tr { fn tr(&self) -> u32 { other() } } //~ calls demo::other exact
        impl Tr for A {}
        const N: u32 = 1;
        fn f() -> A { A::new() } //~ calls demo::types::A::new exact
    }
    A::new().go(); //~ calls demo::types::A::new exact, calls demo::types::A::go inferred
    let a = A { x: 2 };
    a.tr(); //~ calls demo::types::Tr::tr inferred
    match E::W(a) { E::V => {} E::W(a) => { a.go(); } } //~ references demo::types::E::V exact, references demo::types::E::W exact
    f().x + N as u8; //~ calls demo::types::f exact, reads demo::types::N exact
}

macro_rules! renamed { ($(fn $n:ident() -> $t:ty $b:block)*) => { $(fn $n(extra: $t) -> Option<$t> $b)* } }
struct Wide;
impl Wide { fn wide(&self) {} }
fn declared_otherwise() {
    renamed! { fn wider() -> Wide { loop {} } }
    wider(Wide).unwrap().wide(); //~ calls demo::declared_otherwise::wider exact, calls demo::Wide::wide inferred
}

macro_rules! drops { ($($t:tt)*) => { fn lost() -> Wide { helper(); Wide } } } // helper is the caller's
fn dropped() {
    drops! { struct A; } //~ calls demo::helper exact
    lost().wide(); //~ calls demo::Wide::wide inferred
}

macro_rules! wrap { ($($t:tt)*) => { keep! { $($t)* } } }
fn through() {
    wrap! { struct A; impl A { fn go(&self) {} } }
    A.go(); //~ calls demo::through::A::go inferred
}
fn in_an_expression() -> u32 {
    let n = { wrap! { fn one() -> u32 { 1 } } one() }; //~ calls demo::in_an_expression::one exact
    n
}
