#![allow(warnings)]
use std::{borrow::Borrow, collections::HashMap, fmt::{Debug, Display}, iter::FromIterator, ops::{Add, Deref, Index, Mul}, rc::Rc};
pub struct W0<T>(pub T);
pub struct W1<T>(pub T);
pub struct Two<T, U>(pub T, pub U);
#[derive(Clone, Copy)] pub struct A;
#[derive(Clone)] pub struct B;
pub fn any<T>() -> T { loop {} }
pub trait Same { type S; fn same(&self) {} }
impl<X> Same for X { type S = X; }
pub trait T0 { type O; fn m0(&self) -> Self::O { loop {} } fn s0(&self) {} fn k0() -> Self::O { loop {} } }
pub trait T1 { type O; fn m1(&self) -> Self::O { loop {} } fn s1(&self) {} fn k1() -> Self::O { loop {} } }
pub trait T2 { type O; fn m2(&self) -> Self::O { loop {} } fn s2(&self) {} fn k2() -> Self::O { loop {} } }
pub trait T3 { type O; fn m3(&self) -> Self::O { loop {} } fn s3(&self) {} fn k3() -> Self::O { loop {} } }
pub trait P0<X> { type Q; fn p0(&self, x: X) -> Self::Q { loop {} } fn r0(&self) {} }
pub trait P1<X = Self> { fn p1(&self, x: &X) -> W0<X> where X: Sized { loop {} } fn r1(&self) {} }
impl<X> P0<X> for Two<X, String>  { type Q = Two<A, B>; }
impl<X> P0<String> for &X where X: T1, X::O: T0 { type Q = W0<X>; }
impl<X> P1 for Two<X, W1<B>> where X: P1 {  }
impl<X> P0<W0<A>> for Two<X, W0<A>> where X: T0, X::O: T0 { type Q = X::O; }
impl<X> T1 for &X where X: T1<O = W1<B>> { type O = B; }
impl<X> P1 for Two<X, X> where X: T3 {  }
impl<X> P0<Two<A, B>> for Two<X, X> where X: T3, X::O: T1 { type Q = Option<X>; }
impl<X> P1 for Option<X> where X: T1<O = W0<A>> {  }
impl<X> P0<X> for Rc<X> where X: T2<O = Two<A, B>> { type Q = W0<X>; }
impl<X> T2 for Vec<X> where X: T3<O = W0<A>> { type O = X::O; }
impl<X> T1 for W1<X> where X: T2<O = Two<A, B>> { type O = X::O; }
impl<X> P1 for W1<X> where X: P1 {  }
impl<X> P1 for W0<X> where X: P1 {  }
impl<X> T0 for Two<X, X>  { type O = Option<X>; }
impl<X> T0 for Vec<X> where X: T2, X::O: T1 { type O = Option<X>; }
impl<X> T0 for W1<X>  { type O = X; }
impl<X> T0 for &X where X: T2, X::O: T1 { type O = Option<X>; }
impl<X> T2 for Vec<X> where Rc<X>: T0 { type O = A; }
impl<X> P0<X> for Two<X, W0<A>> where X: T0<O = u8> { type Q = X; }
impl<X> P1 for Option<X> where Rc<X>: T0 {  }
impl T0 for A  { type O = u8; }
impl T0 for B  { type O = A; }
impl T0 for u8  { type O = A; }
impl T0 for String  { type O = A; }
impl T1 for A  { type O = B; }
impl T1 for B  { type O = A; }
impl T1 for u8  { type O = A; }
impl T1 for String  { type O = u8; }
impl T2 for A  { type O = B; }
impl T2 for B  { type O = u8; }
impl T2 for u8  { type O = u8; }
impl T2 for String  { type O = u8; }
impl T3 for A  { type O = A; }
impl T3 for B  { type O = A; }
impl T3 for u8  { type O = B; }
impl T3 for String  { type O = A; }
impl P0<u8> for A  { type Q = u8; }
impl P0<u8> for B  { type Q = A; }
impl P0<u8> for u8  { type Q = B; }
impl P0<u8> for String  { type Q = B; }
impl P0<A> for A  { type Q = B; }
impl P0<A> for B  { type Q = A; }
impl P0<A> for u8  { type Q = A; }
impl P0<A> for String  { type Q = B; }
impl P1 for A  {  }
impl P1 for B  {  }
impl P1 for u8  {  }
impl P1 for String  {  }
pub fn f1<X, Y>() where X: Mul<Y>, <X as Mul<Y>>::Output: T0, X: P0<u8, Q = Y>, Y: T0 { if any() { let (x, y): (X, Y) = any(); (x * y).s0(); } if any() { let (x, y): (X, Y) = any(); x.p0(1).s0(); } }
pub fn f2<X, Y>() where Y: T3 + P0<<Y as T3>::O>, <Y as P0<Y::O>>::Q: T1 { if any() { let (x, y): (X, Y) = any(); y.p0(y.m3()).s1(); } }
pub fn f4<X, Y>() where Y: Borrow<X> + T2, X: T0, X: P0<Y>, Y: Deref<Target = X>, X: T2 { if any() { let (x, y): (X, Y) = any(); <Y as Borrow<X>>::borrow(&y).s0(); } if any() { let (x, y): (X, Y) = any(); y.deref().m2(); } }
pub fn f5<X, Y>() where Y: AsRef<X>, X: Mul<Y>, <X as Mul<Y>>::Output: T3 { if any() { let (x, y): (X, Y) = any(); x.mul(y).m3(); } }
pub fn f8<X, Y>() where Y: Clone + T3, Y: IntoIterator<Item = X>, X: T2, Y: Index<usize, Output = X>, X: T3 { if any() { let (x, y): (X, Y) = any(); for e in y { e.s2(); }; } if any() { let (x, y): (X, Y) = any(); (&y)[0].m3(); } }
pub fn f9<X, Y>() where X: Iterator, X::Item: T0, X: T0, Y: T3<O = X::O>, X::O: Clone { if any() { let (x, y): (X, Y) = any(); if any() { y.m3() } else { x.m0() }.clone(); } }
pub fn f10<X, Y>() where Y: Deref<Target = X>, X: T1 { if any() { let (x, y): (X, Y) = any(); let w: &X = &y; w.s1(); } }
pub fn f11<X, Y>() where Y: Deref<Target = X>, X: T1, Y: T1<O = Option<X>>, X: T2, Vec<X>: T3, X: Clone { if any() { let (x, y): (X, Y) = any(); y.s1(); } if any() { let (x, y): (X, Y) = any(); for e in y.m1() { e.s2(); }; } if any() { let (x, y): (X, Y) = any(); Vec::<X>::k3(); } }
pub fn f12<X, Y>() where Y: Borrow<Y> + T2, Y: T1<O = <Y as Same>::S>, X: T3, X::O: T2 { if any() { let (x, y): (X, Y) = any(); Y::k1().s1(); } if any() { let (x, y): (X, Y) = any(); x.m3().m2(); } }
pub fn f13<X, Y>() where Y: Clone, Y: T1<O = W0<X>>, W0<X>: T3 { if any() { let (x, y): (X, Y) = any(); (&A).m2(); } if any() { let (x, y): (X, Y) = any(); Y::k1().m3(); } }
pub fn f14<X, Y>() where X: Deref + AsRef<X::Target>, X::Target: T3 + Sized { if any() { let (x, y): (X, Y) = any(); x.m3(); } }
pub fn f16<X, Y>() where Option<X>: T3, <Option<X> as T3>::O: T1 { if any() { let (x, y): (X, Y) = any(); <Option<X>>::k3().s1(); } }
pub fn f18<X, Y>() where X: IntoIterator<Item = Y>, Y: T3, Option<Y>: T1, <Option<Y> as T1>::O: T3 { if any() { let (x, y): (X, Y) = any(); x.into_iter().for_each(|e| e.s3()); } if any() { let (x, y): (X, Y) = any(); <Option<Y>>::k1().s3(); } }
pub fn f19<X, Y>() where Y: T3<O = X>, X: T1 { if any() { let (x, y): (X, Y) = any(); any::<Y::O>().s1(); } }
pub fn f20<X, Y>() where Y: T3, X: Fn(Y) -> W0<A> { if any() { let (x, y): (X, Y) = any(); T3::s3(&y); } }
pub fn f21<X, Y>() where Y: IntoIterator, Y::Item: T0, Y::IntoIter: Clone, X: Add + Copy, X::Output: T3 { if any() { let (x, y): (X, Y) = any(); y.into_iter().cycle().next().unwrap().s0(); } }
pub fn f22<X, Y>() where X: Index<usize, Output = Y>, Y: T0, Y: P0<A> + P0<B>, <Y as P0<A>>::Q: T1, <Y as P0<B>>::Q: T2, Y: T0<O = X>, X: T2 { if any() { let (x, y): (X, Y) = any(); x[0].s0(); } if any() { let (x, y): (X, Y) = any(); y.p0(B).s2(); } if any() { let (x, y): (X, Y) = any(); y.m0().s2(); } }
pub fn f23<X, Y>() where Y: Deref + AsRef<Y::Target>, Y::Target: T0 + Sized, Y: Fn(Y) -> B { if any() { let (x, y): (X, Y) = any(); y.m0(); } }
pub fn f25<X, Y>() where Y: P1<Y>, Y: Into<X>, X: T2, HashMap<Y, X>: T0 { if any() { let (x, y): (X, Y) = any(); <Y as Into<X>>::into(y).m2(); } if any() { let (x, y): (X, Y) = any(); <HashMap<Y, X> as T0>::k0(); } }
pub fn f26<X, Y>() where X: T2<O = W0<Y>>, W0<Y>: T1, Y: T2, Y::O: T0, X: IntoIterator<Item = Y> { if any() { let (x, y): (X, Y) = any(); X::k2().m1(); } if any() { let (x, y): (X, Y) = any(); y.m2().s0(); } }
pub fn f27<X, Y>() where X: Clone + T1, X: T2<O = Y>, Y: T1<O = X> { if any() { let (x, y): (X, Y) = any(); y.m1().m2().s1(); } }
pub fn f28<X, Y>() where Y: Into<X>, X: T1, X: P0<X> { if any() { let (x, y): (X, Y) = any(); <Y as Into<X>>::into(y).m1(); } }
pub fn f29<X, Y>() where X: T2, <X as T2>::O: T3, for<'a> &'a Y: T0, X: P1<Y>, Y: T2, X: P0<W0<A>, Q = Y> { if any() { let (x, y): (X, Y) = any(); T3::s3(&x.m2()); } if any() { let (x, y): (X, Y) = any(); (&y).m0(); } if any() { let (x, y): (X, Y) = any(); x.p1(&y).0.s2(); } }
pub fn f30<X, Y>() where Option<Y>: T0, <Option<Y> as T0>::O: T2, X: T3, Y: Add + Copy, Y::Output: T3 { if any() { let (x, y): (X, Y) = any(); <Option<Y>>::k0().s2(); } if any() { let (x, y): (X, Y) = any(); Add::add(y, y).s3(); } }
pub fn f31<X, Y>() where W0<W1<Y>>: T1, X: Deref, X::Target: T0 + Sized, X: AsRef<Y>, Y: T1 { if any() { let (x, y): (X, Y) = any(); W0(W1(y)).s1(); } if any() { let (x, y): (X, Y) = any(); X::Target::k0(); } if any() { let (x, y): (X, Y) = any(); x.as_ref().s1(); } }
pub fn f32<X, Y>() where X: T1, X::O: P0<X>, X: Into<Y>, Y: T0 { if any() { let (x, y): (X, Y) = any(); let w: Y = x.into(); w.s0(); } }
pub fn f33<X, Y>() where X: FromIterator<Y>, X: T2, X: T0 { if any() { let (x, y): (X, Y) = any(); Some(y).into_iter().collect::<X>().s2(); } }
pub fn f34<X, Y>() where X: T1<O = Option<Y>>, Y: T0 { if any() { let (x, y): (X, Y) = any(); for e in x.m1() { e.s0(); }; } }
pub fn f35<X, Y>() where Option<X>: T1, <Option<X> as T1>::O: T2, X: IntoIterator<Item = Y>, for<'a> &'a Y: T1 { if any() { let (x, y): (X, Y) = any(); <Option<X>>::k1().s2(); } if any() { let (x, y): (X, Y) = any(); let w = &y; w.s1(); } }
pub fn f36<X, Y>() where X: Add + Copy, X::Output: T2 { if any() { let (x, y): (X, Y) = any(); x.add(x).m2(); } }
pub fn f37<X, Y>() where Y: Index<usize, Output = X>, X: T2, X: T0, W0<W1<X>>: T0 { if any() { let (x, y): (X, Y) = any(); (&y)[0].m2(); } if any() { let (x, y): (X, Y) = any(); W0(W1(x)).s0(); } }
pub fn f38<X, Y>() where Y: IntoIterator, Y::Item: T1, Y::IntoIter: Clone, X: T1, <X as T1>::O: T0 { if any() { let (x, y): (X, Y) = any(); y.into_iter().clone().for_each(|e| e.s1()); } if any() { let (x, y): (X, Y) = any(); vec![x].into_iter().for_each(|e| e.m1().s0()); } }
pub fn f40<X, Y>() where Y: IntoIterator<Item = X>, X: T0 { if any() { let (x, y): (X, Y) = any(); y.into_iter().for_each(|e| e.s0()); } }
pub fn f41<X, Y>() where Y: T2 + P0<<Y as T2>::O>, <Y as P0<Y::O>>::Q: T1 { if any() { let (x, y): (X, Y) = any(); y.p0(y.m2()).s1(); } }
pub fn f42<X, Y>() where Y: Add + From<Y::Output>, Y: T1 + Copy { if any() { let (x, y): (X, Y) = any(); Y::from(y + y).s1(); } }
pub fn f44<X, Y>() where Y: Clone, X: T0 + P0<<X as T0>::O>, <X as P0<X::O>>::Q: T3, Y: P0<Y::O> + T0 { if any() { let (x, y): (X, Y) = any(); A.m1().s2(); } if any() { let (x, y): (X, Y) = any(); x.p0(x.m0()).s3(); } if any() { let (x, y): (X, Y) = any(); y.r0(); } }
pub fn f45<X, Y>() where X: Iterator, X::Item: T3, X: Deref<Target = Y>, Y: T1 { if any() { let (x, y): (X, Y) = any(); x.last().unwrap().s3(); } if any() { let (x, y): (X, Y) = any(); (*x).s1(); } }
pub fn f46<X, Y>() where X: T2<O = Option<Y>>, Option<Y>: T3, X: P0<u8, Q = Y>, Y: T2 { if any() { let (x, y): (X, Y) = any(); x.m2().s3(); } if any() { let (x, y): (X, Y) = any(); x.p0(1).s2(); } }
pub fn f48<X, Y>() where X: Add + Copy, X::Output: T3, X: P0<u8, Q = Y>, Y: T0 { if any() { let (x, y): (X, Y) = any(); x.add(x).m3(); } if any() { let (x, y): (X, Y) = any(); x.p0(1).s0(); } }
pub fn f49<X, Y>() where Y: T3, Y: Add + Copy, Y::Output: T2, X: FnOnce() -> Y, Y: T3 { if any() { let (x, y): (X, Y) = any(); y.m3(); } if any() { let (x, y): (X, Y) = any(); (y + y).s2(); } if any() { let (x, y): (X, Y) = any(); Some(1).map_or_else(x, |e| any()).s3(); } }
pub fn f51<X, Y>() where Y: T1<O = X>, X: T2, X: T0<O = Option<Y>>, Y: T2, Y: Add + From<Y::Output>, Y: T0 + Copy { if any() { let (x, y): (X, Y) = any(); [y.m1(), x][0].s2(); } if any() { let (x, y): (X, Y) = any(); if let Some(e) = x.m0() { e.m2(); }; } if any() { let (x, y): (X, Y) = any(); Y::from(y + y).s0(); } }
pub fn f52<X, Y>() where X: Into<String>, Y: AsRef<X>, X: T0, Y: T2<O = Option<X>>, X: T1, X: IntoIterator, X::Item: T1, X::IntoIter: Clone { if any() { let (x, y): (X, Y) = any(); AsRef::as_ref(&y).m0(); } if any() { let (x, y): (X, Y) = any(); if let Some(e) = y.m2() { e.m1(); }; } if any() { let (x, y): (X, Y) = any(); x.into_iter().cycle().next().unwrap().s1(); } }
pub fn f53<X, Y>() where Rc<X>: T0, Y: FromIterator<X>, Y: T3 { if any() { let (x, y): (X, Y) = any(); let w: Y = vec![x].into_iter().collect(); w.s3(); } }
pub fn f54<X, Y>() where X: AsRef<Y>, Y: T2, Y: P0<u8, Q = X>, X: T3, W1<X>: T0 { if any() { let (x, y): (X, Y) = any(); x.as_ref().s2(); } if any() { let (x, y): (X, Y) = any(); y.p0(1).s3(); } if any() { let (x, y): (X, Y) = any(); any::<W1<X>>().s0(); } }
pub fn f55<X, Y>() where Y: T0 { if any() { let (x, y): (X, Y) = any(); Box::new(y).s0(); } }
pub fn f57<X, Y>() where Y: Iterator, Y::Item: T3, X: T2<O = Y>, Y: T0<O = X>, Y: P1 { if any() { let (x, y): (X, Y) = any(); y.for_each(|e| e.s3()); } if any() { let (x, y): (X, Y) = any(); x.m2().m0().s2(); } if any() { let (x, y): (X, Y) = any(); y.r1(); } }
pub fn f58<X, Y>() where Y: Iterator, Y::Item: T3, X: Add + From<X::Output>, X: T1 + Copy { if any() { let (x, y): (X, Y) = any(); y.for_each(|e| e.s3()); } if any() { let (x, y): (X, Y) = any(); x.m1(); } }
pub fn f60<X, Y>() where Vec<Y>: T2, Y: Clone, W1<Y>: T1, W1<Y>: T3, Y: Fn(Y) -> B { if any() { let (x, y): (X, Y) = any(); Some(y).into_iter().collect::<Vec<_>>().s2(); } if any() { let (x, y): (X, Y) = any(); any::<W1<Y>>().s1(); } if any() { let (x, y): (X, Y) = any(); <W1<Y> as T3>::k3(); } }
pub fn f61<X, Y>() where Y: P0<A> + P0<B>, <Y as P0<A>>::Q: T3, <Y as P0<B>>::Q: T1 { if any() { let (x, y): (X, Y) = any(); y.p0(A).s3(); } }
pub fn f64<X, Y>() where X: T3<O = Y>, Y: T2<O = X>, X: Iterator, X::Item: T0, X: Deref, X::Target: T1 + Sized, X: Borrow<Y> + T1 { if any() { let (x, y): (X, Y) = any(); y.m2().m3().s2(); } if any() { let (x, y): (X, Y) = any(); x.last().unwrap().s0(); } if any() { let (x, y): (X, Y) = any(); X::Target::k1(); } }
pub fn f65<X, Y>() where Option<Y>: T1, <Option<Y> as T1>::O: T3 { if any() { let (x, y): (X, Y) = any(); <Option<Y>>::k1().s3(); } }
pub fn f66<X, Y>() where Y: T3<O = <Y as Same>::S>, Y: T2<O = W0<X>>, W0<X>: T0 { if any() { let (x, y): (X, Y) = any(); Y::k3().s3(); } if any() { let (x, y): (X, Y) = any(); Y::k2().m0(); } }
pub fn f67<X, Y>() where Y: P0<u8, Q = X>, X: T1, X: P0<X::O> { if any() { let (x, y): (X, Y) = any(); y.p0(1).s1(); } }
pub fn f68<X, Y>() where X: IntoIterator, X::Item: T1, X::IntoIter: Clone, X: T3<O = Y>, Y: T2<O = X> { if any() { let (x, y): (X, Y) = any(); x.into_iter().cycle().next().unwrap().s1(); } if any() { let (x, y): (X, Y) = any(); x.m3().m2().s3(); } }
pub fn f69<X, Y>() where X: T0 + P0<<X as T0>::O>, <X as P0<X::O>>::Q: T2 { if any() { let (x, y): (X, Y) = any(); x.p0(x.m0()).s2(); } }
pub fn f70<X, Y>() where X: Deref<Target = Y>, X: P0<Y>, X::Q: T3 { if any() { let (x, y): (X, Y) = any(); X::p0(&x, y).m3(); } }
pub fn f71<X, Y>() where X: Add<Output = Y> + Copy, Y: T0, for<'a> &'a X: T0 { if any() { let (x, y): (X, Y) = any(); (x + x).s0(); } if any() { let (x, y): (X, Y) = any(); T0::s0(&&x); } }
pub fn f73<X, Y>() where X: AsRef<X>, Y: P0<Y::O> + T1 { if any() { let (x, y): (X, Y) = any(); y.p0(Y::k1()); } }
pub fn f74<X, Y>() where W0<W1<X>>: T1, X: T1, X::O: T2 { if any() { let (x, y): (X, Y) = any(); let w = W1(x); W0(w).m1(); } if any() { let (x, y): (X, Y) = any(); <X::O as T2>::k2(); } }
pub fn f75<X, Y>() where W0<W1<Y>>: T3 { if any() { let (x, y): (X, Y) = any(); let w = W1(y); W0(w).m3(); } }
pub fn f76<X, Y>() where X: Deref, X::Target: T1 + Sized, X: T1 { if any() { let (x, y): (X, Y) = any(); x.s1(); } if any() { let (x, y): (X, Y) = any(); x.s1(); } }
pub fn f77<X, Y>() where X: FromIterator<Y>, X: T0, Y: Into<X>, X: T1, Y: T0 + P0<<Y as T0>::O>, <Y as P0<Y::O>>::Q: T1 { if any() { let (x, y): (X, Y) = any(); Some(y).into_iter().collect::<X>().s0(); } if any() { let (x, y): (X, Y) = any(); let w: X = y.into(); } if any() { let (x, y): (X, Y) = any(); y.p0(y.m0()).s1(); } }
pub fn f79<X, Y>() where X: Into<W0<A>>, X: IntoIterator<Item = Y>, Y: T3 { if any() { let (x, y): (X, Y) = any(); x.into_iter().next().unwrap().m3(); } }
pub fn f80<X, Y>() where X: T1, X: T2<O = <X as Same>::S> { if any() { let (x, y): (X, Y) = any(); x.m2().s2(); } }
pub fn f81<X, Y>() where Vec<Y>: T1, Y: Clone { if any() { let (x, y): (X, Y) = any(); Some(y).into_iter().collect::<Vec<_>>().s1(); } }
pub fn f82<X, Y>() where X: T3, X: T3, <X as T3>::O: T0 { if any() { let (x, y): (X, Y) = any(); x.s3(); } if any() { let (x, y): (X, Y) = any(); x.m3().s0(); } }
pub fn f83<X, Y>() where Y: Deref + AsRef<Y::Target>, Y::Target: T1 + Sized, Y: P1 { if any() { let (x, y): (X, Y) = any(); y.as_ref().s1(); } if any() { let (x, y): (X, Y) = any(); y.r1(); } }
pub fn f84<X, Y>() where Y: Deref<Target = X>, X: T1, Y: Deref<Target = X>, X: T3 { if any() { let (x, y): (X, Y) = any(); let w: &X = &y; w.s1(); } if any() { let (x, y): (X, Y) = any(); let w: &X = &y; w.s3(); } }
pub fn f85<X, Y>() where Y: T3, Y: Index<usize, Output = X>, X: T2<O = W0<Y>>, W0<Y>: T0, Y: Borrow<X> + T0, X: T1 { if any() { let (x, y): (X, Y) = any(); T3::s3(&y); } if any() { let (x, y): (X, Y) = any(); x.m2().0; } if any() { let (x, y): (X, Y) = any(); <Y as Borrow<X>>::borrow(&y).s1(); } }
pub fn f86<X, Y>() where X: Deref, X::Target: T1 + Sized { if any() { let (x, y): (X, Y) = any(); X::Target::k1(); } }
pub fn f87<X, Y>() where X: P0<A> + P0<B>, <X as P0<A>>::Q: T3, <X as P0<B>>::Q: T2 { if any() { let (x, y): (X, Y) = any(); x.p0(A).s3(); } }
pub fn f88<X, Y>() where Y: Deref, Y::Target: T1 + Sized, Y: P0<A> + P0<B>, <Y as P0<A>>::Q: T1, <Y as P0<B>>::Q: T2, X: Same, X::S: T2 { if any() { let (x, y): (X, Y) = any(); y.m1(); } if any() { let (x, y): (X, Y) = any(); y.p0(A).s1(); } if any() { let (x, y): (X, Y) = any(); any::<<X as Same>::S>().m2(); } }
pub fn f90<X, Y>() where Y: Iterator, Y::Item: T1 { if any() { let (x, y): (X, Y) = any(); y.last().unwrap().s1(); } }
pub fn f91<X, Y>() where Y: P1, Y: T1 { if any() { let (x, y): (X, Y) = any(); P1::r1(&y); } if any() { let (x, y): (X, Y) = any(); Box::new(y).s1(); } }
pub fn f92<X, Y>() where W0<W1<X>>: T2, Y: P0<Y::O>, X: T0<O = Y>, Y: T2 { if any() { let (x, y): (X, Y) = any(); let w = W1(x); W0(w).m2(); } if any() { let (x, y): (X, Y) = any(); X::k0().m2(); } }
pub fn f94<X, Y>() where X: T1<O = Option<Y>>, Y: T3, Y: P0<u8, Q = X>, X: T1 { if any() { let (x, y): (X, Y) = any(); for e in x.m1() { e.s3(); }; } if any() { let (x, y): (X, Y) = any(); y.p0(1).s1(); } }
pub fn f95<X, Y>() where for<'a> &'a X: T1, X: T0<O = <X as Same>::S> { if any() { let (x, y): (X, Y) = any(); x.m0().m0().s0(); } }
pub fn f96<X, Y>() where X: T1, Y: T3<O = X::O>, X::O: Clone { if any() { let (x, y): (X, Y) = any(); y.m3().clone(); } }
pub fn f97<X, Y>() where HashMap<Y, X>: T1 { if any() { let (x, y): (X, Y) = any(); any::<HashMap<Y, X>>().s1(); } }
pub fn f98<X, Y>() where X: T3 + P0<<X as T3>::O>, <X as P0<X::O>>::Q: T1, Y: AsRef<Y> { if any() { let (x, y): (X, Y) = any(); x.p0(x.m3()).s1(); } }
pub fn f99<X, Y>() where X: Deref, X::Target: T3 + Sized { if any() { let (x, y): (X, Y) = any(); x.s3(); } }
pub fn f101<X, Y>() where X: IntoIterator, X::Item: T1, X::IntoIter: Clone, Y: Deref<Target = X> { if any() { let (x, y): (X, Y) = any(); x.into_iter().cycle().next().unwrap().s1(); } }
pub fn f102<X, Y>() where Y: T3, X: T1<O = Y::O>, Y::O: Clone { if any() { let (x, y): (X, Y) = any(); [x.m1(), y.m3()]; } }
pub fn f103<X, Y>() where X: T1 { if any() { let (x, y): (X, Y) = any(); x.s1(); } }
pub fn f104<X, Y>() where X: P0<A> + P0<B>, <X as P0<A>>::Q: T1, <X as P0<B>>::Q: T0, Y: T3, Y::O: T0, X: T3<O = <X as Same>::S> { if any() { let (x, y): (X, Y) = any(); x.p0(A).s1(); } if any() { let (x, y): (X, Y) = any(); y.m3().s0(); } if any() { let (x, y): (X, Y) = any(); X::k3().s3(); } }
pub fn f105<X, Y>() where X: P0<Y>, X::Q: T1 { if any() { let (x, y): (X, Y) = any(); x.p0(y).s1(); } }
pub fn f106<X, Y>() where X: T3, X: Index<usize, Output = Y>, Y: T2, X: T1<O = Y>, Y: T2<O = X> { if any() { let (x, y): (X, Y) = any(); x.index(1).s2(); } if any() { let (x, y): (X, Y) = any(); y.m2().m1().s2(); } }
pub fn f107<X, Y>() where Y: T0, Y::O: T3, X: T2<O = W1<Y>>, W0<Y>: T0 { if any() { let (x, y): (X, Y) = any(); Some(y).map(|e| e.m0().s3()); } if any() { let (x, y): (X, Y) = any(); x.m2().s0(); } }
pub fn f110<X, Y>() where Vec<Y>: T0, Y: Clone { if any() { let (x, y): (X, Y) = any(); Vec::<Y>::k0(); } }
pub fn f111<X, Y>() where X: Add<Output = Y> + Copy, Y: T0 { if any() { let (x, y): (X, Y) = any(); x.add(x).m0(); } }
pub fn f112<X, Y>() where Y: T0<O = X>, X: T2 { if any() { let (x, y): (X, Y) = any(); any::<Y::O>().s2(); } }
pub fn f113<X, Y>() where Vec<X>: T2, X: Clone { if any() { let (x, y): (X, Y) = any(); Some(x).into_iter().collect::<Vec<_>>().s2(); } }
pub fn f114<X, Y>() where Option<Y>: T0, <Option<Y> as T0>::O: T1, X: P0<u8, Q = Y>, Y: T1, Y: P0<A> + P0<B>, <Y as P0<A>>::Q: T3, <Y as P0<B>>::Q: T2 { if any() { let (x, y): (X, Y) = any(); Some(y).m0().s1(); } if any() { let (x, y): (X, Y) = any(); x.p0(1).s1(); } if any() { let (x, y): (X, Y) = any(); y.p0(A).s3(); } }
pub fn f115<X, Y>() where X: T3, <X as T3>::O: T2 { if any() { let (x, y): (X, Y) = any(); T2::s2(&x.m3()); } }
pub fn f116<X, Y>() where X: T1 + P0<X::O>, X: IntoIterator<Item = Y>, Y: T1 { if any() { let (x, y): (X, Y) = any(); x.into_iter().for_each(|e| e.s1()); } }
pub fn f117<X, Y>() where Y: T2<O = X>, X: T3, X: Deref, X::Target: T0 + Sized, X: Deref + AsRef<X::Target>, X::Target: T1 + Sized { if any() { let (x, y): (X, Y) = any(); [y.m2(), x][0].s3(); } if any() { let (x, y): (X, Y) = any(); x.deref().s1(); } }
pub fn f118<X, Y>() where Y: T0 + T2, Y: Borrow<X> + T2, X: T0 { if any() { let (x, y): (X, Y) = any(); <Y as Borrow<X>>::borrow(&y).s0(); } }
pub fn f119<X, Y>() where Y: Index<usize, Output = X>, X: T1 { if any() { let (x, y): (X, Y) = any(); y.index(1).s1(); } }
pub fn f120<X, Y>() where X: Into<Y>, Y: T2, X: Into<Y>, Y: T0 { if any() { let (x, y): (X, Y) = any(); let w: Y = x.into(); w.s2(); } if any() { let (x, y): (X, Y) = any(); let w: Y = x.into(); } }
pub fn f121<X, Y>() where Y: T2, Y::O: P0<X>, X: Mul<Y>, <X as Mul<Y>>::Output: T2, Y: P1 { if any() { let (x, y): (X, Y) = any(); x.mul(y).m2(); } if any() { let (x, y): (X, Y) = any(); y.p1(&any::<Y>()); } }
pub fn f122<X, Y>() where X: Into<Y>, Y: T1, Y: Index<usize, Output = Y> { if any() { let (x, y): (X, Y) = any(); <X as Into<Y>>::into(x).m1(); } }
pub fn f123<X, Y>() where Y: Deref + AsRef<Y::Target>, Y::Target: T3 + Sized, X: T0<O = W0<Y>>, W0<Y>: T2, X: T3<O = Option<Y>>, Y: T1 { if any() { let (x, y): (X, Y) = any(); y.deref().s3(); } if any() { let (x, y): (X, Y) = any(); x.m0().0; } if any() { let (x, y): (X, Y) = any(); for e in x.m3() { e.s1(); }; } }
pub fn f124<X, Y>() where X: Iterator, X::Item: T2, Y: Same, Y::S: T2 { if any() { let (x, y): (X, Y) = any(); x.collect::<Vec<_>>()[0].s2(); } if any() { let (x, y): (X, Y) = any(); any::<<Y as Same>::S>().m2(); } }
pub fn f125<X, Y>() where Y: T0<O = X>, X: T3<O = Y> { if any() { let (x, y): (X, Y) = any(); y.m0().m3().s0(); } }
pub fn f126<X, Y>() where X: P1<Y>, Y: T3, <Y as T3>::O: T1, Y: P0<u8, Q = X>, X: T2 { if any() { let (x, y): (X, Y) = any(); vec![y].into_iter().for_each(|e| e.m3().s1()); } if any() { let (x, y): (X, Y) = any(); y.p0(any()).m2(); } }
pub fn f127<X, Y>() where Y: P0<Y::O> + T1 { if any() { let (x, y): (X, Y) = any(); y.p0(y.m1()); } }
pub fn f129<X, Y>() where Y: T3<O = Option<X>>, Option<X>: T0, X: P0<<Y as T3>::O>, Y: P1<X>, X: T1 { if any() { let (x, y): (X, Y) = any(); y.m3().s0(); } if any() { let (x, y): (X, Y) = any(); y.r1(); } }
pub fn f130<X, Y>() where X: P1 { if any() { let (x, y): (X, Y) = any(); P1::r1(&x); } }
pub fn f131<X, Y>() where X: T0<O = Y>, Y: T3, X: Into<Y>, Y: T1 { if any() { let (x, y): (X, Y) = any(); x.m0().s3(); } if any() { let (x, y): (X, Y) = any(); <X as Into<Y>>::into(x).m1(); } }
pub fn f132<X, Y>() where X: P0<X>, Y: T2<O = Option<X>>, X: T3 { if any() { let (x, y): (X, Y) = any(); if let Some(e) = y.m2() { e.m3(); }; } }
pub fn f133<X, Y>() where Y: Index<usize, Output = X>, X: T3, X: Deref<Target = Y>, Y: T3 { if any() { let (x, y): (X, Y) = any(); (&y)[0].m3(); } if any() { let (x, y): (X, Y) = any(); (*x).s3(); } }
pub fn f134<X, Y>() where Y: Add + Copy, Y::Output: T1, X: Index<usize, Output = Y>, Y: T2, X: FromIterator<Y>, X: P1<Y>, Y: T3 { if any() { let (x, y): (X, Y) = any(); (y + y).s1(); } if any() { let (x, y): (X, Y) = any(); (&x)[0].m2(); } if any() { let (x, y): (X, Y) = any(); x.p1(&any()).0.m3(); } }
pub fn f135<X, Y>() where X: FromIterator<Y>, X: T2, Y: Deref, Y::Target: T0 + Sized, X: P0<X> { if any() { let (x, y): (X, Y) = any(); Some(y).into_iter().collect::<X>().s2(); } if any() { let (x, y): (X, Y) = any(); y.m0(); } }
pub fn f137<X, Y>() where X: Add<Output = Y> + Copy, Y: T1 { if any() { let (x, y): (X, Y) = any(); let w = x + x; w.s1(); } }
pub fn f138<X, Y>() where Y: T1 + P0<<Y as T1>::O>, <Y as P0<Y::O>>::Q: T0, X: T2<O = Y>, Y: T1 { if any() { let (x, y): (X, Y) = any(); y.p0(y.m1()).s0(); } if any() { let (x, y): (X, Y) = any(); x.m2().s1(); } }
pub fn f139<X, Y>() where X: P0<X::O> + T1 { if any() { let (x, y): (X, Y) = any(); x.s1(); } }
pub fn f141<X, Y>() where X: P1, Y: P1<X>, X: T3, X: FromIterator<Y>, X: T0 { if any() { let (x, y): (X, Y) = any(); y.p1(&x).0.s3(); } if any() { let (x, y): (X, Y) = any(); let w: X = vec![y].into_iter().collect(); w.s0(); } }
pub fn f142<X, Y>() where Y: Mul<X>, <Y as Mul<X>>::Output: T2 { if any() { let (x, y): (X, Y) = any(); y.mul(x).m2(); } }
pub fn f143<X, Y>() where Y: FnOnce() -> X, X: T3, Y: Into<X>, X: T1 { if any() { let (x, y): (X, Y) = any(); let w = y(); w.m3(); } if any() { let (x, y): (X, Y) = any(); let w: X = y.into(); } }
pub fn f144<X, Y>() where X: Mul<Y>, <X as Mul<Y>>::Output: T3, X: Borrow<X> + T1 { if any() { let (x, y): (X, Y) = any(); x.mul(y).m3(); } }
pub fn f145<X, Y>() where Y: Add + Copy, Y::Output: T2, X: T3, Y: T2<O = X::O>, X::O: Clone { if any() { let (x, y): (X, Y) = any(); y.add(y).m2(); } if any() { let (x, y): (X, Y) = any(); if any() { y.m2() } else { x.m3() }.clone(); } }
pub fn f146<X, Y>() where X: Index<usize, Output = Y>, Y: T1 { if any() { let (x, y): (X, Y) = any(); x.index(1).s1(); } }
pub fn f147<X, Y>() where Y: T3, <Y as T3>::O: T0 { if any() { let (x, y): (X, Y) = any(); y.m3().s0(); } }
pub fn f148<X, Y>() where X: P0<Y>, X::Q: T3, X: T3, X::O: T2, X: Deref<Target = X> { if any() { let (x, y): (X, Y) = any(); X::p0(&x, y).m3(); } if any() { let (x, y): (X, Y) = any(); any::<X::O>().m2(); } }
pub fn f149<X, Y>() where Y: P1, X: P0<Y>, X::Q: T1 { if any() { let (x, y): (X, Y) = any(); x.p0(y).s1(); } }
pub fn f150<X, Y>() where X: FnOnce() -> Y, Y: T1 { if any() { let (x, y): (X, Y) = any(); let w = x(); w.m1(); } }
pub fn f151<X, Y>() where X: P0<u8, Q = Y>, Y: T1, Y: Iterator, Y::Item: T3 { if any() { let (x, y): (X, Y) = any(); x.p0(1).s1(); } if any() { let (x, y): (X, Y) = any(); y.last().unwrap().s3(); } }
pub fn f152<X, Y>() where X: IntoIterator<Item = X>, Y: P0<X>, Y::Q: T1 { if any() { let (x, y): (X, Y) = any(); y.p0(any()).s1(); } }
pub fn f154<X, Y>() where Y: Iterator, Y::Item: T1, Y::O: T0, Y: T2, X: T0<O = Y::O>, Y::O: Clone { if any() { let (x, y): (X, Y) = any(); for e in y { e.s1(); }; } if any() { let (x, y): (X, Y) = any(); [x.m0(), y.m2()]; } }
pub fn f155<X, Y>() where Y: T1, Y::O: T3, X: Clone { if any() { let (x, y): (X, Y) = any(); Y::k1().s3(); } if any() { let (x, y): (X, Y) = any(); A.m0(); } }
pub fn f156<X, Y>() where X: T0<O = <X as Same>::S> { if any() { let (x, y): (X, Y) = any(); x.m0().s0(); } }
pub fn f157<X, Y>() where Y: AsRef<X>, X: T2, Vec<Y>: T1, Y: Clone { if any() { let (x, y): (X, Y) = any(); y.as_ref().s2(); } if any() { let (x, y): (X, Y) = any(); vec![y].s1(); } }
pub fn f158<X, Y>() where X: P0<Y>, X::Q: T3, X: T1, Y::O: P0<Y>, X: Deref<Target = Y>, Y: T1 { if any() { let (x, y): (X, Y) = any(); x.p0(any()).s3(); } if any() { let (x, y): (X, Y) = any(); x.deref().m1(); } }
pub fn f159<X, Y>() where Y: IntoIterator, Y::Item: T1, Y::IntoIter: Clone, Y: FromIterator<X>, Y: T1 { if any() { let (x, y): (X, Y) = any(); y.into_iter().clone().for_each(|e| e.s1()); } if any() { let (x, y): (X, Y) = any(); let w: Y = vec![x].into_iter().collect(); w.s1(); } }
