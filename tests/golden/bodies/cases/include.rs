// file: Cargo.toml
[package]
name = "demo"
version = "0.1.0"
edition = "2021"
// file: src/lib.rs
pub struct Conn;
mod wire {
    use super::Conn;
    include!("wire/made.rs");
    pub fn user(c: &Conn) { c.send(); } //~ calls demo::Conn::send inferred
}
pub fn outside(c: &Conn) { c.send().read(); } //~ calls demo::Conn::send inferred, calls demo::wire::Frame::read inferred
// file: src/wire/made.rs
pub struct Frame;
impl Frame { pub fn read(&self) {} }
impl Conn {
    pub fn send(&self) -> Frame { helper(self); Frame } //~ calls demo::wire::helper exact
}
fn helper(c: &Conn) { user(c); } //~ calls demo::wire::user exact
