//? kinds imports expands uses_type references
//- Cargo.toml
[package]
name = "demo"
version = "0.1.0"
edition = "2021"
[dependencies]
bug = "1"
anyhow = "1"
//- src/lib.rs
// A `use` does not resolve through itself; another one in the same block or module does resolve through it. What a
// crate calls by its own name (a macro, a function) is no prefix of a path.
fn in_block() {
    use bug::{bug, collector::*, format::Markdown};
    bug!();
}
fn prefix_of_another() {
    use bug::inner;
    use inner::Deep;
    fn f(_: Deep) {}
}
mod in_module {
    use anyhow::anyhow;
    use anyhow::Context;
    mod below { use super::*; use anyhow::Error; fn g(_: Error, _: anyhow::Chain) {} }
}
mod own {
    pub mod twin { pub fn twin() {} pub struct T; }
    use twin::twin;
    use twin::T;
    fn h(_: T) { twin(); }
}
//=
demo::in_block expands bug::bug exact
demo::in_block imports bug::bug exact
demo::in_block imports bug::collector exact
demo::in_block imports bug::format::Markdown exact
demo::in_module imports anyhow::Context exact
demo::in_module imports anyhow::anyhow exact
demo::in_module::below imports anyhow::Error exact
demo::in_module::below imports demo::in_module exact
demo::in_module::below::g uses_type anyhow::Chain exact
demo::in_module::below::g uses_type anyhow::Error exact
demo::own imports demo::own::twin::T exact
demo::own imports demo::own::twin::twin exact
demo::own::h uses_type demo::own::twin::T exact
demo::prefix_of_another imports bug::inner exact
demo::prefix_of_another imports bug::inner::Deep exact
demo::prefix_of_another::f uses_type bug::inner::Deep exact
