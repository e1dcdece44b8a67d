pub fn f(b: bool) -> u8 {
    if b { const H: u8 = 1; fn g() {} g(); return H; } //~ calls demo::f::g exact, reads demo::f::H exact
    assert!({ const H: u8 = 2; fn g() {} g(); H == 2 }); //~ calls demo::f::g#2 exact, reads demo::f::H#2 exact
    let c = || { const H: u8 = 3; H }; //~ reads demo::f::H#3 exact
    match b { true => { static H: u8 = 4; H } _ => { const H: u8 = 5; let x = { const H: u8 = 6; c() + H }; x + H } } //~ reads demo::f::H#4 exact, reads demo::f::H#5 exact, reads demo::f::H#6 exact
}
pub struct T;
impl T {
    pub fn m(&self) -> u8 { { const H: u8 = 1; let _ = H; } { const H: u8 = 2; H } } //~ reads demo::T::m::H exact, reads demo::T::m::H#2 exact
}
impl Clone for T {
    fn clone(&self) -> T { { const H: u8 = 1; let _ = H; } { const H: u8 = 2; let _ = H; } T } //~ reads demo::<T as Clone>::clone::H exact, reads demo::<T as Clone>::clone::H#2 exact
}
pub const X: u8 = { const H: u8 = 1; let x = { const H: u8 = 4; H }; x + H }; //~ reads demo::X::H exact, reads demo::X::H#2 exact
pub enum E { A = { const H: isize = 1; H }, B = { const H: isize = 2; fn g() {} H } } //~ reads demo::E::A::H exact, reads demo::E::B::H exact
