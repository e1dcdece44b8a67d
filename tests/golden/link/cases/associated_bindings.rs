//? kinds references uses_type
//- src/lib.rs
pub struct V;
pub trait Base { type Out; }
pub trait Tr: Base { type Item; }
fn bound<T: Tr<Item = V, Out = V>>(_: T) {}
fn dynamic(_: Box<dyn Tr<Item = V, Out = u8>>) -> impl Iterator<Item = V> { std::iter::empty() }
//=
demo::Tr uses_type demo::Base exact
demo::bound references demo::Base::Out exact
demo::bound references demo::Tr::Item exact
demo::bound uses_type demo::Tr exact
demo::bound uses_type demo::V exact
demo::dynamic references demo::Base::Out exact
demo::dynamic references demo::Tr::Item exact
demo::dynamic references std exact
demo::dynamic references std::iter exact
demo::dynamic references std::iter::Iterator::Item exact
demo::dynamic uses_type demo::Tr exact
demo::dynamic uses_type demo::V exact
demo::dynamic uses_type std::boxed::Box exact
demo::dynamic uses_type std::iter::Iterator exact
