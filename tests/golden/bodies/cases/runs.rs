use std::convert::TryFrom;
use std::fmt;
use std::fmt::Write as _;
use std::future::{Future, IntoFuture};
use std::iter::{FromIterator, Product, Sum};
use std::pin::Pin;
use std::str::FromStr;
use std::task::{Context, Poll};
#[derive(Debug)]
pub struct Io;
#[derive(Debug)]
pub struct Fail;
pub struct Other;
impl From<Io> for Fail { fn from(_: Io) -> Fail { Fail } }
impl From<std::num::ParseIntError> for Fail { fn from(_: std::num::ParseIntError) -> Fail { Fail } }
impl From<Fail> for Other { fn from(_: Fail) -> Other { Other } }
impl From<std::io::Error> for Other { fn from(_: std::io::Error) -> Other { Other } }
fn io() -> Result<u8, Io> { Err(Io) }
fn fail() -> Result<u8, Fail> { Err(Fail) }

pub fn asked() -> Result<u8, Fail> { let n = io()?; Ok(n) } //~ calls demo::io exact, runs demo::<Fail as From<Io>>::from inferred
pub fn same() -> Result<u8, Fail> { let n = fail()?; Ok(n) } //~ calls demo::fail exact
pub fn of_std() -> Result<u8, Fail> { Ok("1".parse::<u8>()?) } //~ runs demo::<Fail as From<ParseIntError>>::from inferred
pub fn option(o: Option<u8>) -> Option<u8> { Some(o?) }
pub fn in_closure() { let f = |n: u8| -> Result<u8, Other> { Ok(fail()? + n) }; f(1); } //~ calls demo::fail exact, runs demo::<Other as From<Fail>>::from inferred
pub fn in_untold_closure() -> Result<u8, Fail> { let f = |n: u8| { let m = io()?; Ok::<u8, Fail>(n + m) }; f(1) } //~ calls demo::io exact, runs demo::<Fail as From<Io>>::from inferred
pub async fn in_async() -> Result<u8, Other> { fail()?; let b = async { io()?; Ok::<u8, Fail>(1) }; Ok(b.await?) } //~ calls demo::fail exact, runs demo::<Other as From<Fail>>::from inferred, calls demo::io exact, runs demo::<Fail as From<Io>>::from inferred
pub fn boxed() -> Result<u8, Box<dyn std::error::Error>> { Ok("1".parse::<u8>()?) }
pub fn polled(p: Poll<Result<u8, Fail>>) -> Poll<Result<u8, Other>> { let n = p?; n.map(Ok) } //~ runs demo::<Other as From<Fail>>::from inferred
pub fn generic<E: From<Io>>() -> Result<u8, E> { Ok(io()?) } //~ calls demo::io exact
pub fn generic_error<E>(r: Result<u8, E>) -> Result<u8, Other> where Other: From<E> { Ok(r?) }
pub fn chain() -> Result<u8, Other> { std::fs::read("x")?; Ok(fail().map_err(|e| e)?) } //~ calls demo::fail exact, runs demo::<Other as From<Error>>::from inferred, runs demo::<Other as From<Fail>>::from inferred

