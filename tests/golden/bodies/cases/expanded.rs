#![allow(dead_code, unused_variables, unused_macros)]
pub mod field { pub fn debug<T>(t: T) -> T { t } pub fn display<T>(t: T) -> T { t } }
#[macro_export]
macro_rules! ev { ($k:ident = debug($e:expr)) => { $crate::field::debug($e) }; ($k:ident = display($e:expr)) => { $crate::field::display($e) } }
fn debug(n: usize) -> usize { n }
fn value() -> usize { 1 }
fn own_syntax() { ev!(key = debug(value())); } //~ expands demo::ev! exact, calls demo::field::debug exact, calls demo::value exact

pub struct Sink;
impl Sink { pub fn w(&self, n: usize) {} }
pub struct Tee { pub a: Sink, pub b: Sink }
macro_rules! tee { ($s:ident.$f:ident($($x:expr),*)) => { { $s.a.$f($($x),*); $s.b.$f($($x),*) } } }
impl Tee {
    pub fn w(&self, n: usize) { tee!(self.w(n)) } //~ calls demo::Sink::w inferred, reads demo::Tee.a exact, reads demo::Tee.b exact
}

pub struct Zone;
impl Zone { pub fn name(&self) -> usize { 0 } }
pub mod tz { pub fn name() -> usize { 0 } }
pub enum Repr { A(Zone), B(Zone) }
macro_rules! each { ($t:expr, $($v:ident($x:ident) => $e:expr,)*) => { match $t { $(Repr::$v($x) => $e,)* } } }
fn bindings(t: Repr) -> usize {
    each!(t, A(tz) => tz.name(), B(tz) => tz.name(),) //~ calls demo::Zone::name inferred, references demo::Repr::A exact
}

macro_rules! named { ($e:expr) => { stringify!($e) } }
fn no_code() { named!(value()); } //~ expands demo::named! exact

macro_rules! both { ($a:expr, $b:expr) => { ($a.0, $b.0) } }
struct Left(usize);
struct Right(usize);
fn lines() -> (usize, usize) {
    both!(
        left(), //~ calls demo::left exact
        right() //~ calls demo::right exact
    )
}
fn left() -> Left { Left(1) }
fn right() -> Right { Right(2) }

macro_rules! with_local { ($e:expr) => { { let made = Sink; made.w(1); $e.name() } } }
fn hygiene() { let made = Zone; with_local!(made); } //~ calls demo::Sink::w inferred, calls demo::Zone::name inferred
macro_rules! declare { ($n:ident, $e:expr) => { let $n = $e; let hidden = Sink; } }
fn declared() {
    declare!(zone, Zone);
    zone.name(); //~ calls demo::Zone::name inferred
}
fn kept() { let hidden = Zone; declare!(zone, Sink); hidden.name(); } //~ calls demo::Zone::name inferred
macro_rules! labels { ($e:expr) => { 'outer: loop { $e; break 'outer; } } }
fn labelled() { 'outer: loop { labels!(if true { break 'outer }); value(); } } //~ calls demo::value exact

fn local_macro(zone: Zone) {
    macro_rules! here { () => { zone.name() } }
    here!(); //~ calls demo::Zone::name inferred
}
macro_rules! imported { () => { { use $crate::field::display as shown; shown(Zone).name() } } }
fn imports_of_a_template() { imported!(); } //~ calls demo::field::display exact, calls demo::Zone::name inferred
trait Wide { fn wide(&self) -> Zone; }
mod hidden_trait { pub trait Narrow { fn narrow(&self) -> usize { 0 } } impl Narrow for crate::Zone {} }
macro_rules! in_scope { ($e:expr) => { { use $crate::hidden_trait::Narrow as _; $e.narrow() } } }
fn traits_of_a_template() { in_scope!(Zone); } //~ calls demo::hidden_trait::Narrow::narrow inferred

macro_rules! variant { ($x:pat) => { Repr::A($x) } }
macro_rules! maybe { ($t:ty) => { Option<$t> } }
fn patterns_and_types(r: Repr, o: maybe!(Zone)) { //~ expands demo::maybe! exact
    if let variant!(zone) = r { zone.name(); } //~ expands demo::variant! exact, calls demo::Zone::name inferred
}
fn of_a_made_type(o: maybe!(Zone)) { o.unwrap().name(); } //~ expands demo::maybe! exact, calls demo::Zone::name inferred
macro_rules! items_inside { ($e:expr) => { { fn helper(z: Zone) -> Sink { z.name(); Sink } const LIMIT: usize = value_of(); helper($e).w(LIMIT) } } }
const fn value_of() -> usize { 3 }
fn items_of_a_template() { items_inside!(Zone); } //~ calls demo::Zone::name inferred, calls demo::Sink::w inferred, calls demo::value_of exact

macro_rules! count { () => { 0 }; ($x:ident $($rest:ident)*) => { 1 + count!($($rest)*) + $x() } }
fn recursive() -> usize { count!(value value) } //~ expands demo::count! exact, calls demo::value exact
macro_rules! refused { ($a:ident) => { $a() } }
#[cfg(any())]
fn not_expanded() { refused!(value(), debug(1)); } //~ calls demo::value exact, calls demo::debug exact
macro_rules! shorthand { ($a:expr) => { { let a = Sink; let made = Tee { a, b: $a }; let Tee { a, .. } = made; a.w(1) } } }
fn shorthands() { let a = Zone; shorthand!(Sink); a.name(); } //~ calls demo::Sink::w inferred, calls demo::Zone::name inferred
macro_rules! formatted { ($z:expr) => { { let shown = $z; format!("{shown}") } } }
fn strings() { let shown = Zone; formatted!(value()); } //~ calls demo::value exact
#[cfg(target_os = "linux")]
macro_rules! on_linux { ($e:expr) => { $e } }
#[cfg(not(target_os = "linux"))]
macro_rules! on_linux { ($e:expr) => {} }
fn alternatives() { on_linux!(value()); } //~ calls demo::value exact
