//? kinds uses_type
//- src/lib.rs
pub struct T;
pub struct Item;
pub trait Tr { type Item; fn m<Item>(x: Item) -> Item; fn own(x: Self::Item) -> T; }
fn f<T>(x: T, y: Item) -> T { x }
struct S<T, const N: usize>(T, [u8; N]);
impl<T> S<T, 1> { fn a(_: T) {} fn b<Item>(_: Item) {} }
fn outer<T>(_: T) { fn inner(_: T) {} }
//=
demo::<impl S> uses_type demo::S exact
demo::Tr::own uses_type demo::T exact
demo::Tr::own uses_type demo::Tr exact
demo::f uses_type demo::Item exact
demo::outer::inner uses_type demo::T exact