pub struct C(f64);
pub struct K(f64);
impl C { fn cold(&self) {} }
impl From<C> for K { fn from(c: C) -> K { K(c.0) } }
impl From<K> for String { fn from(k: K) -> String { String::new() } }
impl TryFrom<i8> for C { type Error = Fail; fn try_from(n: i8) -> Result<C, Fail> { Err(Fail) } }
impl FromStr for C { type Err = Fail; fn from_str(s: &str) -> Result<C, Fail> { Err(Fail) } }
pub fn into(c: C) { let k: K = c.into(); } //~ runs demo::<K as From>::from inferred
pub fn into_arg(c: C) { takes(c.into()); } //~ calls demo::takes exact, runs demo::<K as From>::from inferred
pub fn takes(k: K) {}
pub fn into_std(k: K) -> String { k.into() } //~ runs demo::<String as From>::from inferred
pub fn into_path(c: C) -> K { Into::into(c) } //~ runs demo::<K as From>::from inferred
pub fn into_value(v: Vec<C>) -> Vec<K> { v.into_iter().map(Into::into).collect() } //~ runs demo::<K as From>::from inferred
pub fn into_generic<T: Into<K>>(t: T) -> K { t.into() }
pub fn into_same(c: C) -> C { c.into() }
pub fn into_option(c: C) -> Option<C> { c.into() }
pub fn try_into() -> Result<C, Fail> { 1i8.try_into() } //~ runs demo::<C as TryFrom>::try_from inferred
pub fn try_literal() -> Result<C, Fail> { 1.try_into() } //~ runs demo::<C as TryFrom>::try_from inferred
pub fn try_infallible(c: C) -> Result<K, std::convert::Infallible> { c.try_into() } //~ runs demo::<K as From>::from inferred
pub struct Own;
impl Into<u8> for Own { fn into(self) -> u8 { 1 } }
pub fn own_into(o: Own) -> u8 { o.into() } //~ calls demo::<Own as Into>::into inferred
pub fn parsed() -> Result<C, Fail> { "1".parse::<C>() } //~ runs demo::<C as FromStr>::from_str inferred
pub fn parsed_by_type() { let c: C = "1".parse().unwrap(); c.cold(); } //~ calls demo::C::cold inferred, runs demo::<C as FromStr>::from_str inferred
pub fn parsed_std() -> u8 { "1".parse().unwrap() }
pub fn parsed_by_path() -> Result<C, Fail> { str::parse::<C>("1") } //~ runs demo::<C as FromStr>::from_str inferred
pub fn parsed_generic<P: FromStr>() -> Option<P> { "1".parse().ok() }

pub struct Bag(Vec<u8>);
impl FromIterator<u8> for Bag { fn from_iter<I: IntoIterator<Item = u8>>(i: I) -> Bag { Bag(Vec::new()) } }
impl<'a> FromIterator<&'a u8> for Bag { fn from_iter<I: IntoIterator<Item = &'a u8>>(i: I) -> Bag { Bag(Vec::new()) } }
impl Sum for K { fn sum<I: Iterator<Item = K>>(i: I) -> K { K(0.0) } }
impl<'a> Sum<&'a K> for K { fn sum<I: Iterator<Item = &'a K>>(i: I) -> K { K(0.0) } }
impl Product for K { fn product<I: Iterator<Item = K>>(i: I) -> K { K(0.0) } }
pub fn collected(v: Vec<u8>) { v.into_iter().collect::<Bag>(); } //~ runs demo::<Bag as FromIterator<u8>>::from_iter inferred
pub fn collected_refs(v: &[u8]) -> Bag { v.iter().collect() } //~ runs demo::<Bag as FromIterator<&u8>>::from_iter inferred
pub fn collected_option(v: Vec<Option<u8>>) -> Option<Bag> { v.into_iter().collect() } //~ runs demo::<Bag as FromIterator<u8>>::from_iter inferred
pub fn collected_result(v: Vec<Result<u8, Fail>>) -> Result<Bag, Fail> { v.into_iter().collect::<Result<_, _>>() } //~ runs demo::<Bag as FromIterator<u8>>::from_iter inferred
pub fn collected_std(v: Vec<u8>) -> Vec<u8> { v.into_iter().collect() }
pub fn summed(v: Vec<K>, w: &[K]) { let a: K = v.into_iter().sum(); w.iter().sum::<K>(); } //~ runs demo::<K as Sum>::sum inferred, runs demo::<K as Sum<&K>>::sum inferred
pub fn multiplied(v: Vec<K>) -> K { v.into_iter().product() } //~ runs demo::<K as Product>::product inferred

pub struct Shown;
impl fmt::Display for Shown { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Ok(()) } }
impl fmt::Debug for Shown { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Ok(()) } }
impl fmt::LowerHex for Shown { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Ok(()) } }
#[derive(Debug)]
pub struct Derived(Shown);
impl fmt::Display for Derived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "<{}>", self.0) } //~ runs demo::<Shown as Display>::fmt inferred
}
pub fn display(s: Shown) { println!("{}", s); } //~ runs demo::<Shown as Display>::fmt inferred
pub fn debug(s: &Shown) -> String { format!("{:?} {:#?}", s, 1) } //~ runs demo::<Shown as Debug>::fmt inferred
pub fn hex(s: Shown) { eprintln!("{:x} {:02X}", s, 3); } //~ runs demo::<Shown as LowerHex>::fmt inferred
pub fn inline(s: Shown, w: usize) { print!("{s:>w$} {s:?}"); } //~ runs demo::<Shown as Display>::fmt inferred, runs demo::<Shown as Debug>::fmt inferred
pub fn named(n: u8) { println!("{n} {x}", x = Shown); } //~ runs demo::<Shown as Display>::fmt inferred
pub fn by_index(a: Shown, b: u8) { println!("{1} {0:x} {1:x}", a, b); } //~ runs demo::<Shown as LowerHex>::fmt inferred
pub fn starred(a: Shown) { println!("{:.*} {a:.0$}", 3, 2.0, a = a); } //~ runs demo::<Shown as Display>::fmt inferred
pub fn wrapped(a: Box<Shown>, b: &&Shown, c: Vec<Shown>, d: Option<(u8, Shown)>) { println!("{a} {b} {c:?} {d:?}"); } //~ runs demo::<Shown as Display>::fmt inferred, runs demo::<Shown as Debug>::fmt inferred
pub fn panics(s: Shown, n: u8) { if n > 1 { panic!("{s}"); } assert!(n == 1, "{:?}", s); unreachable!("no {}", s) } //~ runs demo::<Shown as Display>::fmt inferred, runs demo::<Shown as Debug>::fmt inferred
pub fn compared(a: Eq0) { assert_eq!(a, Eq0, "{}", Shown); debug_assert_ne!(&a, &Eq0); } //~ runs demo::<Eq0 as PartialEq>::eq inferred, runs demo::<Shown as Display>::fmt inferred
#[derive(Debug)]
pub struct Eq0;
impl PartialEq for Eq0 { fn eq(&self, o: &Eq0) -> bool { true } }
pub fn text(s: Shown) -> String { let mut t = s.to_string(); write!(t, "{s:?}").unwrap(); t } //~ runs demo::<Shown as Display>::fmt inferred, runs demo::<Shown as Debug>::fmt inferred
pub fn shown<T: fmt::Display>(t: T, d: &dyn fmt::Display) { println!("{t} {d} {}", 1); }
pub fn derived(d: Derived) { println!("{:?}", d); }
pub fn no_format(s: Shown) { println!("{{}} \u{e9}"); let _ = concat!("{}", 1); let _ = [format_args!("{}", s).to_string()]; } //~ runs demo::<Shown as Display>::fmt inferred

