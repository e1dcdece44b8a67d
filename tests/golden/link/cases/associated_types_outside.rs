//? kinds references uses_type
//- Cargo.toml
[package]
name = "demo"
version = "0.1.0"
edition = "2021"
[dependencies]
serde = "1"
//- src/lib.rs
use serde::{Deserializer, Serialize, Serializer};
pub struct X;
impl Serialize for X {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { loop {} }
}
fn qualified<D>(d: D) -> <D as Deserializer>::Error where D: Deserializer { loop {} }
fn of_two<T: Serializer + Deserializer>(x: T::Error) {}
impl Iterator for X { type Item = X; fn next(&mut self) -> Option<Self::Item> { None } }
//=
demo::<X as Iterator> uses_type demo::X exact
demo::<X as Iterator> uses_type std::iter::Iterator exact
demo::<X as Iterator>::Item uses_type demo::X exact
demo::<X as Iterator>::next references std::iter::Iterator::Item exact
demo::<X as Iterator>::next references std::option::Option::None exact
demo::<X as Iterator>::next uses_type std::option::Option exact
demo::<X as Serialize> uses_type demo::X exact
demo::<X as Serialize> uses_type serde::Serialize exact
demo::<X as Serialize>::serialize references serde::Serializer::Error inferred
demo::<X as Serialize>::serialize references serde::Serializer::Ok inferred
demo::<X as Serialize>::serialize uses_type serde::Serializer exact
demo::<X as Serialize>::serialize uses_type std::result::Result exact
demo::of_two uses_type serde::Deserializer exact
demo::of_two uses_type serde::Serializer exact
demo::qualified references serde::Deserializer::Error exact
demo::qualified uses_type serde::Deserializer exact
