// file: Cargo.toml
[package]
name = "demo"
version = "0.1.0"
edition = "2021"
// file: src/lib.rs
pub struct Row { pub n: u8 }
impl Row { pub fn new(n: u8) -> Row { Row { n } } pub fn go(&self) {} }
pub fn helper() -> u8 { 1 }
pub mod deep { pub fn far() -> u8 { 2 } }
fn value() {
    let row = include!("row.rs"); //~ calls demo::Row::new exact, calls demo::helper exact
    row.go(); //~ calls demo::Row::go inferred
}
fn of_the_manifest() {
    include!(concat!(env!("CARGO_MANIFEST_DIR"), "/gen/list.rs"))[0].go(); //~ calls demo::Row::new exact, calls demo::Row::go inferred
}
fn statement() {
    let local = Row::new(1); //~ calls demo::Row::new exact
    include!("block.rs"); //~ calls demo::Row::go inferred, calls demo::helper exact, calls demo::deep::far exact
}
fn nested() { include!("sub/outer.rs").go(); } //~ calls demo::Row::new exact, calls demo::Row::go inferred
const ROWS: [u8; 2] = include!("numbers.rs");
macro_rules! wrap { ($e:expr) => { $e } }
fn in_a_macro() { wrap!(include!("row.rs")).go(); } //~ calls demo::Row::new exact, calls demo::helper exact, calls demo::Row::go inferred
// file: src/row.rs
// Made by hand.
Row::new(
    helper(),
)
// file: src/block.rs
{
    use crate::deep::far;
    fn own() -> u8 { far() }
    local.go();
    helper();
    own()
}
// file: src/sub/outer.rs
{ include!("inner.rs") }
// file: src/sub/inner.rs
Row::new(3)
// file: src/numbers.rs
[1, 2]
// file: gen/list.rs
[Row::new(1), Row::new(2)]
