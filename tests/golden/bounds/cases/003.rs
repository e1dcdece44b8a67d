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
pub trait T3 { type O: Debug; fn m3(&self) -> Self::O { loop {} } fn s3(&self) {} fn k3() -> Self::O { loop {} } }
pub trait P0<X> { type Q; fn p0(&self, x: X) -> Self::Q { loop {} } fn r0(&self) {} }
pub trait P1<X = Self> { fn p1(&self, x: &X) -> W0<X> where X: Sized { loop {} } fn r1(&self) {} }
impl<X> P0<X> for W0<X> where X: T3, X::O: T0 { type Q = W0<X>; }
impl<X> P1 for Two<X, X> where Rc<X>: T3 {  }
impl<X> P0<X> for Two<X, X> where X: T2 { type Q = Option<X>; }
impl<X> P0<W1<B>> for Two<X, W1<B>> where Rc<X>: T3 { type Q = <X as Same>::S; }
impl<X> P1 for W0<X> where X: T2 {  }
impl<X> P0<X> for &X where X: P1 { type Q = Option<X>; }
impl<X> P1 for Vec<X> where X: T0<O = Two<A, B>> {  }
impl<X> P0<A> for W1<X> where X: T2, X::O: T0 { type Q = W0<X>; }
impl<X> P1 for W0<X> where Option<X>: T0 {  }
impl<X> T2 for Option<X> where Rc<X>: T0 { type O = W0<X>; }
impl<X> P1 for Two<X, A> where Vec<X>: T2 {  }
impl<X> P0<A> for Option<X> where Vec<X>: T2 { type Q = Option<X>; }
impl T0 for A  { type O = u8; }
impl T0 for B  { type O = B; }
impl T0 for u8  { type O = u8; }
impl T0 for String  { type O = B; }
impl T2 for A  { type O = A; }
impl T2 for B  { type O = A; }
impl T2 for u8  { type O = A; }
impl T2 for String  { type O = B; }
impl T3 for A  { type O = u8; }
impl T3 for u8  { type O = u8; }
impl P0<u8> for A  { type Q = u8; }
impl P0<u8> for B  { type Q = B; }
impl P0<u8> for u8  { type Q = A; }
impl P0<u8> for String  { type Q = A; }
impl P0<A> for A  { type Q = A; }
impl P0<A> for B  { type Q = u8; }
impl P0<A> for u8  { type Q = u8; }
impl P0<A> for String  { type Q = B; }
impl P1 for A  {  }
impl P1 for B  {  }
impl P1 for u8  {  }
impl P1 for String  {  }
pub fn f2<X, Y>() where Y: IntoIterator<Item = X>, X: T3, Y: Index<usize, Output = X>, X: T0<O = <X as Same>::S> { if any() { let (x, y): (X, Y) = any(); y.into_iter().for_each(|e| e.s3()); } if any() { let (x, y): (X, Y) = any(); x.m0().m0().s0(); } }
pub fn f3<X, Y>() where Y: IntoIterator<Item = X>, X: T2 { if any() { let (x, y): (X, Y) = any(); y.into_iter().next().unwrap().m2(); } }
pub fn f4<X, Y>() where X: IntoIterator<Item = X>, Y: T0, X: T3<O = Y::O>, Y::O: Clone { if any() { let (x, y): (X, Y) = any(); [x.m3(), y.m0()]; } }
pub fn f6<X, Y>() where X: P0<X::O> + T0 { if any() { let (x, y): (X, Y) = any(); x.p0(x.m0()); } }
pub fn f7<X, Y>() where Y: T3, Y: T2 + T0 { if any() { let (x, y): (X, Y) = any(); Rc::new(&y).m3(); } }
pub fn f8<X, Y>() where W0<W1<X>>: T0 { if any() { let (x, y): (X, Y) = any(); W0(W1(x)).s0(); } }
pub fn f9<X, Y>() where Y: T2<O = W0<X>>, W0<X>: T0, Y: Add<Output = Y> + Copy { if any() { let (x, y): (X, Y) = any(); y.m2().0; } }
pub fn f10<X, Y>() where X: P0<X::O> + T3, Y: T0 + P0<Y::O>, X: Same, X::S: T3 { if any() { let (x, y): (X, Y) = any(); x.r0(); } if any() { let (x, y): (X, Y) = any(); any::<X::S>().s3(); } }
pub fn f13<X, Y>() where Y: Deref + AsRef<Y::Target>, Y::Target: T2 + Sized { if any() { let (x, y): (X, Y) = any(); y.m2(); } }
pub fn f18<X, Y>() where Vec<Y>: T3, Y: Clone { if any() { let (x, y): (X, Y) = any(); vec![y].s3(); } }
pub fn f21<X, Y>() where X: IntoIterator<Item = Y>, Y: T0 { if any() { let (x, y): (X, Y) = any(); x.into_iter().next().unwrap().m0(); } }
pub fn f24<X, Y>() where Y: Into<X>, X: T0, X: Add + From<X::Output>, X: T3 + Copy, X: Clone { if any() { let (x, y): (X, Y) = any(); let w: X = y.into(); } if any() { let (x, y): (X, Y) = any(); x.m3(); } if any() { let (x, y): (X, Y) = any(); B.p0(A); } }
pub fn f25<X, Y>() where Y: P1<X>, X: T3 { if any() { let (x, y): (X, Y) = any(); y.p1(&x).0.s3(); } }
pub fn f26<X, Y>() where Y: T2<O = Option<X>>, X: T3, Y: Iterator, Y::Item: T2 { if any() { let (x, y): (X, Y) = any(); if let Some(e) = y.m2() { e.m3(); }; } if any() { let (x, y): (X, Y) = any(); for e in y { e.s2(); }; } }
pub fn f28<X, Y>() where X: Into<Y>, Y: T2 { if any() { let (x, y): (X, Y) = any(); let w: Y = x.into(); w.s2(); } }
pub fn f29<X, Y>() where X: P0<Y>, X::Q: T0, X: T0 + T3, X: Same, X::S: T3 { if any() { let (x, y): (X, Y) = any(); x.p0(any()).s0(); } if any() { let (x, y): (X, Y) = any(); x.same(); } }
pub fn f30<X, Y>() where Y: P1<X>, X: T2, Y: Iterator, Y::Item: T0, W1<X>: T2 { if any() { let (x, y): (X, Y) = any(); y.p1(&x).0.s2(); } if any() { let (x, y): (X, Y) = any(); y.collect::<Vec<_>>()[0].s0(); } if any() { let (x, y): (X, Y) = any(); W1(x).s2(); } }
pub fn f36<X, Y>() where Option<Y>: T3, Y: Fn(X) -> A { if any() { let (x, y): (X, Y) = any(); Some(x).map(y).unwrap().s0(); } }
pub fn f41<X, Y>() where Y: T3<O = X>, X: T0 { if any() { let (x, y): (X, Y) = any(); any::<Y::O>().s0(); } }
pub fn f42<X, Y>() where X: Into<W1<B>>, X: P0<u8, Q = Y>, Y: T3 { if any() { let (x, y): (X, Y) = any(); x.p0(1).s3(); } }
pub fn f43<X, Y>() where Y: Deref<Target = X>, X: T3, Y: T2 { if any() { let (x, y): (X, Y) = any(); y.deref().m3(); } }
pub fn f44<X, Y>() where X: T3<O = W0<Y>>, W0<Y>: T0, X: T0<O = Option<Y>>, Y: T3 { if any() { let (x, y): (X, Y) = any(); x.m3().s0(); } if any() { let (x, y): (X, Y) = any(); x.m0().unwrap().s3(); } }
pub fn f46<X, Y>() where W1<Y>: T3, Y: FromIterator<X>, Y: T3 { if any() { let (x, y): (X, Y) = any(); any::<W1<Y>>().s3(); } if any() { let (x, y): (X, Y) = any(); let w: Y = vec![x].into_iter().collect(); w.s3(); } }
pub fn f48<X, Y>() where X: T0<O = Y>, Y: T2<O = X> { if any() { let (x, y): (X, Y) = any(); X::k0().m2().m0().s2(); } }
pub fn f49<X, Y>() where Y: Borrow<X> + T3, X: T0, Y: T2<O = Option<X>>, X: T0, X: P0<X::O> { if any() { let (x, y): (X, Y) = any(); <Y as Borrow<X>>::borrow(&y).s0(); } if any() { let (x, y): (X, Y) = any(); for e in y.m2() { e.s0(); }; } }
pub fn f50<X, Y>() where Y: P0<W1<B>, Q = Y>, X: Clone { if any() { let (x, y): (X, Y) = any(); A.m0(); } }
pub fn f53<X, Y>() where Y: AsRef<X>, X: T2 { if any() { let (x, y): (X, Y) = any(); y.as_ref().s2(); } }
pub fn f58<X, Y>() where for<'a> &'a Y: T2 { if any() { let (x, y): (X, Y) = any(); T2::s2(&&y); } }
pub fn f59<X, Y>() where X: Deref, X::Target: T3 + Sized, X: Deref<Target = X>, Y: Borrow<X> + T0, X: T2 { if any() { let (x, y): (X, Y) = any(); X::Target::k3(); } if any() { let (x, y): (X, Y) = any(); y.s0(); } }
pub fn f60<X, Y>() where W0<W1<X>>: T0, Y: Into<W1<B>> { if any() { let (x, y): (X, Y) = any(); W0(W1(x)).s0(); } }
pub fn f63<X, Y>() where Y: P0<u8, Q = X>, X: T3, X: Same, X::S: T2, X: T3, <X as T3>::O: T2 { if any() { let (x, y): (X, Y) = any(); y.p0(1).s3(); } if any() { let (x, y): (X, Y) = any(); any::<X::S>().s2(); } if any() { let (x, y): (X, Y) = any(); x.m3().s2(); } }
pub fn f64<X, Y>() where X: IntoIterator<Item = Y>, Y: T3, X: Deref<Target = Y>, Y: T0 { if any() { let (x, y): (X, Y) = any(); x.into_iter().next().unwrap().m3(); } if any() { let (x, y): (X, Y) = any(); (*x).s0(); } }
pub fn f66<X, Y>() where Y: IntoIterator<Item = X>, X: T2 { if any() { let (x, y): (X, Y) = any(); y.into_iter().next().unwrap().m2(); } }
pub fn f69<X, Y>() where W0<W1<X>>: T2 { if any() { let (x, y): (X, Y) = any(); let w = W1(x); W0(w).m2(); } }
pub fn f70<X, Y>() where X: T0<O = W0<Y>>, W0<Y>: T2 { if any() { let (x, y): (X, Y) = any(); x.m0().s2(); } }
pub fn f71<X, Y>() where for<'a> &'a X: T3, Y: Add + From<Y::Output>, Y: T3 + Copy { if any() { let (x, y): (X, Y) = any(); y.m3(); } }
pub fn f77<X, Y>() where W1<X>: T0 { if any() { let (x, y): (X, Y) = any(); any::<W1<X>>().s0(); } }
pub fn f82<X, Y>() where Y: Same, Y::S: T0, Y: FnOnce() -> X, X: T3 { if any() { let (x, y): (X, Y) = any(); any::<<Y as Same>::S>().m0(); } if any() { let (x, y): (X, Y) = any(); Some(1).map_or_else(y, |e| any()).s3(); } }
pub fn f85<X, Y>() where Y: T0<O = String>, Y: Into<X>, X: T3, W0<W1<X>>: T2 { if any() { let (x, y): (X, Y) = any(); let w: X = y.into(); } if any() { let (x, y): (X, Y) = any(); let w = W1(x); W0(w).m2(); } }
pub fn f86<X, Y>() where Y: Add<Output = X> + Copy, X: T3, Y: P1<X>, X: T3 { if any() { let (x, y): (X, Y) = any(); (y + y).s3(); } if any() { let (x, y): (X, Y) = any(); y.p1(&x).0.s3(); } }
pub fn f89<X, Y>() where X: T0<O = Y>, Y: T2 { if any() { let (x, y): (X, Y) = any(); [x.m0(), y][0].s2(); } }
pub fn f90<X, Y>() where Y: P0<X>, Y::Q: T3, X: FromIterator<X> { if any() { let (x, y): (X, Y) = any(); y.p0(x).s3(); } }
pub fn f92<X, Y>() where Y: P0<X>, Y::Q: T3 { if any() { let (x, y): (X, Y) = any(); y.p0(x).s3(); } }
pub fn f93<X, Y>() where for<'a> &'a Y: T2, X: P0<Y>, X::Q: T2, Y: Add<Output = X> + Copy, X: T0 { if any() { let (x, y): (X, Y) = any(); x.p0(y).s2(); } if any() { let (x, y): (X, Y) = any(); let w = y + y; w.s0(); } }
pub fn f96<X, Y>() where X: Index<usize, Output = Y>, Y: T3 { if any() { let (x, y): (X, Y) = any(); (&x)[0].m3(); } }
pub fn f98<X, Y>() where Y: Add<Output = X> + Copy, X: T3 { if any() { let (x, y): (X, Y) = any(); let w = y + y; w.s3(); } }
pub fn f100<X, Y>() where HashMap<Y, X>: T3, X: T2, <X as T2>::O: T3 { if any() { let (x, y): (X, Y) = any(); any::<HashMap<Y, X>>().s3(); } if any() { let (x, y): (X, Y) = any(); vec![x].into_iter().for_each(|e| e.m2().s3()); } }
pub fn f101<X, Y>() where X: T2, Y: T3<O = X::O>, X::O: Clone, X: Add<Output = Y> + Copy, Y: Mul<X>, <Y as Mul<X>>::Output: T0, X: Add + From<X::Output>, X: T2 + Copy { if any() { let (x, y): (X, Y) = any(); [y.m3(), x.m2()]; } if any() { let (x, y): (X, Y) = any(); y.mul(x).m0(); } if any() { let (x, y): (X, Y) = any(); x.m2(); } }
pub fn f102<X, Y>() where Vec<Y>: T3, Y: Clone, Y: IntoIterator<Item = X>, X: T3, Y: T0<O = Option<X>>, X: T2 { if any() { let (x, y): (X, Y) = any(); vec![y.clone(), y].m3(); } if any() { let (x, y): (X, Y) = any(); for e in y { e.s3(); }; } if any() { let (x, y): (X, Y) = any(); if let Some(e) = y.m0() { e.m2(); }; } }
pub fn f105<X, Y>() where X: P1<X>, W1<X>: T2 { if any() { let (x, y): (X, Y) = any(); <W1<X> as T2>::k2(); } }
pub fn f106<X, Y>() where X: P1 { if any() { let (x, y): (X, Y) = any(); P1::r1(&x); } }
pub fn f114<X, Y>() where Y: IntoIterator<Item = X>, X: T2 { if any() { let (x, y): (X, Y) = any(); y.into_iter().next().unwrap().m2(); } }
pub fn f115<X, Y>() where Y: Index<usize, Output = X>, X: T3 { if any() { let (x, y): (X, Y) = any(); y.index(1).s3(); } }
pub fn f116<X, Y>() where X: Iterator, X::Item: T0 { if any() { let (x, y): (X, Y) = any(); x.collect::<Vec<_>>()[0].s0(); } }
pub fn f118<X, Y>() where X: T3, X: T2 { if any() { let (x, y): (X, Y) = any(); x.m3(); } }
pub fn f119<X, Y>() where Y: Deref, Y::Target: T3 + Sized, W0<W1<X>>: T0, X: P0<X> { if any() { let (x, y): (X, Y) = any(); Y::Target::k3(); } if any() { let (x, y): (X, Y) = any(); let w = W1(x); W0(w).m0(); } }
pub fn f122<X, Y>() where X: Add + From<X::Output>, X: T2 + Copy, Y: Deref + AsRef<Y::Target>, Y::Target: T3 + Sized { if any() { let (x, y): (X, Y) = any(); x.m2(); } if any() { let (x, y): (X, Y) = any(); y.m3(); } }
pub fn f123<X, Y>() where Y: T0 + P0<<Y as T0>::O>, <Y as P0<Y::O>>::Q: T2, Y: IntoIterator, Y::Item: T3, Y::IntoIter: Clone { if any() { let (x, y): (X, Y) = any(); y.p0(y.m0()).s2(); } if any() { let (x, y): (X, Y) = any(); y.into_iter().cycle().next().unwrap().s3(); } }
pub fn f124<X, Y>() where for<'a> &'a Y: T2, X: T3, Y: T0<O = X::O>, X::O: Clone { if any() { let (x, y): (X, Y) = any(); y.m0().clone(); } }
pub fn f127<X, Y>() where X: Clone { if any() { let (x, y): (X, Y) = any(); A.p0(1u8); } }
pub fn f128<X, Y>() where W0<W1<X>>: T0 { if any() { let (x, y): (X, Y) = any(); let w = W1(x); W0(w).m0(); } }
pub fn f129<X, Y>() where X: Same, X::S: T3, Vec<Y>: T3, Y: Clone { if any() { let (x, y): (X, Y) = any(); any::<X::S>().s3(); } if any() { let (x, y): (X, Y) = any(); Vec::<Y>::k3(); } }
pub fn f130<X, Y>() where Y: T0, Y::O: T2, X: Into<X>, X: Deref + AsRef<X::Target>, X::Target: T3 + Sized, Y: Deref<Target = X>, X: T0 { if any() { let (x, y): (X, Y) = any(); <Y::O as T2>::k2(); } if any() { let (x, y): (X, Y) = any(); x.deref().s3(); } if any() { let (x, y): (X, Y) = any(); (*y).s0(); } }
pub fn f132<X, Y>() where X: Into<B>, for<'a> &'a Y: T0 { if any() { let (x, y): (X, Y) = any(); T0::s0(&&y); } }
pub fn f133<X, Y>() where Y: T3<O = Vec<X>>, W1<X>: T3, Y: FromIterator<X>, Y: T2, Y: Index<usize, Output = X>, X: T3 { if any() { let (x, y): (X, Y) = any(); <W1<X> as T3>::k3(); } if any() { let (x, y): (X, Y) = any(); Y::from_iter(vec![x]).m2(); } if any() { let (x, y): (X, Y) = any(); y[0].s3(); } }
pub fn f136<X, Y>() where X: IntoIterator, X::Item: T2, X::IntoIter: Clone, Y: FromIterator<X>, Y: T3 { if any() { let (x, y): (X, Y) = any(); x.into_iter().cycle().next().unwrap().s2(); } if any() { let (x, y): (X, Y) = any(); Y::from_iter(vec![x]).m3(); } }
pub fn f137<X, Y>() where X: IntoIterator, X::Item: T2, X::IntoIter: Clone { if any() { let (x, y): (X, Y) = any(); x.into_iter().clone().for_each(|e| e.s2()); } }
pub fn f138<X, Y>() where Y: P0<A, Q = X>, X: P0<Y>, X::Q: T2 { if any() { let (x, y): (X, Y) = any(); x.p0(y).s2(); } }
pub fn f139<X, Y>() where X: T0<O = u8>, Vec<Y>: T3, Y: Clone, X: T3 { if any() { let (x, y): (X, Y) = any(); vec![y].s3(); } if any() { let (x, y): (X, Y) = any(); Rc::new(&x).m3(); } }
pub fn f143<X, Y>() where Y: Deref, Y::Target: T3 + Sized, Y: T2 + P0<<Y as T2>::O>, <Y as P0<Y::O>>::Q: T0 { if any() { let (x, y): (X, Y) = any(); Y::Target::k3(); } if any() { let (x, y): (X, Y) = any(); y.p0(y.m2()).s0(); } }
pub fn f144<X, Y>() where Y: Clone { if any() { let (x, y): (X, Y) = any(); A.m3().s2(); } }
pub fn f145<X, Y>() where Y: P0<X>, X: FromIterator<Y>, X: T3, Y: Deref, Y::Target: T0 + Sized { if any() { let (x, y): (X, Y) = any(); let w: X = vec![y].into_iter().collect(); w.s3(); } if any() { let (x, y): (X, Y) = any(); y.s0(); } }
pub fn f147<X, Y>() where X: AsRef<Y>, Y: Deref<Target = X>, X: T3, X: Deref, X::Target: T2 + Sized { if any() { let (x, y): (X, Y) = any(); (*y).s3(); } if any() { let (x, y): (X, Y) = any(); X::Target::k2(); } }
pub fn f148<X, Y>() where Y: P0<X>, Y::Q: T3, Y: P1 { if any() { let (x, y): (X, Y) = any(); y.p0(x).s3(); } }
pub fn f149<X, Y>() where HashMap<X, Y>: T0, X: Deref + AsRef<X::Target>, X::Target: T2 + Sized, Y: AsRef<X>, X: T3 { if any() { let (x, y): (X, Y) = any(); any::<HashMap<X, Y>>().s0(); } if any() { let (x, y): (X, Y) = any(); x.as_ref().s2(); } if any() { let (x, y): (X, Y) = any(); AsRef::as_ref(&y).m3(); } }
pub fn f153<X, Y>() where X: Clone, Y: FromIterator<X> { if any() { let (x, y): (X, Y) = any(); A.m3(); } }
pub fn f154<X, Y>() where X: P1, Y: Add<Output = X> + Copy, X: T0 { if any() { let (x, y): (X, Y) = any(); x.p1(&x).0.r1(); } if any() { let (x, y): (X, Y) = any(); let w = y + y; w.s0(); } }
pub fn f157<X, Y>() where W1<Y>: T0 { if any() { let (x, y): (X, Y) = any(); any::<W1<Y>>().s0(); } }
pub fn f158<X, Y>() where X: P1<Y>, Option<Y>: T2, <Option<Y> as T2>::O: T3 { if any() { let (x, y): (X, Y) = any(); <Option<Y>>::k2().s3(); } }
pub fn f159<X, Y>() where Y: P1, Y: T2<O = W0<X>>, W0<X>: T0 { if any() { let (x, y): (X, Y) = any(); y.r1(); } if any() { let (x, y): (X, Y) = any(); Y::k2().m0(); } }