pub struct Count(u32);
impl Iterator for Count { type Item = u8; fn next(&mut self) -> Option<u8> { None } }
pub struct Sheet(Vec<u8>);
impl IntoIterator for Sheet { type Item = u8; type IntoIter = Count; fn into_iter(self) -> Count { Count(1) } }
impl<'a> IntoIterator for &'a Sheet { type Item = &'a u8; type IntoIter = std::slice::Iter<'a, u8>; fn into_iter(self) -> Self::IntoIter { self.0.iter() } }
pub fn own_next(c: Count) { for n in c {} } //~ runs demo::<Count as Iterator>::next inferred
pub fn by_mut(c: &mut Count) { for n in c {} } //~ runs demo::<Count as Iterator>::next inferred
pub fn adapted(c: Count) { for (i, n) in c.map(|n| n + 1).enumerate() {} } //~ runs demo::<Count as Iterator>::next inferred
pub fn into_iter(s: Sheet) { for n in s {} } //~ runs demo::<Sheet as IntoIterator>::into_iter inferred, runs demo::<Count as Iterator>::next inferred
pub fn by_ref(s: &Sheet) { for n in s {} } //~ runs demo::<&Sheet as IntoIterator>::into_iter inferred
pub fn of_std_too(v: Vec<u8>) { for n in v {} for n in 0..3 {} for n in [1, 2] {} }
pub fn opaque(i: impl Iterator<Item = u8>, d: Box<dyn Iterator<Item = u8>>) { for n in i {} for n in d {} }

pub struct Wait;
impl Future for Wait { type Output = u8; fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u8> { Poll::Ready(1) } }
pub struct Ask;
impl IntoFuture for Ask { type Output = u8; type IntoFuture = Wait; fn into_future(self) -> Wait { Wait } }
pub async fn own_future() { Wait.await; } //~ runs demo::<Wait as Future>::poll inferred
pub async fn own_into_future() { Ask.await; } //~ runs demo::<Ask as IntoFuture>::into_future inferred, runs demo::<Wait as Future>::poll inferred
pub async fn of_async() { plain().await; } //~ calls demo::plain exact
pub async fn plain() {}
pub async fn boxed_future(f: Pin<Box<Wait>>, d: Pin<Box<dyn Future<Output = u8>>>) { f.await; d.await; } //~ runs demo::<Wait as Future>::poll inferred
