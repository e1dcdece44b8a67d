//? kinds imports uses_type
//- src/lib.rs
pub enum E { A, B(E2), C { f: E2 } }
pub struct E2;
use E::A;
use self::E::{B as Bee, *};
type Alias = E;
mod m { use super::Alias; use super::E::C; }
//=
demo imports demo::E exact
demo imports demo::E::A exact
demo imports demo::E::B exact
demo::Alias uses_type demo::E exact
demo::E uses_type demo::E2 exact
demo::m imports demo::Alias exact
demo::m imports demo::E::C exact
