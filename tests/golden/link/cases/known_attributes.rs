// Functions that the attributes of derives name. Outside crates are needed: serde, clap.
//? kinds references calls reads
//- src/lib.rs
use serde::{Deserialize, Serialize};
pub mod sub { pub fn port() -> u16 { 1 } pub mod codec { pub fn serialize() {} pub fn deserialize() {} } pub mod half { pub fn deserialize() {} } }
use sub::port as imported;
pub fn plain() -> u16 { 1 }
pub fn is_none<T>(o: &Option<T>) -> bool { true }
pub fn help() {}
#[derive(Serialize, Deserialize)]
pub struct Config {
    #[serde(default = "plain", rename = "help")] a: u16,
    #[serde(default = "sub::port", skip_serializing_if = "is_none")] b: Option<u16>,
    #[serde(default = "imported")] #[serde(with = "sub::codec")] c: u16,
    #[serde(with = "sub::half")] d: u16,
    #[serde(default = "Config::own", deserialize_with = "crate::sub::port")] e: u16,
    #[serde(skip_serializing_if = "Option::is_none", default)] f: Option<u16>,
    #[serde(skip_serializing_if = "Vec::<u8>::is_empty")] g: Vec<u8>,
    #[serde(with = "chrono::serde::ts_seconds")] h: u16,
    #[serde(default = "missing")] i: u16,
}
impl Config { fn own() -> u16 { 1 } }
#[derive(Deserialize)]
pub enum Message { A { #[serde(default = "plain")] a: u16 }, #[serde(deserialize_with = "sub::half::deserialize")] B(u16) }
#[cfg_attr(feature = "f", derive(Serialize), serde(getter = "plain"))]
pub struct UnderCfgAttr { #[cfg_attr(feature = "f", serde(serialize_with = "plain"))] a: u16 }
#[derive(Serialize)]
pub struct PartlyThere { #[cfg(any())] #[serde(default = "plain")] a: u16, b: u16 }
pub struct NotDerived { #[serde(default = "plain")] a: u16 }
#[derive(Clone)]
pub struct OtherDerive { #[serde(default = "plain")] a: u16 }
pub const LIMIT: u16 = 1;
pub fn number(s: &str) -> Result<u16, String> { loop {} }
pub fn long() {}
#[derive(clap::Parser)]
#[command(long, version = plain(), after_help = help)]
pub struct Cli {
    #[arg(long, short = 'n', value_parser = number, default_value_t = LIMIT)] a: u16,
    #[arg(value_parser = clap::value_parser!(u16).range(1..), help = "plain")] b: u16,
    #[arg(default_value_t = Config::own())] c: u16,
}
//- Cargo.toml
[package]
name = "demo"
version = "0.1.0"
edition = "2021"
[dependencies]
serde = "1"
clap = "4"
chrono = "0.4"
[features]
f = []
//=
demo::Cli calls demo::Config::own inferred
demo::Cli calls demo::plain inferred
demo::Cli reads demo::LIMIT inferred
demo::Cli references demo::help inferred
demo::Cli references demo::number inferred
demo::Config references chrono::serde::ts_seconds::deserialize inferred
demo::Config references chrono::serde::ts_seconds::serialize inferred
demo::Config references demo::Config::own inferred
demo::Config references demo::is_none inferred
demo::Config references demo::plain inferred
demo::Config references demo::sub::codec::deserialize inferred
demo::Config references demo::sub::codec::serialize inferred
demo::Config references demo::sub::half::deserialize inferred
demo::Config references demo::sub::port inferred
demo::Config references std::option::Option::is_none inferred
demo::Config references std::vec::Vec::is_empty inferred
demo::Message references demo::plain inferred
demo::Message references demo::sub::half::deserialize inferred
demo::PartlyThere references demo::plain candidate
demo::UnderCfgAttr references demo::plain inferred
