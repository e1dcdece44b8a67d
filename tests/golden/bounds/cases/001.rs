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
pub trait T2 { type O; fn m2(&self) -> Self::O { loop {} } fn s2(&self) {} fn k2() -> Self::O { loop {} } }
pub trait T3 { type O; fn m3(&self) -> Self::O { loop {} } fn s3(&self) {} fn k3() -> Self::O { loop {} } }
pub trait P0<X> { type Q; fn p0(&self, x: X) -> Self::Q { loop {} } fn r0(&self) {} }
pub trait P1<X = Self> { fn p1(&self, x: &X) -> W0<X> where X: Sized { loop {} } fn r1(&self) {} }
impl<X> P0<String> for Rc<X> where X: T0, X::O: T3 { type Q = W0<X>; }
impl<X> P0<W0<A>> for Rc<X> where X: T0 { type Q = X; }
impl<X> T0 for Rc<X> where X: T0<O = Two<A, B>> { type O = X::O; }
impl<X> P1 for W0<X> where X: T0, X::O: T0 {  }
impl<X> T3 for Two<X, X>  { type O = Option<X>; }
impl<X> T3 for W0<X> where X: P1 { type O = <X as Same>::S; }
impl<X> P0<X> for W1<X> where X: T0, X::O: T3 { type Q = Two<A, B>; }
impl<X> P1 for Two<X, Two<A, B>>  {  }
impl<X> T3 for W0<X> where Rc<X>: T3 { type O = W0<X>; }
impl<X> P1 for Two<X, A> where W1<X>: T2 {  }
impl<X> P0<u8> for &X  { type Q = <X as Same>::S; }
impl<X> T0 for &X where X: T3<O = Two<A, B>> { type O = W1<B>; }
impl<X> P1 for Vec<X> where X: Same {  }
impl<X> P0<X> for Two<X, String> where X: T3 { type Q = <X as Same>::S; }
impl<X> P1 for Two<X, X> where Vec<X>: T0 {  }
impl<X> P1 for &X where X: Same {  }
impl<X> P0<X> for W0<X> where X: T3 { type Q = W0<X>; }
impl<X> T0 for Option<X> where X: T0 { type O = X; }
impl<X> T2 for W0<X> where X: Same { type O = W0<X>; }
impl<X> T2 for W1<X> where X: T2 { type O = <X as Same>::S; }
impl T0 for A  { type O = u8; }
impl T0 for B  { type O = A; }
impl T0 for u8  { type O = B; }
impl T0 for String  { type O = B; }
impl T2 for A  { type O = A; }
impl T2 for B  { type O = u8; }
impl T2 for u8  { type O = A; }
impl T2 for String  { type O = A; }
impl T3 for A  { type O = A; }
impl T3 for B  { type O = A; }
impl T3 for u8  { type O = u8; }
impl T3 for String  { type O = A; }
impl P0<u8> for A  { type Q = u8; }
impl P0<u8> for B  { type Q = A; }
impl P0<u8> for u8  { type Q = B; }
impl P0<u8> for String  { type Q = u8; }
impl P0<A> for A  { type Q = A; }
impl P0<A> for B  { type Q = u8; }
impl P0<A> for u8  { type Q = B; }
impl P0<A> for String  { type Q = A; }
impl P1 for A  {  }
impl P1 for B  {  }
impl P1 for u8  {  }
impl P1 for String  {  }
pub fn f6<X, Y>() where W0<W1<Y>>: T3, Rc<X>: T2, Y: T2<O = Option<X>>, X: T3, X: FromIterator<Y>, X: T0 { if any() { let (x, y): (X, Y) = any(); let w = W1(y); W0(w).m3(); } if any() { let (x, y): (X, Y) = any(); for e in y.m2() { e.s3(); }; } if any() { let (x, y): (X, Y) = any(); Some(y).into_iter().collect::<X>().s0(); } }
pub fn f9<X, Y>() where Y: T0<O = String>, Y: IntoIterator<Item = X>, X: T0 { if any() { let (x, y): (X, Y) = any(); y.into_iter().for_each(|e| e.s0()); } }
pub fn f10<X, Y>() where X: P0<X::O> + T3 { if any() { let (x, y): (X, Y) = any(); x.p0(X::k3()); } }
pub fn f11<X, Y>() where Vec<Y>: T3, Y: Clone { if any() { let (x, y): (X, Y) = any(); vec![y].s3(); } }
pub fn f16<X, Y>() where X: P0<u8, Q = Y>, Y: T0 { if any() { let (x, y): (X, Y) = any(); x.p0(any()).m0(); } }
pub fn f17<X, Y>() where HashMap<Y, X>: T2 { if any() { let (x, y): (X, Y) = any(); any::<HashMap<Y, X>>().s2(); } }
pub fn f22<X, Y>() where X: Add + Copy, X::Output: T3, Y: P0<A> + P0<B>, <Y as P0<A>>::Q: T0, <Y as P0<B>>::Q: T3 { if any() { let (x, y): (X, Y) = any(); Add::add(x, x).s3(); } if any() { let (x, y): (X, Y) = any(); y.p0(B).s3(); } }
pub fn f25<X, Y>() where Y: T3 + T2, X: T3<O = Y>, Y: T0<O = X> { if any() { let (x, y): (X, Y) = any(); X::k3().m0().m3().s0(); } }
pub fn f26<X, Y>() where X: FnOnce() -> Y, Y: T0, X: P1 { if any() { let (x, y): (X, Y) = any(); x().s0(); } if any() { let (x, y): (X, Y) = any(); x.p1(&any::<X>()); } }
pub fn f27<X, Y>() where Option<Y>: T3, <Option<Y> as T3>::O: T0 { if any() { let (x, y): (X, Y) = any(); Some(y).m3().s0(); } }
pub fn f29<X, Y>() where W1<X>: T2, Y: Add<Output = X> + Copy, X: T0 { if any() { let (x, y): (X, Y) = any(); Some(W1(x)).unwrap().s2(); } if any() { let (x, y): (X, Y) = any(); let w = y + y; w.s0(); } }
pub fn f31<X, Y>() where X: FromIterator<Y>, X: T3 { if any() { let (x, y): (X, Y) = any(); X::from_iter(vec![y]).m3(); } }
pub fn f32<X, Y>() where X: Add<Output = Y> + Copy, Y: T2, W1<Y>: T0, Y: Clone { if any() { let (x, y): (X, Y) = any(); (x + x).s2(); } if any() { let (x, y): (X, Y) = any(); any::<W1<Y>>().s0(); } if any() { let (x, y): (X, Y) = any(); A.m0(); } }
pub fn f33<X, Y>() where X: Add + From<X::Output>, X: T2 + Copy, Y: Iterator, Y::Item: T2, X: Clone + T3 { if any() { let (x, y): (X, Y) = any(); x.m2(); } if any() { let (x, y): (X, Y) = any(); y.for_each(|e| e.s2()); } }
pub fn f35<X, Y>() where Option<X>: T2, <Option<X> as T2>::O: T3, Y: Add<Output = X> + Copy, X: T3 { if any() { let (x, y): (X, Y) = any(); Some(x).m2().s3(); } if any() { let (x, y): (X, Y) = any(); let w = y + y; w.s3(); } }
pub fn f39<X, Y>() where Y: Borrow<X> + T3, X: T0, X: Clone, Y: Add + Copy, Y::Output: T3 { if any() { let (x, y): (X, Y) = any(); y.s3(); } if any() { let (x, y): (X, Y) = any(); A.p0(1u8); } if any() { let (x, y): (X, Y) = any(); Add::add(y, y).s3(); } }
pub fn f44<X, Y>() where Y: P0<u8, Q = X>, X: T3, Y: Into<X> { if any() { let (x, y): (X, Y) = any(); y.p0(any()).m3(); } }
pub fn f46<X, Y>() where X: T3, X::O: T0 { if any() { let (x, y): (X, Y) = any(); x.m3().s0(); } }
pub fn f49<X, Y>() where Y: Iterator, Y::Item: T2 { if any() { let (x, y): (X, Y) = any(); y.for_each(|e| e.s2()); } }
pub fn f51<X, Y>() where HashMap<Y, X>: T2, X: FromIterator<Y>, X: T3, X: P1<Y>, Y: T0 { if any() { let (x, y): (X, Y) = any(); any::<HashMap<Y, X>>().s2(); } if any() { let (x, y): (X, Y) = any(); Some(y).into_iter().collect::<X>().s3(); } if any() { let (x, y): (X, Y) = any(); x.r1(); } }
pub fn f52<X, Y>() where X: T3<O = Y>, Y: T0 { if any() { let (x, y): (X, Y) = any(); any::<X::O>().s0(); } }
pub fn f53<X, Y>() where X: IntoIterator, X::Item: T0, X::IntoIter: Clone, W0<W1<X>>: T3, Y: T0<O = String>, Y: Add + Copy, Y::Output: T3 { if any() { let (x, y): (X, Y) = any(); x.into_iter().cycle().next().unwrap().s0(); } if any() { let (x, y): (X, Y) = any(); W0(W1(x)).s3(); } if any() { let (x, y): (X, Y) = any(); Add::add(y, y).s3(); } }
pub fn f54<X, Y>() where X: Index<usize, Output = Y>, X: T2<O = Y>, Y: T3, Y: P1 { if any() { let (x, y): (X, Y) = any(); let w: Y = x.m2(); } if any() { let (x, y): (X, Y) = any(); y.p1(&y).0.r1(); } }
pub fn f55<X, Y>() where X: FnOnce() -> Y, Y: T3, Y: FromIterator<X>, X: Clone { if any() { let (x, y): (X, Y) = any(); Some(1).map_or_else(x, |e| any()).s3(); } if any() { let (x, y): (X, Y) = any(); (&A).m0(); } }
pub fn f57<X, Y>() where Y: Deref + AsRef<Y::Target>, Y::Target: T0 + Sized, Y: IntoIterator, Y::Item: T2, Y::IntoIter: Clone { if any() { let (x, y): (X, Y) = any(); y.m0(); } if any() { let (x, y): (X, Y) = any(); y.into_iter().cycle().next().unwrap().s2(); } }
pub fn f59<X, Y>() where Y: P0<u8, Q = X>, X: T2, Y: Add + Copy, Y::Output: T3 { if any() { let (x, y): (X, Y) = any(); y.p0(any()).m2(); } if any() { let (x, y): (X, Y) = any(); y.add(y).m3(); } }
pub fn f60<X, Y>() where X: T2, X::O: T3 { if any() { let (x, y): (X, Y) = any(); X::k2().s3(); } }
pub fn f61<X, Y>() where Y: P0<X>, Y::Q: T0 { if any() { let (x, y): (X, Y) = any(); Y::p0(&y, x).m0(); } }
pub fn f62<X, Y>() where X: P1 { if any() { let (x, y): (X, Y) = any(); x.p1(&any::<X>()); } }
pub fn f63<X, Y>() where Y: FnOnce() -> X, X: T0 { if any() { let (x, y): (X, Y) = any(); Some(1).map_or_else(y, |e| any()).s0(); } }
pub fn f65<X, Y>() where X: IntoIterator, X::Item: T2, X::IntoIter: Clone, Y: Index<usize, Output = X> { if any() { let (x, y): (X, Y) = any(); x.into_iter().clone().for_each(|e| e.s2()); } }
pub fn f67<X, Y>() where Y: FnOnce() -> X, X: T2, Y: Index<usize, Output = X>, X: T3 { if any() { let (x, y): (X, Y) = any(); let w = y(); w.m2(); } if any() { let (x, y): (X, Y) = any(); (&y)[0].m3(); } }
pub fn f69<X, Y>() where X: Add + Copy, X::Output: T0, Y: T2 { if any() { let (x, y): (X, Y) = any(); x.add(x).m0(); } if any() { let (x, y): (X, Y) = any(); Box::new(y).s2(); } }
pub fn f70<X, Y>() where Y: P1<X>, HashMap<Y, X>: T2, W1<Y>: T2 { if any() { let (x, y): (X, Y) = any(); <HashMap<Y, X> as T2>::k2(); } if any() { let (x, y): (X, Y) = any(); <W1<Y> as T2>::k2(); } }
pub fn f71<X, Y>() where Y: Deref<Target = X>, X: T2, X: P0<X::O>, Y: Mul<X>, <Y as Mul<X>>::Output: T3, Y: T3 + P0<<Y as T3>::O>, <Y as P0<Y::O>>::Q: T2 { if any() { let (x, y): (X, Y) = any(); let w: &X = &y; w.s2(); } if any() { let (x, y): (X, Y) = any(); y.mul(x).m3(); } if any() { let (x, y): (X, Y) = any(); y.p0(y.m3()).s2(); } }
pub fn f77<X, Y>() where X: P1 { if any() { let (x, y): (X, Y) = any(); x.r1(); } }
pub fn f78<X, Y>() where Y: FnOnce() -> X, X: T3, X: Fn(X) -> W1<B>, X: IntoIterator, X::Item: T2, X::IntoIter: Clone, Y: Fn(X) -> A { if any() { let (x, y): (X, Y) = any(); y().s3(); } if any() { let (x, y): (X, Y) = any(); x.into_iter().cycle().next().unwrap().s2(); } if any() { let (x, y): (X, Y) = any(); Some(x).map(y).unwrap().s3(); } }
pub fn f81<X, Y>() where Y: T0, W1<X>: T2 { if any() { let (x, y): (X, Y) = any(); <W1<X>>::k2(); } }
pub fn f82<X, Y>() where Y: T2<O = Option<X>>, X: T0 { if any() { let (x, y): (X, Y) = any(); for e in y.m2() { e.s0(); }; } }
pub fn f85<X, Y>() where X: FromIterator<Y>, X: T2, Y: Add + Copy, Y::Output: T0, X: AsRef<Y> { if any() { let (x, y): (X, Y) = any(); X::from_iter(vec![y]).m2(); } if any() { let (x, y): (X, Y) = any(); Add::add(y, y).s0(); } }
pub fn f87<X, Y>() where X: P1<Y>, Y: T0 { if any() { let (x, y): (X, Y) = any(); x.p1(&any()).0.m0(); } }
pub fn f88<X, Y>() where X: Add<Output = Y> + Copy, Y: T0 { if any() { let (x, y): (X, Y) = any(); let w = x + x; w.s0(); } }
pub fn f89<X, Y>() where Y: Add + From<Y::Output>, Y: T2 + Copy, Y: T0<O = X>, X: T3<O = Y>, X: T0, <X as T0>::O: T3 { if any() { let (x, y): (X, Y) = any(); y.m2(); } if any() { let (x, y): (X, Y) = any(); x.m3().m0().s3(); } if any() { let (x, y): (X, Y) = any(); vec![x].into_iter().for_each(|e| e.m0().s3()); } }
pub fn f91<X, Y>() where Y: P1, X: AsRef<Y>, Y: T2 { if any() { let (x, y): (X, Y) = any(); y.p1(&any::<Y>()); } if any() { let (x, y): (X, Y) = any(); AsRef::as_ref(&x).m2(); } }
pub fn f92<X, Y>() where for<'a> &'a X: T2, X: FnOnce() -> Y, Y: T3, X: T3, Y: T0<O = X::O>, X::O: Clone { if any() { let (x, y): (X, Y) = any(); (&x).m2(); } if any() { let (x, y): (X, Y) = any(); x().s3(); } if any() { let (x, y): (X, Y) = any(); y.m0().clone(); } }
pub fn f95<X, Y>() where for<'a> &'a X: T3 { if any() { let (x, y): (X, Y) = any(); (&x).m3(); } }
pub fn f96<X, Y>() where Y: P0<X>, Y::Q: T3 { if any() { let (x, y): (X, Y) = any(); Y::p0(&y, x).m3(); } }
pub fn f97<X, Y>() where Y: T0 + P0<X::O>, Y: Index<usize, Output = X>, X: T2 { if any() { let (x, y): (X, Y) = any(); y[0].s2(); } }
pub fn f100<X, Y>() where X: Same, X::S: T3 { if any() { let (x, y): (X, Y) = any(); any::<X::S>().s3(); } }
pub fn f101<X, Y>() where Y: T3, Y::O: P0<X>, Y: Deref, Y::Target: T2 + Sized { if any() { let (x, y): (X, Y) = any(); Y::Target::k2(); } }
pub fn f102<X, Y>() where Y: Add<Output = X> + Copy, X: T3, for<'a> &'a X: T2 { if any() { let (x, y): (X, Y) = any(); (y + y).s3(); } if any() { let (x, y): (X, Y) = any(); T2::s2(&&x); } }
pub fn f103<X, Y>() where for<'a> &'a Y: T2, X: Add<Output = Y> + Copy, Y: T3 { if any() { let (x, y): (X, Y) = any(); T2::s2(&&y); } if any() { let (x, y): (X, Y) = any(); x.add(x).m3(); } }
pub fn f107<X, Y>() where X: T3<O = Rc<X>>, Y: T0, Y::O: T2, Y: Iterator, Y::Item: T0 { if any() { let (x, y): (X, Y) = any(); <Y::O as T2>::k2(); } if any() { let (x, y): (X, Y) = any(); for e in y { e.s0(); }; } }
pub fn f108<X, Y>() where X: FnOnce() -> Y, Y: T3 { if any() { let (x, y): (X, Y) = any(); let w = x(); w.m3(); } }
pub fn f109<X, Y>() where X: Index<usize, Output = Y>, Y: T2, W1<Y>: T3 { if any() { let (x, y): (X, Y) = any(); x[0].s2(); } if any() { let (x, y): (X, Y) = any(); W1(y).s3(); } }
pub fn f111<X, Y>() where X: Mul<Y>, <X as Mul<Y>>::Output: T2, W0<W1<X>>: T0 { if any() { let (x, y): (X, Y) = any(); x.mul(y).m2(); } if any() { let (x, y): (X, Y) = any(); W0(W1(x)).s0(); } }
pub fn f113<X, Y>() where X: Into<Y>, X: FnOnce() -> Y, Y: T2 { if any() { let (x, y): (X, Y) = any(); Some(1).map_or_else(x, |e| any()).s2(); } }
pub fn f115<X, Y>() where Y: P1<X>, X: T3, Y: T2, Y::O: T3 { if any() { let (x, y): (X, Y) = any(); y.p1(&any()).0.m3(); } if any() { let (x, y): (X, Y) = any(); any::<Y::O>().m3(); } }
pub fn f116<X, Y>() where X: T2, Y: T0<O = X::O>, X::O: Clone, X: Mul<Y>, <X as Mul<Y>>::Output: T0, X: T2, X::O: P0<Y>, Y: T0, <Y as T0>::O: T3 { if any() { let (x, y): (X, Y) = any(); if any() { y.m0() } else { x.m2() }.clone(); } if any() { let (x, y): (X, Y) = any(); x.mul(y).m0(); } if any() { let (x, y): (X, Y) = any(); vec![y].into_iter().for_each(|e| e.m0().s3()); } }
pub fn f117<X, Y>() where X: FromIterator<Y>, X: T2 { if any() { let (x, y): (X, Y) = any(); X::from_iter(vec![y]).m2(); } }
pub fn f119<X, Y>() where X: P1, HashMap<Y, X>: T2 { if any() { let (x, y): (X, Y) = any(); P1::r1(&x); } if any() { let (x, y): (X, Y) = any(); any::<HashMap<Y, X>>().s2(); } }
pub fn f122<X, Y>() where X: Index<usize, Output = Y>, Y: T3, X: T0<O = Y::O>, Y::O: Clone { if any() { let (x, y): (X, Y) = any(); if any() { x.m0() } else { y.m3() }.clone(); } }
pub fn f126<X, Y>() where Y: Index<usize, Output = X>, X: T3, X: P1 { if any() { let (x, y): (X, Y) = any(); (&y)[0].m3(); } if any() { let (x, y): (X, Y) = any(); P1::r1(&x); } }
pub fn f127<X, Y>() where Y: AsRef<X>, X: T3, X: Into<Y>, Y: T3 { if any() { let (x, y): (X, Y) = any(); y.as_ref().s3(); } if any() { let (x, y): (X, Y) = any(); Into::<Y>::into(x).s3(); } }
pub fn f128<X, Y>() where X: Into<X>, Y: T0, X: T2 { if any() { let (x, y): (X, Y) = any(); T0::s0(&y); } if any() { let (x, y): (X, Y) = any(); <X as T2>::k2(); } }
pub fn f129<X, Y>() where X: Deref<Target = Y>, Y: T2 { if any() { let (x, y): (X, Y) = any(); let w: &Y = &x; w.s2(); } }
pub fn f130<X, Y>() where Y: FnOnce() -> X, X: T2, X: T3<O = X> { if any() { let (x, y): (X, Y) = any(); let w = y(); w.m2(); } }
pub fn f132<X, Y>() where for<'a> &'a Y: T2 { if any() { let (x, y): (X, Y) = any(); (&y).m2(); } }
pub fn f133<X, Y>() where Y: Fn(X) -> A, X: Same, X::S: T2, X: Deref, X::Target: T3 + Sized { if any() { let (x, y): (X, Y) = any(); Some(x).map(y).unwrap().s0(); } if any() { let (x, y): (X, Y) = any(); x.same(); } if any() { let (x, y): (X, Y) = any(); x.s3(); } }
pub fn f137<X, Y>() where Y: P0<u8, Q = X>, X: T0 { if any() { let (x, y): (X, Y) = any(); y.p0(any()).m0(); } }
pub fn f138<X, Y>() where X: T0<O = <X as Same>::S>, X: T2<O = W1<X>> { if any() { let (x, y): (X, Y) = any(); x.m0().s0(); } }
pub fn f139<X, Y>() where for<'a> &'a Y: T0, X: AsRef<Y>, Y: T0 { if any() { let (x, y): (X, Y) = any(); (&y).m0(); } if any() { let (x, y): (X, Y) = any(); x.as_ref().s0(); } }
pub fn f141<X, Y>() where Y: T2, <Y as T2>::O: T0, Y: Add<Output = X> + Copy { if any() { let (x, y): (X, Y) = any(); vec![y].into_iter().for_each(|e| e.m2().s0()); } }
pub fn f142<X, Y>() where X: P0<u8, Q = Y>, Y: T2, Y: P0<u8, Q = X>, X: T3 { if any() { let (x, y): (X, Y) = any(); x.p0(any()).m2(); } if any() { let (x, y): (X, Y) = any(); y.p0(1).s3(); } }
pub fn f145<X, Y>() where Vec<X>: T3, X: Clone, X: Add + From<X::Output>, X: T2 + Copy { if any() { let (x, y): (X, Y) = any(); vec![x.clone(), x].m3(); } if any() { let (x, y): (X, Y) = any(); X::from(x + x).s2(); } }
pub fn f152<X, Y>() where Y: AsRef<X>, X: T3, Y: T2<O = <Y as Same>::S>, Y: T3<O = <Y as Same>::S> { if any() { let (x, y): (X, Y) = any(); y.as_ref().s3(); } if any() { let (x, y): (X, Y) = any(); Y::k2().s2(); } if any() { let (x, y): (X, Y) = any(); y.m3().s3(); } }
pub fn f154<X, Y>() where Vec<Y>: T0, Y: Clone, Y: Add + From<Y::Output>, Y: T2 + Copy { if any() { let (x, y): (X, Y) = any(); vec![y.clone(), y].m0(); } if any() { let (x, y): (X, Y) = any(); Y::from(y + y).s2(); } }
pub fn f156<X, Y>() where X: IntoIterator, X::Item: T2, X::IntoIter: Clone, X: T3<O = <X as Same>::S>, Y: Into<B>, Y: Add<Output = X> + Copy, X: T3 { if any() { let (x, y): (X, Y) = any(); x.into_iter().cycle().next().unwrap().s2(); } if any() { let (x, y): (X, Y) = any(); X::k3().s3(); } if any() { let (x, y): (X, Y) = any(); let w = y + y; w.s3(); } }
