//? kinds uses_type
//- src/lib.rs
fn std_types(_: Vec<String>, _: Option<Box<u8>>, _: Result<(), ()>) -> impl Iterator<Item = u8> { std::iter::empty() }
fn full_paths(_: std::collections::HashMap<u8, u8>, _: core::fmt::Error, _: std::nowhere::Thing) {}
mod own { pub struct Vec; pub struct u8; fn mine(_: Vec, _: u8, _: ::std::vec::Vec<()>) {} }
fn primitives(_: u8, _: str, _: [bool; 2]) {}
fn needs_2021<T: TryFrom<u8>>(_: T) {}
//=
demo::full_paths uses_type std::collections::hash_map::HashMap exact
demo::full_paths uses_type std::fmt::Error exact
demo::full_paths uses_type std::nowhere::Thing exact
demo::needs_2021 uses_type std::convert::TryFrom exact
demo::own::mine uses_type demo::own::Vec exact
demo::own::mine uses_type demo::own::u8 exact
demo::own::mine uses_type std::vec::Vec exact
demo::std_types uses_type std::boxed::Box exact
demo::std_types uses_type std::iter::Iterator exact
demo::std_types uses_type std::option::Option exact
demo::std_types uses_type std::result::Result exact
demo::std_types uses_type std::string::String exact
demo::std_types uses_type std::vec::Vec exact
