//? kinds calls uses_type re_exports
//- Cargo.toml
[workspace]
members = ["core", "facade"]
//- core/Cargo.toml
[package]
name = "core_of"
version = "0.1.0"
edition = "2021"
[features]
std = []
//- core/src/lib.rs
pub mod de {
    macro_rules! declare { (Error: $($bound:tt)*) => { pub trait Error: $($bound)* { fn custom() -> u8; } } }
    #[cfg(not(feature = "std"))]
    declare!(Error: Sized);
    #[cfg(feature = "std")]
    declare!(Error: Sized + Send);
    pub use self::Error as Renamed;
}
//- facade/Cargo.toml
[package]
name = "facade"
version = "0.1.0"
edition = "2021"
[dependencies]
core_of = { path = "../core" }
//- facade/src/lib.rs
pub mod de { pub use core_of::de::{Error, Renamed}; }
mod globbed { pub use core_of::de::*; }
use self::de::Error;
pub fn direct<E: Error>() -> u8 { E::custom() }
pub fn through_a_glob<E: crate::globbed::Error>() -> u8 { E::custom() }
pub fn renamed<E: de::Renamed>() -> u8 { E::custom() }
//=
core_of::de re_exports core_of::de::Error candidate
core_of::de re_exports core_of::de::Error#2 exact
core_of::de::Error uses_type std::marker::Sized exact
core_of::de::Error#2 uses_type std::marker::Send exact
core_of::de::Error#2 uses_type std::marker::Sized exact
facade::de re_exports core_of::de::Error candidate
facade::de re_exports core_of::de::Error#2 exact
facade::direct calls core_of::de::Error#2::custom inferred
facade::direct uses_type core_of::de::Error candidate
facade::direct uses_type core_of::de::Error#2 exact
facade::globbed re_exports core_of::de exact
facade::renamed calls core_of::de::Error#2::custom inferred
facade::renamed uses_type core_of::de::Error candidate
facade::renamed uses_type core_of::de::Error#2 exact
facade::through_a_glob calls core_of::de::Error#2::custom inferred
facade::through_a_glob uses_type core_of::de::Error candidate
facade::through_a_glob uses_type core_of::de::Error#2 exact
