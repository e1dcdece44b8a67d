#[derive(Debug, PartialEq)]
pub struct Item;
impl Item { pub fn new() -> Item { Item } pub fn size(&self) -> usize { 0 } }
pub fn load() -> Result<Item, String> { Ok(Item) }
pub fn compute(n: usize) -> usize { n }
pub enum Kind { One(u8), Two }
#[macro_export]
macro_rules! attempt { ($e:expr) => { match $e { Ok(value) => value, Err(error) => return Err(error) } }; }
#[macro_export]
macro_rules! item { () => { $crate::item!(3) }; ($n:expr) => {{ let made = $crate::Item::new(); made }}; }

fn asserted(i: Item) {
    assert!(i.size() > 0, "was {}", compute(1)); //~ calls demo::Item::size inferred, calls demo::compute exact
    assert_eq!(Item::new(), i); //~ calls demo::Item::new exact
}
fn formatted(i: &Item) -> String {
    println!("{} {}", i.size(), compute(2)); //~ calls demo::Item::size inferred, calls demo::compute exact
    format!("{i:?}")
}
fn vectors() { let v = vec![Item::new(), Item::new()]; v[0].size(); } //~ calls demo::Item::new exact, calls demo::Item::size inferred
fn repeated() { let v = vec![Item::new(); 3]; v.iter().map(|i| i.size()); } //~ calls demo::Item::new exact, calls demo::Item::size inferred
fn matching(k: &Kind) -> bool { matches!(k, Kind::One(n) if compute(*n as usize) > 1) } //~ references demo::Kind::One exact, calls demo::compute exact
fn written(f: &mut std::fmt::Formatter<'_>, i: &Item) -> std::fmt::Result { write!(f, "{}", i.size())?; Ok(()) } //~ calls demo::Item::size inferred
fn debugged() { dbg!(Item::new()).size(); } //~ calls demo::Item::new exact, calls demo::Item::size inferred
fn own() -> Result<(), String> { attempt!(load()).size(); Ok(()) } //~ expands demo::attempt! exact, calls demo::load exact, calls demo::Item::size inferred
fn nested() { item!().size(); item!(1).size(); } //~ expands demo::item! exact, calls demo::Item::new exact, calls demo::Item::size inferred
fn unknown_macro(i: Item) { somewhere::check!(i.size(), compute(3)); } //~ calls demo::Item::size inferred, calls demo::compute exact
fn panics(o: Option<Item>) { let i = match o { Some(i) => i, None => panic!("none of {}", compute(0)) }; i.size(); } //~ calls demo::compute exact, calls demo::Item::size inferred
fn shadowed_inside() { let compute = |n: usize| n; assert!(compute(1) > 0); } //~ nothing
#[macro_export]
macro_rules! build {
    (@one ($made:expr) name $n:literal $($rest:tt)*) => { $crate::build!(@one ($made.sized()) $($rest)*) };
    (@one ($made:expr)) => { $made };
    ($($rest:tt)+) => {{ let made = $crate::Item::new(); $crate::build!(@one (made) $($rest)+) }};
}
impl Item { pub fn sized(self) -> Item { self } }
fn munched() { build!(name "a" name "b").size(); } //~ expands demo::build! exact, calls demo::Item::new exact, calls demo::Item::sized inferred, calls demo::Item::size inferred
#[macro_export]
macro_rules! ready_some { ($e:expr) => {{ $crate::ready_some!($e, "none") }}; ($e:expr, $($msg:tt)+) => {{ use std::option::Option::*; match $e { Some(value) => value, None => panic!($($msg)+) } }}; }
fn through_arms(o: Option<Item>) { ready_some!(o).size(); } //~ expands demo::ready_some! exact, calls demo::Item::size inferred
