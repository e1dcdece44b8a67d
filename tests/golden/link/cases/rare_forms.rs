// Forms that few use: patterns in parameters, `where ():`, traits with qualifiers.
//? kinds calls uses_type references implements overrides reads
//- src/lib.rs
#![allow(unused, irrefutable_let_patterns)]
pub struct P { pub x: Q, pub y: u8 }
pub struct Q; impl Q { fn ask(&self) -> u8 { 1 } }
pub struct W(pub Q);
pub mod t { pub enum T { A(super::Q) } pub struct U(pub super::Q); }
fn of_variant(t::T::A(q): t::T) { q.ask(); }
fn of_struct(P { x, y: n }: P) { x.ask(); }
fn of_tuple_struct(W(w): W, t::U(u): t::U) { w.ask(); u.ask(); }
fn of_absolute(crate::t::U(u): crate::t::U) { u.ask(); }
fn of_tuple((a, (b, _)): (Q, (Q, u8))) { a.ask(); b.ask(); }
fn of_slice([a, b]: [Q; 2]) { a.ask(); b.ask(); }
fn of_reference(&Q: &Q, &mut ref m: &mut u8) {}
fn bound(all @ W(_): W) { all.0.ask(); }
fn closure() { let f = |t::U(u): t::U, P { x, .. }: P| { u.ask(); x.ask(); }; f(loop {}, loop {}); }
impl Q { fn method(self, W(w): W) { w.ask(); } }
pub trait Here {}
impl Here for () {}
impl Here for [Q; 1] {}
fn on_unit() where (): Here {}
fn on_others() where [Q; 1]: Here, (): Here + Sized, for<'a> &'a Q: Sized {}
impl Q { fn in_impl(&self) where (): Here { on_unit() } }
pub struct Bounded<T>(T) where (): Here;
pub unsafe trait Unsafe { fn run(&self); }
unsafe impl Unsafe for Q { fn run(&self) { self.ask(); } }
fn runs(q: Q) { q.run(); }
//=
demo::<() as Here> implements demo::Here exact
demo::<() as Here> uses_type demo::Here exact
demo::<Q as Unsafe> implements demo::Unsafe exact
demo::<Q as Unsafe> uses_type demo::Q exact
demo::<Q as Unsafe> uses_type demo::Unsafe exact
demo::<Q as Unsafe>::run calls demo::Q::ask exact
demo::<Q as Unsafe>::run overrides demo::Unsafe::run exact
demo::<[Q; 1] as Here> implements demo::Here exact
demo::<[Q; 1] as Here> uses_type demo::Here exact
demo::<[Q; 1] as Here> uses_type demo::Q exact
demo::<impl Q> uses_type demo::Q exact
demo::<impl Q>#2 uses_type demo::Q exact
demo::<impl Q>#3 uses_type demo::Q exact
demo::Bounded uses_type demo::Here exact
demo::P uses_type demo::Q exact
demo::Q::in_impl calls demo::on_unit exact
demo::Q::in_impl uses_type demo::Here exact
demo::Q::method calls demo::Q::ask inferred
demo::Q::method uses_type demo::W exact
demo::W uses_type demo::Q exact
demo::bound calls demo::Q::ask inferred
demo::bound reads demo::W.0 inferred
demo::bound uses_type demo::W exact
demo::closure calls demo::Q::ask inferred
demo::closure reads demo::P.x exact
demo::closure references demo::t exact
demo::closure uses_type demo::P exact
demo::closure uses_type demo::t::U exact
demo::of_absolute calls demo::Q::ask inferred
demo::of_absolute references demo::t exact
demo::of_absolute uses_type demo::t::U exact
demo::of_reference uses_type demo::Q exact
demo::of_slice calls demo::Q::ask inferred
demo::of_slice uses_type demo::Q exact
demo::of_struct calls demo::Q::ask inferred
demo::of_struct reads demo::P.x exact
demo::of_struct reads demo::P.y exact
demo::of_struct uses_type demo::P exact
demo::of_tuple calls demo::Q::ask inferred
demo::of_tuple uses_type demo::Q exact
demo::of_tuple_struct calls demo::Q::ask inferred
demo::of_tuple_struct references demo::t exact
demo::of_tuple_struct uses_type demo::W exact
demo::of_tuple_struct uses_type demo::t::U exact
demo::of_variant calls demo::Q::ask inferred
demo::of_variant references demo::t exact
demo::of_variant references demo::t::T::A exact
demo::of_variant uses_type demo::t::T exact
demo::on_others uses_type demo::Here exact
demo::on_others uses_type demo::Q exact
demo::on_others uses_type std::marker::Sized exact
demo::on_unit uses_type demo::Here exact
demo::runs calls demo::<Q as Unsafe>::run inferred
demo::runs uses_type demo::Q exact
demo::t::T uses_type demo::Q exact
demo::t::U uses_type demo::Q exact
