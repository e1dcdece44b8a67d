//? kinds uses_type
//- src/lib.rs
mod a { pub struct X; pub struct Y; pub struct Z; struct Private; }
mod b { pub struct Y; pub struct W; }
use a::*;
use b::*;
struct X;
fn own_item_wins(_: X) {}
fn unique_glob(_: Z, _: W) {}
fn ambiguous(_: Y) {}
fn not_visible(_: Private) {}
mod c { use super::a::Y; use super::b::*; fn named_import_wins(_: Y) {} }
mod d { use std::fmt::*; use super::a::*; pub struct Result; fn own_wins_over_prelude(_: Result, _: Option<X>) {} }
//=
demo::c::named_import_wins uses_type demo::a::Y exact
demo::d::own_wins_over_prelude uses_type demo::a::X exact
demo::d::own_wins_over_prelude uses_type demo::d::Result exact
demo::d::own_wins_over_prelude uses_type std::option::Option exact
demo::own_item_wins uses_type demo::X exact
demo::unique_glob uses_type demo::a::Z exact
demo::unique_glob uses_type demo::b::W exact
