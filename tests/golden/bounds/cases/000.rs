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
pub trait T0 { type O: Same; fn m0(&self) -> Self::O { loop {} } fn s0(&self) {} fn k0() -> Self::O { loop {} } }
pub trait T1 { type O; fn m1(&self) -> Self::O { loop {} } fn s1(&self) {} fn k1() -> Self::O { loop {} } }
pub trait P0<X> { type Q; fn p0(&self, x: X) -> Self::Q { loop {} } fn r0(&self) {} }
pub trait P1<X = Self> { fn p1(&self, x: &X) -> W0<X> where X: Sized { loop {} } fn r1(&self) {} }
impl<X> P0<W0<A>> for Option<X>  { type Q = <X as Same>::S; }
impl<X> T0 for &X where X: T1<O = W1<B>> { type O = X::O; }
impl<X> P1 for Rc<X> where Vec<X>: T1 {  }
impl<X> P0<Two<A, B>> for W1<X> where X: T0, X::O: T0 { type Q = Option<X>; }
impl<X> P0<String> for W0<X> where X: Same { type Q = <X as Same>::S; }
impl<X> P0<X> for Two<X, B> where X: Same { type Q = Option<X>; }
impl<X> T1 for W1<X> where X: P1 { type O = W1<B>; }
impl<X> P0<A> for &X where X: Same { type Q = <X as Same>::S; }
impl<X> P1 for Vec<X> where X: Same {  }
impl<X> P1 for W1<X>  {  }
impl<X> P1 for Two<X, X> where X: P1 {  }
impl<X> P0<X> for Rc<X>  { type Q = <X as Same>::S; }
impl<X> P0<X> for Vec<X> where X: Same { type Q = A; }
impl<X> T0 for &X where W0<X>: T0 { type O = Option<X>; }
impl T0 for A  { type O = A; }
impl T0 for B  { type O = A; }
impl T0 for u8  { type O = A; }
impl T0 for String  { type O = u8; }
impl T1 for A  { type O = A; }
impl T1 for B  { type O = A; }
impl T1 for u8  { type O = A; }
impl T1 for String  { type O = B; }
impl P0<u8> for A  { type Q = u8; }
impl P0<u8> for B  { type Q = A; }
impl P0<u8> for u8  { type Q = B; }
impl P0<u8> for String  { type Q = A; }
impl P0<A> for A  { type Q = u8; }
impl P0<A> for B  { type Q = u8; }
impl P0<A> for u8  { type Q = A; }
impl P0<A> for String  { type Q = B; }
impl P1 for A  {  }
impl P1 for B  {  }
impl P1 for u8  {  }
impl P1 for String  {  }
pub fn f5<X, Y>() where Y: P1 { if any() { let (x, y): (X, Y) = any(); y.r1(); } }
pub fn f7<X, Y>() where W1<Y>: T1 { if any() { let (x, y): (X, Y) = any(); any::<W1<Y>>().s1(); } }
pub fn f12<X, Y>() where Y: Deref, Y::Target: T0 + Sized { if any() { let (x, y): (X, Y) = any(); y.m0(); } }
pub fn f16<X, Y>() where X: T1, Y: Index<usize, Output = X>, X: T1 { if any() { let (x, y): (X, Y) = any(); (&y)[0].m1(); } }
pub fn f18<X, Y>() where Y: Fn(X) -> A, X: Deref + AsRef<X::Target>, X::Target: T0 + Sized { if any() { let (x, y): (X, Y) = any(); y(any()).m1(); } if any() { let (x, y): (X, Y) = any(); x.m0(); } }
pub fn f24<X, Y>() where Y: Fn(X) -> A, Y: Add<Output = X> + Copy { if any() { let (x, y): (X, Y) = any(); y(x).s1(); } }
pub fn f25<X, Y>() where X: IntoIterator, X::Item: T0, X::IntoIter: Clone { if any() { let (x, y): (X, Y) = any(); x.into_iter().clone().for_each(|e| e.s0()); } }
pub fn f28<X, Y>() where X: FromIterator<X>, Y: Iterator, Y::Item: T1, HashMap<Y, X>: T0 { if any() { let (x, y): (X, Y) = any(); for e in y { e.s1(); }; } if any() { let (x, y): (X, Y) = any(); any::<HashMap<Y, X>>().s0(); } }
pub fn f32<X, Y>() where X: P0<B, Q = Y>, X: T0 { if any() { let (x, y): (X, Y) = any(); (&x).s0(); } }
pub fn f48<X, Y>() where X: Index<usize, Output = Y>, Y: T1 { if any() { let (x, y): (X, Y) = any(); (&x)[0].m1(); } }
pub fn f55<X, Y>() where Y: Index<usize, Output = X>, X: T1 { if any() { let (x, y): (X, Y) = any(); (&y)[0].m1(); } }
pub fn f58<X, Y>() where X: Same, X::S: T0, Y: T1<O = Vec<Y>>, Y: Fn(X) -> A { if any() { let (x, y): (X, Y) = any(); any::<<X as Same>::S>().m0(); } if any() { let (x, y): (X, Y) = any(); y(any()).m1(); } }
pub fn f62<X, Y>() where for<'a> &'a X: T0, X: Fn(Y) -> A { if any() { let (x, y): (X, Y) = any(); (&x).m0(); } if any() { let (x, y): (X, Y) = any(); x(any()).m1(); } }
pub fn f64<X, Y>() where X: P1 { if any() { let (x, y): (X, Y) = any(); x.r1(); } }
pub fn f67<X, Y>() where Y: AsRef<X>, X: T1 { if any() { let (x, y): (X, Y) = any(); AsRef::as_ref(&y).m1(); } }
pub fn f69<X, Y>() where X: P0<Y>, X::Q: T0 { if any() { let (x, y): (X, Y) = any(); x.p0(y).s0(); } }
pub fn f73<X, Y>() where Y: IntoIterator<Item = X>, X: T0 { if any() { let (x, y): (X, Y) = any(); y.into_iter().for_each(|e| e.s0()); } }
pub fn f74<X, Y>() where Y: P1<X>, X: T0 { if any() { let (x, y): (X, Y) = any(); y.r1(); } }
pub fn f76<X, Y>() where for<'a> &'a X: T0 { if any() { let (x, y): (X, Y) = any(); T0::s0(&&x); } }
pub fn f95<X, Y>() where X: IntoIterator, X::Item: T0, X::IntoIter: Clone { if any() { let (x, y): (X, Y) = any(); x.into_iter().cycle().next().unwrap().s0(); } }
pub fn f100<X, Y>() where Y: Index<usize, Output = X>, X: T0, Y: P0<u8, Q = X>, X: T0 { if any() { let (x, y): (X, Y) = any(); (&y)[0].m0(); } if any() { let (x, y): (X, Y) = any(); y.p0(any()).m0(); } }
pub fn f105<X, Y>() where X: FromIterator<Y>, X: Add + From<X::Output>, X: T1 + Copy { if any() { let (x, y): (X, Y) = any(); X::from(x + x).s1(); } }
pub fn f110<X, Y>() where X: Same, X::S: T1, Y: Index<usize, Output = X>, X: T1, X: P1 { if any() { let (x, y): (X, Y) = any(); any::<X::S>().s1(); } if any() { let (x, y): (X, Y) = any(); (&y)[0].m1(); } if any() { let (x, y): (X, Y) = any(); x.p1(&any::<X>()); } }
pub fn f112<X, Y>() where Y: IntoIterator, Y::Item: T1, Y::IntoIter: Clone, Vec<X>: T1, X: Clone { if any() { let (x, y): (X, Y) = any(); y.into_iter().cycle().next().unwrap().s1(); } if any() { let (x, y): (X, Y) = any(); vec![x.clone(), x].m1(); } }
pub fn f121<X, Y>() where X: T0<O = Y>, Y: T1, X: P1, X: AsRef<X> { if any() { let (x, y): (X, Y) = any(); [x.m0(), y][0].s1(); } if any() { let (x, y): (X, Y) = any(); x.r1(); } }
pub fn f122<X, Y>() where X: T0 { if any() { let (x, y): (X, Y) = any(); Box::new(x).s0(); } }
pub fn f130<X, Y>() where Y: Index<usize, Output = X>, X: T0 { if any() { let (x, y): (X, Y) = any(); y.index(1).s0(); } }
pub fn f138<X, Y>() where Y: T1, Y::O: T0 { if any() { let (x, y): (X, Y) = any(); any::<Y::O>().m0(); } }
pub fn f143<X, Y>() where W1<X>: T1, X: P1 { if any() { let (x, y): (X, Y) = any(); <W1<X> as T1>::k1(); } }
pub fn f147<X, Y>() where Y: P1<X>, X: T0, X: T0 { if any() { let (x, y): (X, Y) = any(); y.r1(); } }
pub fn f152<X, Y>() where Y: T0<O = String>, Y: Index<usize, Output = X>, X: T1 { if any() { let (x, y): (X, Y) = any(); y[0].s1(); } }
pub fn f155<X, Y>() where X: Same, X::S: T0 { if any() { let (x, y): (X, Y) = any(); any::<<X as Same>::S>().m0(); } }
pub fn f156<X, Y>() where Vec<X>: T1, X: Clone, Y: P0<u8, Q = X>, X: T0 { if any() { let (x, y): (X, Y) = any(); Vec::<X>::k1(); } if any() { let (x, y): (X, Y) = any(); y.p0(any()).m0(); } }
