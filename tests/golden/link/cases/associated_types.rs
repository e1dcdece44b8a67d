//? kinds references uses_type
//- src/lib.rs
pub trait Base { type Out; }
pub trait Tr: Base { type Item; fn m(x: Self::Item, y: Self::Out); }
pub struct X;
impl Base for X { type Out = u8; }
impl Tr for X { type Item = X; fn m(x: Self::Item, y: Self::Out) {} }
fn bound<T: Tr>(a: T::Item, b: T::Out, c: <T as Tr>::Item, d: <X as Base>::Out) {}
fn where_bound<T>(a: T::Item) where T: Tr {}
fn std_bound<I: Iterator>(a: I::Item, b: <I as Iterator>::Item) {}
fn nothing<T>(a: T::Item) {}
//=
demo::<X as Base> uses_type demo::Base exact
demo::<X as Base> uses_type demo::X exact
demo::<X as Tr> uses_type demo::Tr exact
demo::<X as Tr> uses_type demo::X exact
demo::<X as Tr>::Item uses_type demo::X exact
demo::<X as Tr>::m references demo::Base::Out exact
demo::<X as Tr>::m references demo::Tr::Item exact
demo::Tr uses_type demo::Base exact
demo::Tr::m references demo::Base::Out exact
demo::Tr::m references demo::Tr::Item exact
demo::Tr::m uses_type demo::Tr exact
demo::bound references demo::Base::Out exact
demo::bound references demo::Tr::Item exact
demo::bound uses_type demo::Base exact
demo::bound uses_type demo::Tr exact
demo::bound uses_type demo::X exact
demo::std_bound references std::iter::Iterator::Item exact
demo::std_bound uses_type std::iter::Iterator exact
demo::where_bound references demo::Tr::Item inferred
demo::where_bound uses_type demo::Tr exact
