//? kinds uses_type
//- src/lib.rs
mod outer {
    struct Hidden;
    pub(super) struct Half;
    pub(in crate::outer) struct Within;
    use std::collections::HashMap;
    mod tests { use super::*; fn t(_: Hidden, _: Half, _: Within, _: HashMap<u8, u8>) {} }
}
use outer::*;
fn f(_: Hidden, _: Within) {}
fn g(_: Half) {}
fn h(_: HashMap<u8, u8>) {}
//=
demo::g uses_type demo::outer::Half exact
demo::outer::tests::t uses_type demo::outer::Half exact
demo::outer::tests::t uses_type demo::outer::Hidden exact
demo::outer::tests::t uses_type demo::outer::Within exact
demo::outer::tests::t uses_type std::collections::hash_map::HashMap exact
