use std::ops::{Add, Mul};
pub struct A;
pub struct B;
pub struct Scaled;
impl A { fn of_a(&self) {} }
impl B { fn of_b(&self) {} }
impl Scaled { fn of_scaled(&self) {} }
impl Add for A { type Output = B; fn add(self, o: A) -> B { B } }
impl Mul<u8> for A { type Output = Scaled; fn mul(self, o: u8) -> Scaled { Scaled } }
impl Mul for A { type Output = B; fn mul(self, o: A) -> B { B } }
pub trait Service<R> { type Reply; fn call(&self, r: R) -> Self::Reply; fn twice(&self, r: R) -> Self::Reply { self.call(r) } } //~ calls demo::Service::call inferred, calls demo::<A as Service<u8>>::call candidate, calls demo::<A as Service<B>>::call candidate
impl Service<u8> for A { type Reply = B; fn call(&self, r: u8) -> B { B } }
impl Service<B> for A { type Reply = Scaled; fn call(&self, r: B) -> Scaled { Scaled } }
pub trait Go { fn go(&self) {} }

fn sum<T: Add>(t: T, u: T) -> T::Output { t + u }
fn sum_as<T: Add>(t: T, u: T) -> <T as Add>::Output { t + u }
fn default_is_self() { sum(A, A).of_b(); sum_as(A, A).of_b(); } //~ calls demo::sum exact, calls demo::sum_as exact, calls demo::B::of_b inferred
fn bound_on_output<T: Add>(t: T, u: T) where T::Output: Go { (t + u).go(); } //~ calls demo::Go::go inferred
fn bound_mentions_output<T: Add + From<T::Output>>(t: T, u: T) where T::Output: Go { (t + u).go(); } //~ calls demo::Go::go inferred
fn by_qualified_path() { <A as Add>::add(A, A).of_b(); } //~ calls demo::<A as Add>::add inferred, calls demo::B::of_b inferred
fn by_path() { Add::add(A, A).of_b(); } //~ calls demo::<A as Add>::add inferred, calls demo::B::of_b inferred
fn qualified_has_the_default() { <A as Mul>::mul(A, A).of_b(); } //~ calls demo::<A as Mul>::mul inferred, calls demo::B::of_b inferred
fn a_path_has_none() { Mul::mul(A, 1u8).of_scaled(); } //~ calls demo::<A as Mul<u8>>::mul inferred, calls demo::Scaled::of_scaled inferred
fn written() { <A as Mul<u8>>::mul(A, 1).of_scaled(); } //~ calls demo::<A as Mul<u8>>::mul inferred, calls demo::Scaled::of_scaled inferred
fn by_method() { A.mul(A).of_b(); A.mul(1u8).of_scaled(); } //~ calls demo::<A as Mul>::mul inferred, calls demo::<A as Mul<u8>>::mul inferred, calls demo::B::of_b inferred, calls demo::Scaled::of_scaled inferred
fn reply_by_argument() { A.call(1u8).of_b(); A.call(B).of_scaled(); } //~ calls demo::<A as Service<u8>>::call inferred, calls demo::<A as Service<B>>::call inferred, calls demo::B::of_b inferred, calls demo::Scaled::of_scaled inferred
fn reply_of_a_default_method() { A.twice(1u8).of_b(); A.twice(B).of_scaled(); } //~ calls demo::Service::twice inferred, calls demo::B::of_b inferred, calls demo::Scaled::of_scaled inferred
