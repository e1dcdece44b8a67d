use std::ops::{Add, AddAssign, Neg, Not};
#[derive(Clone, Copy)]
pub struct V2 { x: f64 }
impl V2 { fn len(&self) -> f64 { self.x } }
impl Add for V2 { type Output = V2; fn add(self, other: V2) -> V2 { self } }
impl Add<f64> for V2 { type Output = V2; fn add(self, other: f64) -> V2 { self } }
impl Neg for V2 { type Output = V2; fn neg(self) -> V2 { self } }
impl AddAssign for V2 { fn add_assign(&mut self, other: V2) {} }
impl PartialEq for V2 { fn eq(&self, other: &V2) -> bool { true } }
#[derive(PartialEq, PartialOrd)]
pub struct Plain(u8);

fn sum(a: V2, b: V2) { (a + b).len(); } //~ calls demo::<V2 as Add>::add inferred, calls demo::V2::len inferred
fn scaled(a: V2) { (a + 1.5).len(); } //~ calls demo::<V2 as Add<f64>>::add inferred, calls demo::V2::len inferred
fn negated(a: V2) { (-a).len(); } //~ calls demo::<V2 as Neg>::neg inferred, calls demo::V2::len inferred
fn assigned(mut a: V2, b: V2) { a += b; } //~ calls demo::<V2 as AddAssign>::add_assign inferred
fn compared(a: V2, b: V2) -> bool { a == b } //~ calls demo::<V2 as PartialEq>::eq inferred
fn derived(a: Plain, b: Plain) -> bool { a < b } //~ nothing
fn numbers(a: u8, b: u8) -> u8 { let n = (a + b) * 2 - 1; n.pow(2) } //~ nothing
