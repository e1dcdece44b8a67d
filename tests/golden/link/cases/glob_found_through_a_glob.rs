//? kinds imports uses_type
//- src/lib.rs
mod kinds { pub enum Kind { One, Two } pub mod deep { pub struct Buried; } }
pub use kinds::*;
mod user {
    use {deep::*, super::*, Kind::*};
    fn f(_: Kind, _: Buried) {}
    mod inner { use super::*; use self::One as Uno; fn g(_: Buried) {} }
}
//=
demo::user imports demo exact
demo::user imports demo::kinds::Kind exact
demo::user imports demo::kinds::deep exact
demo::user::f uses_type demo::kinds::Kind exact
demo::user::f uses_type demo::kinds::deep::Buried exact
demo::user::inner imports demo::kinds::Kind::One exact
demo::user::inner imports demo::user exact
demo::user::inner::g uses_type demo::kinds::deep::Buried exact
