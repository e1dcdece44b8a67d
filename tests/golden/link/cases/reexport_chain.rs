//? kinds uses_type re_exports imports
//- src/lib.rs
mod inner { pub mod core { pub struct Thing; pub enum E { V } } pub use self::core::Thing; pub use self::core::*; }
pub use inner::Thing as Renamed;
pub mod facade { pub use crate::Renamed; pub use crate::inner::*; }
fn f(_: facade::Renamed, _: facade::Thing, _: facade::E) {}
//=
demo re_exports demo::inner::core::Thing exact
demo::f uses_type demo::inner::core::E exact
demo::f uses_type demo::inner::core::Thing exact
demo::facade re_exports demo::inner exact
demo::facade re_exports demo::inner::core::Thing exact
demo::inner re_exports demo::inner::core exact
demo::inner re_exports demo::inner::core::Thing exact
