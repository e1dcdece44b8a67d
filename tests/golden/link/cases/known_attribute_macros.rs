// Attribute macros of well-known crates. Outside crates are needed: tokio, async-trait, rstest, test-case.
//? kinds expands calls references reads
//- src/lib.rs
pub mod fixtures;
pub mod absent;
use async_trait::async_trait;
use rstest::{fixture, rstest};
use test_case::test_case as case_of;
pub struct Db; impl Db { fn ask(&self) {} }
#[fixture]
pub fn db() -> Db { Db }
#[fixture]
pub fn full(db: Db, #[default(size())] n: u8) -> Db { db.ask(); db }
pub fn size() -> u8 { 1 }
pub fn not_a_fixture() -> u8 { 1 }
const LIMIT: u8 = 1;
#[rstest]
fn by_name(db: Db) { db.ask(); }
#[rstest]
fn unused(_full: Db) {}
#[rstest]
fn from(#[from(db)] other: Db, #[from(fixtures::far)] far: u8) { other.ask(); }
#[rstest]
#[case(size(), LIMIT)]
#[case::named(LIMIT, 2)]
fn cases(#[case] a: u8, #[case] b: u8) {}
#[rstest]
fn values(#[values(size(), 2)] db: u8, not_a_fixture: u8, #[with(LIMIT)] full: Db) {}
#[rstest]
async fn both(#[future] db: Db) {}
#[case_of(size() ; "one")]
#[case_of(LIMIT => 1)]
fn table(n: u8) {}
#[test_case::test_matrix([size(), LIMIT])]
fn matrix(n: u8) {}
#[tokio::test(flavor = "multi_thread")]
async fn asynchronous() { size(); }
#[cfg_attr(not(wasm), tokio::test)]
async fn under_cfg_attr() {}
#[async_trait]
pub trait Service { async fn call(&self) -> Db; async fn twice(&self) { self.call().await.ask(); } }
#[async_trait]
impl Service for Db { async fn call(&self) -> Db { size(); Db } }
async fn used(db: Db, any: Box<dyn Service>) { db.call().await.ask(); any.call().await.ask(); any.twice().await; }
fn no_mark(db: Db) {}
//- src/fixtures.rs
use rstest::*;
#[fixture]
pub fn far() -> u8 { 1 }
#[rstest]
fn by_glob(far: u8) {}
//- src/absent.rs
#[actix_web::main]
async fn no_dependency() {}
#[rstest]
fn no_import(db: u8) {}
//- src/main.rs
#[tokio::main]
async fn main() {}
//- Cargo.toml
[package]
name = "demo"
version = "0.1.0"
edition = "2021"
[dependencies]
tokio = "1"
async-trait = "0.1"
rstest = "0.18"
test-case = "3"
//=
demo/bin/demo::main expands tokio::main inferred
demo::<Db as Service> expands async_trait::async_trait inferred
demo::<Db as Service>::call calls demo::size exact
demo::Service expands async_trait::async_trait inferred
demo::Service::twice calls demo::<Db as Service>::call candidate
demo::Service::twice calls demo::Db::ask inferred
demo::Service::twice calls demo::Service::call inferred
demo::asynchronous calls demo::size exact
demo::asynchronous expands tokio::test inferred
demo::both calls demo::db inferred
demo::both expands rstest::rstest inferred
demo::by_name calls demo::Db::ask inferred
demo::by_name calls demo::db inferred
demo::by_name expands rstest::rstest inferred
demo::cases calls demo::size inferred
demo::cases expands rstest::rstest inferred
demo::cases reads demo::LIMIT inferred
demo::db expands rstest::fixture inferred
demo::fixtures::by_glob calls demo::fixtures::far inferred
demo::fixtures::by_glob expands rstest::rstest inferred
demo::fixtures::far expands rstest::fixture inferred
demo::from calls demo::Db::ask inferred
demo::from calls demo::db inferred
demo::from calls demo::fixtures::far inferred
demo::from expands rstest::rstest inferred
demo::full calls demo::Db::ask inferred
demo::full calls demo::db inferred
demo::full calls demo::size inferred
demo::full expands rstest::fixture inferred
demo::matrix calls demo::size inferred
demo::matrix expands test_case::test_matrix inferred
demo::matrix reads demo::LIMIT inferred
demo::table calls demo::size inferred
demo::table expands test_case::test_case inferred
demo::table reads demo::LIMIT inferred
demo::under_cfg_attr expands tokio::test inferred
demo::unused calls demo::full inferred
demo::unused expands rstest::rstest inferred
demo::used calls demo::<Db as Service>::call inferred
demo::used calls demo::Db::ask inferred
demo::used calls demo::Service::call inferred
demo::used calls demo::Service::twice inferred
demo::values calls demo::full inferred
demo::values calls demo::size inferred
demo::values expands rstest::rstest inferred
demo::values reads demo::LIMIT inferred
