use std::io;
pub use self::inner::{Thing, other::{self, *, A as B}};
use ::serde::Serialize as _;
pub(crate) use super::super::up;
use {a, b::c, ::d};
use crate::*;
use r#try::r#match;
#[cfg(test)]
#[doc(hidden)]
pub use x::y::{
    z, // comment
    self as me,
};
fn f() {
    use local::Thing;
    struct Inside;
}
