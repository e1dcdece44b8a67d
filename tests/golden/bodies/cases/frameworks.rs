// Shapes that parser, serialisation and web frameworks are made of.
use std::collections::HashMap;
use std::fmt::Debug;
use std::marker::PhantomData;
pub trait Parser<I> { type Output; type Error; fn parse_next(&mut self, i: &mut I) -> Result<Self::Output, Self::Error>; fn map<F, O2>(self, f: F) -> MapP<Self, F> where F: FnMut(Self::Output) -> O2, Self: Sized { loop {} } fn by_ref(&mut self) -> ByRef<'_, Self> where Self: Sized { loop {} } }
pub struct MapP<P, F>(P, F);
pub struct ByRef<'a, P>(&'a mut P);
impl<I, P: Parser<I>, F: FnMut(P::Output) -> O2, O2> Parser<I> for MapP<P, F> { type Output = O2; type Error = P::Error; fn parse_next(&mut self, i: &mut I) -> Result<O2, P::Error> { let v = self.0.parse_next(i)?; Ok((self.1)(v)) } } //~ calls demo::<F as Parser>::parse_next candidate, calls demo::<MapP as Parser>::parse_next candidate, calls demo::Parser::parse_next inferred
impl<I, O, E, F> Parser<I> for F where F: FnMut(&mut I) -> Result<O, E> { type Output = O; type Error = E; fn parse_next(&mut self, i: &mut I) -> Result<O, E> { self(i) } }
pub struct Tok; impl Tok { fn show(&self) {} }
pub struct Err2; impl Err2 { fn why(&self) {} }
pub fn token(i: &mut &str) -> Result<Tok, Err2> { Ok(Tok) }
pub fn many<I, P: Parser<I>>(p: P) -> impl FnMut(&mut I) -> Result<Vec<P::Output>, P::Error> { |i| loop {} }
fn use1(mut s: &str) { token.parse_next(&mut s).unwrap().show(); } //~ calls demo::<F as Parser>::parse_next inferred, calls demo::Tok::show inferred
fn use2(mut s: &str) { let r = token.map(|t| { t.show(); t }).parse_next(&mut s); if let Ok(t) = r { t.show() } } //~ calls demo::<MapP as Parser>::parse_next inferred, calls demo::Parser::map inferred, calls demo::Tok::show inferred
fn use3(mut s: &str) -> Result<(), Err2> { let v = many(token).parse_next(&mut s)?; for t in v { t.show(); } Ok(()) } //~ calls demo::<F as Parser>::parse_next inferred, calls demo::Tok::show inferred, calls demo::many exact
// serde like
pub trait Serializer: Sized { type Ok; type Error; type Seq: SerializeSeq<Ok = Self::Ok, Error = Self::Error>; fn seq(self, n: usize) -> Result<Self::Seq, Self::Error>; fn num(self, n: u8) -> Result<Self::Ok, Self::Error>; }
pub trait SerializeSeq { type Ok; type Error; fn elem<T: ?Sized + Serialize>(&mut self, t: &T) -> Result<(), Self::Error>; fn end(self) -> Result<Self::Ok, Self::Error>; }
pub trait Serialize { fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error>; }
impl Serialize for u8 { fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.num(*self) } } //~ calls demo::<&mut Json as Serializer>::num candidate, calls demo::Serializer::num inferred
impl<T: Serialize> Serialize for Vec<T> { fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { let mut q = s.seq(self.len())?; for e in self { q.elem(e)?; } q.end() } } //~ calls demo::<&mut Json as Serializer>::seq candidate, calls demo::<Compound as SerializeSeq>::elem candidate, calls demo::<Compound as SerializeSeq>::end candidate, calls demo::SerializeSeq::elem inferred, calls demo::SerializeSeq::end inferred, calls demo::Serializer::seq inferred
impl<'a, T: Serialize + ?Sized> Serialize for &'a T { fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { (**self).serialize(s) } } //~ calls demo::<&T as Serialize>::serialize candidate, calls demo::<Vec as Serialize>::serialize candidate, calls demo::<u8 as Serialize>::serialize candidate, calls demo::Serialize::serialize inferred
pub struct Json<'a, W>(&'a mut W);
pub struct Compound<'a, W> { s: &'a mut Json<'a, W> }
impl<'a, 'b, W: std::io::Write> Serializer for &'b mut Json<'a, W> { type Ok = (); type Error = Err2; type Seq = Compound<'b, W>; fn seq(self, n: usize) -> Result<Compound<'b, W>, Err2> { loop {} } fn num(self, n: u8) -> Result<(), Err2> { self.raw(n) } } //~ calls demo::Json::raw inferred
impl<'a, W: std::io::Write> Json<'a, W> { fn raw(&mut self, n: u8) -> Result<(), Err2> { self.0.write_all(&[n]).map_err(|_| Err2) } }
impl<'a, W: std::io::Write> SerializeSeq for Compound<'a, W> { type Ok = (); type Error = Err2; fn elem<T: ?Sized + Serialize>(&mut self, t: &T) -> Result<(), Err2> { t.serialize(&mut *self.s) } fn end(self) -> Result<(), Err2> { Ok(()) } } //~ calls demo::<&T as Serialize>::serialize candidate, calls demo::<Vec as Serialize>::serialize candidate, calls demo::<u8 as Serialize>::serialize candidate, calls demo::Serialize::serialize inferred
fn ser(v: Vec<u8>, w: &mut Vec<u8>) { let mut j = Json(w); v.serialize(&mut j).unwrap_err().why(); } //~ calls demo::<Vec as Serialize>::serialize inferred, calls demo::Err2::why inferred
// builder / typestate / iterator ext
pub struct Builder<S> { m: HashMap<String, S> }
impl<S: Default + Clone> Builder<S> { fn new() -> Self { Builder { m: HashMap::new() } } fn set(&mut self, k: &str) -> &mut Self { self.m.insert(k.into(), S::default()); self } fn build(&self) -> Option<S> { self.m.values().next().cloned() } }
#[derive(Clone, Default)] pub struct St; impl St { fn done(&self) {} }
fn build() { Builder::<St>::new().set("a").set("b").build().unwrap().done(); let b: Option<St> = Builder::new().set("x").build(); b.map(|s| s.done()); } //~ calls demo::Builder::build inferred, calls demo::Builder::new exact, calls demo::Builder::set inferred, calls demo::St::done inferred
pub trait IterExt: Iterator { fn pairs(self) -> Pairs<Self> where Self: Sized { Pairs(self) } }
impl<T: Iterator> IterExt for T {}
pub struct Pairs<I>(I);
impl<I: Iterator> Iterator for Pairs<I> { type Item = (I::Item, I::Item); fn next(&mut self) -> Option<Self::Item> { Some((self.0.next()?, self.0.next()?)) } }
fn ext(v: Vec<St>) { for (a, b) in v.into_iter().pairs() { a.done(); b.done(); } } //~ calls demo::IterExt::pairs inferred, calls demo::St::done inferred, runs demo::<Pairs as Iterator>::next inferred
// handler traits over closures
pub trait Handler<T> { fn call(&self, t: T); }
impl<F, A> Handler<(A,)> for F where F: Fn(A) { fn call(&self, t: (A,)) { self(t.0) } }
fn route<T, H: Handler<T>>(h: H) {}
fn handlers() { route(|s: St| s.done()); } //~ calls demo::St::done inferred, calls demo::route exact
// state machines
enum State { A(St), B { s: Box<St> } }
impl State { fn step(self) -> Self { match self { State::A(s) => { s.done(); State::B { s: Box::new(s) } } Self::B { s } => { s.done(); Self::A(*s) } } } } //~ calls demo::St::done inferred
fn nested(o: Result<Option<(u8, St)>, String>) { if let Ok(Some((n, ref s))) = o { s.done(); } let Ok(Some((_, s))) = o else { return }; s.done(); } //~ calls demo::St::done inferred
fn sorted(mut v: Vec<(String, St)>) { v.sort_by(|(a, _), (b, _)| a.cmp(b)); v.iter().map(|(k, s)| { s.done(); k.as_str() }).collect::<Vec<_>>().join(", "); v.drain(..).for_each(|(_, s)| s.done()); } //~ calls demo::St::done inferred
fn opt(v: &[Option<St>]) { v.iter().flatten().for_each(St::done); v.iter().filter_map(|o| o.as_ref()).next().map_or((), |s| s.done()); } //~ calls demo::St::done inferred
fn rec<T>(x: &dyn Fn(&T) -> St, t: &T) { x(t).done(); let f: &dyn Fn(&T) -> St = x; f(t).done(); } //~ calls demo::St::done inferred
fn ch() { let (tx, rx) = std::sync::mpsc::channel(); tx.send(St).unwrap(); for s in rx { s.done(); } } //~ calls demo::St::done inferred
fn map_entry(m: &mut HashMap<u8, Vec<St>>) { m.entry(1).or_insert_with(Vec::new).push(St); if let Some(v) = m.get_mut(&1) { v.last().unwrap().done(); } match m.get(&2) { Some(v) if !v.is_empty() => v[0].done(), _ => {} } } //~ calls demo::St::done inferred
fn try_block() -> Option<St> { let s = std::iter::once(St).next()?; s.done(); Some(s).filter(|s| { s.done(); true }) } //~ calls demo::St::done inferred
