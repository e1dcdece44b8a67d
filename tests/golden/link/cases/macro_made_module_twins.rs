//? kinds contains calls
//- src/lib.rs
macro_rules! unstable_module {
    ($($(#[$meta:meta])* pub mod $module:ident;)*) => { $(
        $(#[$meta])*
        #[cfg(feature = "unstable")]
        pub mod $module;
        $(#[$meta])*
        #[cfg(not(feature = "unstable"))]
        pub(crate) mod $module;
    )* };
}
unstable_module! {
    #[cfg(chosen_by_a_build_script)]
    pub mod dma;
    pub mod rom;
}
#[cfg(not(feature = "unstable"))]
mod plain;
#[cfg(feature = "unstable")]
pub mod plain;
pub fn f() -> u8 { rom::g() + plain::g() }
//- src/rom.rs
pub fn g() -> u8 { 1 }
//- src/dma.rs
pub fn g() -> u8 { 1 }
//- src/plain.rs
pub fn g() -> u8 { 1 }
//=
demo contains demo::dma exact
demo contains demo::f exact
demo contains demo::plain exact
demo contains demo::rom exact
demo contains demo::unstable_module! exact
demo::dma contains demo::dma::g exact
demo::f calls demo::plain::g exact
demo::f calls demo::rom::g exact
demo::plain contains demo::plain::g exact
demo::rom contains demo::rom::g exact
