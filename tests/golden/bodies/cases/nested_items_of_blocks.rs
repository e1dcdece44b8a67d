#![allow(dead_code, unused_variables, unused_imports)]
pub fn outer() -> u8 { 0 }
pub mod m { pub fn named() -> u8 { 1 } pub trait Tr { fn tr(&self) {} } impl Tr for u8 {} }
pub mod n { pub fn named() -> u8 { 2 } pub trait Tr { fn tr(&self) {} } impl Tr for u8 {} }
fn siblings() {
    {
        const H: u8 = 1;
        fn g() -> u8 { H } //~ reads demo::siblings::H exact
        struct S;
        impl S { fn m(&self) -> u8 { H + g() } } //~ reads demo::siblings::H exact, calls demo::siblings::g exact
    }
    {
        const H: u8 = 2;
        fn g() -> u8 { H } //~ reads demo::siblings::H#2 exact
        const K: u8 = g2() + H; //~ calls demo::siblings::g2 exact, reads demo::siblings::H#2 exact
        const fn g2() -> u8 { H } //~ reads demo::siblings::H#2 exact
    }
}
fn of_a_sibling_alone() {
    { fn outer() -> u8 { 5 } }
    fn user() -> u8 { outer() } //~ calls demo::outer exact
    { fn other_user() -> u8 { outer() } } //~ calls demo::outer exact
}
fn around() {
    const H: u8 = 1;
    if true {
        const I: u8 = 1;
        match H { //~ reads demo::around::H exact
            1 => { const H: u8 = 3; fn g() -> u8 { H + I } } //~ reads demo::around::H#2 exact, reads demo::around::I exact
            _ => { fn g() -> u8 { H + I } } //~ reads demo::around::H exact, reads demo::around::I exact
        }
    }
}
fn imports() {
    { use m::named; fn g() -> u8 { named() } } //~ calls demo::m::named exact
    { use n::named; fn g() -> u8 { named() } } //~ calls demo::n::named exact
    { use n::*; fn g() -> u8 { named() } } //~ calls demo::n::named exact
}
fn traits() {
    { use m::Tr; fn g() { 1u8.tr() } } //~ calls demo::m::Tr::tr inferred
    { use n::Tr as _; fn g() { 1u8.tr() } } //~ calls demo::n::Tr::tr inferred
}
fn closures() {
    let one = || { const H: u8 = 1; fn g() -> u8 { H } g() }; //~ reads demo::closures::H exact, calls demo::closures::g exact
    let two = async { const H: u8 = 2; fn g() -> u8 { H } g() }; //~ reads demo::closures::H#2 exact, calls demo::closures::g#2 exact
    assert!({ const H: u8 = 3; fn g() -> u8 { H } g() == 3 }); //~ reads demo::closures::H#3 exact, calls demo::closures::g#3 exact
}
fn deeper() {
    { const H: u8 = 1; fn g() { { const I: u8 = 1; fn h() -> u8 { H + I } } { fn h() -> u8 { H } } } } //~ reads demo::deeper::H exact, reads demo::deeper::g::I exact
    { const H: u8 = 2; }
}
