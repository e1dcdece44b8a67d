// Procedural macros that `macro_rules!` declares, and their calls.
//? kinds expands derives contains calls
//- macros/Cargo.toml
[package]
name = "macros"
version = "0.1.0"
edition = "2021"
[lib]
proc-macro = true
//- macros/src/lib.rs
use proc_macro::TokenStream;
macro_rules! attributes { ($($n:ident)*) => { $( #[proc_macro_attribute] pub fn $n(args: TokenStream, item: TokenStream) -> TokenStream { same(item) } )* } }
attributes!(first second);
macro_rules! function { ($n:ident) => { #[proc_macro] pub fn $n(item: TokenStream) -> TokenStream { same(item) } } }
function! { shout }
macro_rules! derive { ($t:ident, $n:ident) => { #[proc_macro_derive($t, attributes(help))] pub fn $n(_: TokenStream) -> TokenStream { same(TokenStream::new()) } } }
derive!(Nothing, derive_nothing);
fn same(item: TokenStream) -> TokenStream { item }
//- demo/Cargo.toml
[package]
name = "demo"
version = "0.1.0"
edition = "2021"
[dependencies]
macros = { path = "../macros" }
//- demo/src/lib.rs
use macros::Nothing;
#[macros::first]
fn one() {}
mod inner { use macros::second as renamed; #[renamed(1)] pub struct S; #[cfg_attr(all(), crate::inner::renamed)] impl S {} #[inline] fn plain() {} }
#[derive(Nothing)]
pub struct S { #[help] x: u8 }
macros::shout!();
fn two() { macros::shout!(1); }
//- Cargo.toml
[workspace]
members = ["macros", "demo"]
//=
demo contains demo::S exact
demo contains demo::inner exact
demo contains demo::one exact
demo contains demo::two exact
demo expands macros::shout exact
demo::S contains demo::S.x exact
demo::S derives macros::derive_nothing exact
demo::inner contains demo::inner::<impl S> exact
demo::inner contains demo::inner::S exact
demo::inner contains demo::inner::plain exact
demo::inner::<impl S> expands macros::second exact
demo::inner::S expands macros::second exact
demo::one expands macros::first exact
demo::two expands macros::shout exact
macros contains macros::attributes! exact
macros contains macros::derive! exact
macros contains macros::derive_nothing exact
macros contains macros::first exact
macros contains macros::function! exact
macros contains macros::same exact
macros contains macros::second exact
macros contains macros::shout exact
macros expands macros::attributes! exact
macros expands macros::derive! exact
macros expands macros::function! exact
macros::attributes! calls macros::same candidate
macros::derive! calls macros::same candidate
macros::derive_nothing calls macros::same exact
macros::derive_nothing calls proc_macro::TokenStream::new exact
macros::first calls macros::same exact
macros::function! calls macros::same candidate
macros::second calls macros::same exact
macros::shout calls macros::same exact
