// What is called through derives of well-known crates. Outside crates are needed: clap, serde, thiserror, derive_more, strum.
//? kinds calls runs references
//- src/lib.rs
use clap::{CommandFactory as _, Parser};
use std::error::Error as _;
#[derive(Parser)]
pub struct Cli { verbose: bool }
impl Cli { fn go(&self) {} fn update_from(&self) {} }
#[derive(clap::ValueEnum)]
pub enum Mode { Fast, Slow }
impl Mode { fn go(&self) {} }
#[derive(strum::EnumIter)]
pub enum Planet { Earth }
impl Planet { fn land(&self) {} }
fn parsed() { Cli::parse().go(); }
fn tried() { if let Ok(cli) = Cli::try_parse() { cli.go(); } }
fn mapped(o: Option<()>) { o.map(|()| Cli::parse_from(["a"])).unwrap().go(); }
fn as_value() -> Cli { let f = Cli::parse; let c = f(); c.go(); c }
fn inherent_first(c: Cli) { c.update_from(); }
fn factory() { Cli::command(); }
fn variants() { for m in Mode::value_variants() { m.go(); } Mode::from_str("x", true).unwrap().go(); }
fn iterated() { for p in Planet::iter() { p.land(); } }
#[derive(serde::Serialize)] pub struct Conf; impl Conf { fn to_possible_value(&self) {} }
fn method(c: Conf, b: Box<Conf>, m: &Mode) { c.serialize(1); b.serialize(2); c.to_possible_value(); m.to_possible_value(); }
fn no_method(p: Plain) { p.serialize(1); }
fn unknown() { Cli::no_such(); }
pub struct Plain; impl Plain { fn go(&self) {} }
fn not_derived() { Plain::parse(); }
pub struct Low; pub struct Mid; pub struct Dyn<T>(T);
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("low")] Low(#[from] Low),
    #[error("mid {0}", show(source))] Mid { #[from] source: Mid },
    #[error("dyn")] Dyn(#[from] #[source] Dyn<u8>),
    #[error("plain")] Plain(Plain),
}
fn show(m: &Mid) -> u8 { 1 }
#[derive(thiserror::Error)] #[error("x")]
pub struct Outer<T> { #[from] inner: Dyn<T> }
fn low() -> Result<(), Low> { Err(Low) }
fn mid() -> Result<(), Mid> { Err(Mid) }
fn dynamic() -> Result<(), Dyn<u8>> { loop {} }
fn plain() -> Result<(), Plain> { loop {} }
fn asks() -> Result<(), Error> { low()?; mid()?; Ok(()) }
fn asks_generic() -> Result<(), Error> { dynamic()?; Ok(()) }
fn asks_outer() -> Result<(), Outer<u8>> { dynamic()?; Ok(()) }
fn asks_same() -> Result<(), Error> { asks()?; Ok(()) }
fn asks_plain() -> Result<(), Error> { plain()?; Ok(()) }
fn into() -> Error { Low.into() }
fn from() -> Error { Error::from(Mid) }
fn as_function() -> Result<(), Error> { low().map_err(Error::from) }
fn source(e: Error) { e.source(); e.to_string(); }
fn boxed(e: Error) -> Box<dyn std::error::Error> { e.into() }
#[derive(derive_more::From)]
pub enum Value { Low(Low), Pair(u8, u8), Mid { m: Mid } }
fn any_field() -> Value { let v: Value = Mid.into(); Low.into() }
impl From<u8> for Value { fn from(n: u8) -> Value { loop {} } }
fn by_hand() -> Value { 1u8.into() }
//- Cargo.toml
[package]
name = "demo"
version = "0.1.0"
edition = "2021"
[dependencies]
clap = "4"
serde = "1"
thiserror = "1"
strum = "0.26"
derive_more = "1"
//=
demo::Error calls demo::show inferred
demo::any_field calls std::convert::Into::into inferred
demo::any_field runs demo::Value::Low inferred
demo::any_field runs demo::Value::Mid inferred
demo::as_function calls demo::low exact
demo::as_function calls std::result::Result::map_err inferred
demo::as_function references demo::Error::Low inferred
demo::as_value calls demo::Cli::go inferred
demo::as_value references clap::Parser::parse inferred
demo::asks calls demo::low exact
demo::asks calls demo::mid exact
demo::asks references std::result::Result::Ok exact
demo::asks runs demo::Error::Low inferred
demo::asks runs demo::Error::Mid inferred
demo::asks_generic calls demo::dynamic exact
demo::asks_generic references std::result::Result::Ok exact
demo::asks_generic runs demo::Error::Dyn inferred
demo::asks_outer calls demo::dynamic exact
demo::asks_outer references std::result::Result::Ok exact
demo::asks_outer runs demo::Outer inferred
demo::asks_plain calls demo::plain exact
demo::asks_plain references std::result::Result::Ok exact
demo::asks_same calls demo::asks exact
demo::asks_same references std::result::Result::Ok exact
demo::boxed calls std::convert::Into::into inferred
demo::boxed references std exact
demo::boxed references std::error exact
demo::by_hand calls std::convert::Into::into inferred
demo::by_hand runs demo::<Value as From>::from inferred
demo::factory calls clap::CommandFactory::command inferred
demo::from calls demo::Error::Mid inferred
demo::inherent_first calls demo::Cli::update_from inferred
demo::into calls std::convert::Into::into inferred
demo::into runs demo::Error::Low inferred
demo::iterated calls demo::Planet::land inferred
demo::iterated calls strum::IntoEnumIterator::iter inferred
demo::low references std::result::Result::Err exact
demo::mapped calls clap::Parser::parse_from inferred
demo::mapped calls demo::Cli::go inferred
demo::mapped calls std::option::Option::map inferred
demo::mapped calls std::option::Option::unwrap inferred
demo::method calls clap::ValueEnum::to_possible_value inferred
demo::method calls demo::Conf::to_possible_value inferred
demo::method calls serde::Serialize::serialize inferred
demo::mid references std::result::Result::Err exact
demo::parsed calls clap::Parser::parse inferred
demo::parsed calls demo::Cli::go inferred
demo::source calls std::error::Error::source inferred
demo::source calls std::string::ToString::to_string inferred
demo::tried calls clap::Parser::try_parse inferred
demo::tried calls demo::Cli::go inferred
demo::tried references std::result::Result::Ok exact
demo::variants calls clap::ValueEnum::from_str inferred
demo::variants calls clap::ValueEnum::value_variants inferred
demo::variants calls demo::Mode::go inferred
demo::variants calls std::result::Result::unwrap inferred
