// What derives of well-known crates implement. Outside crates are needed: serde, clap, thiserror.
//? kinds implements derives
//- src/lib.rs
#[macro_use]
extern crate serde_derive;
use serde::Serialize;
use serde::Deserialize as De;
pub mod by_glob;
pub mod own;
pub mod absent;
#[derive(Serialize, De)]
pub struct Imported;
#[derive(serde::Serialize, ::serde::Deserialize)]
pub struct ByPath;
#[derive(serde1::Serialize)]
pub struct RenamedInTheManifest;
#[derive(Deserialize)]
pub struct ByMacroUse;
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum UnderCfgAttr { A }
#[derive(clap::Parser)]
pub struct Cli { #[command(flatten)] more: More }
#[derive(clap::Args)]
pub struct More;
macro_rules! made { ($n:ident) => { #[derive(serde::Serialize)] pub struct $n; } }
made!(Made);
#[derive(thiserror::Error)]
#[error("bad")]
pub struct Bad;
#[derive(thiserror::Error)]
pub struct ShownByHand;
impl std::fmt::Display for ShownByHand { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }
//- src/by_glob.rs
use clap::*;
#[derive(Parser)]
pub struct Cli;
#[derive(Unknown)]
pub struct NotInTheCatalog;
//- src/own.rs
pub trait Serialize {}
#[derive(Serialize)]
pub struct OfTheWorkspace;
//- src/absent.rs
#[derive(strum::EnumString)]
pub enum NoDependency { A }
//- Cargo.toml
[package]
name = "demo"
version = "0.1.0"
edition = "2021"
[dependencies]
serde = "1"
serde1 = { package = "serde", version = "1" }
serde_derive = "1"
clap = "4"
thiserror = "1"
[features]
serde = []
//=
demo::<ShownByHand as Display> implements std::fmt::Display exact
demo::Bad derives thiserror::Error exact
demo::Bad implements std::error::Error inferred
demo::Bad implements std::fmt::Display inferred
demo::ByMacroUse derives serde_derive::Deserialize inferred
demo::ByMacroUse implements serde::Deserialize inferred
demo::ByPath derives serde::Deserialize exact
demo::ByPath derives serde::Serialize exact
demo::ByPath implements serde::Deserialize inferred
demo::ByPath implements serde::Serialize inferred
demo::Cli derives clap::Parser exact
demo::Cli implements clap::Args inferred
demo::Cli implements clap::CommandFactory inferred
demo::Cli implements clap::FromArgMatches inferred
demo::Cli implements clap::Parser inferred
demo::Imported derives serde::Deserialize exact
demo::Imported derives serde::Serialize exact
demo::Imported implements serde::Deserialize inferred
demo::Imported implements serde::Serialize inferred
demo::Made derives serde::Serialize exact
demo::Made implements serde::Serialize inferred
demo::More derives clap::Args exact
demo::More implements clap::Args inferred
demo::More implements clap::FromArgMatches inferred
demo::RenamedInTheManifest derives serde::Serialize exact
demo::RenamedInTheManifest implements serde::Serialize inferred
demo::ShownByHand derives thiserror::Error exact
demo::ShownByHand implements std::error::Error inferred
demo::UnderCfgAttr derives serde::Serialize exact
demo::UnderCfgAttr implements serde::Serialize inferred
demo::by_glob::Cli derives clap::Parser inferred
demo::by_glob::Cli implements clap::Args inferred
demo::by_glob::Cli implements clap::CommandFactory inferred
demo::by_glob::Cli implements clap::FromArgMatches inferred
demo::by_glob::Cli implements clap::Parser inferred
demo::own::OfTheWorkspace derives demo::own::Serialize exact
