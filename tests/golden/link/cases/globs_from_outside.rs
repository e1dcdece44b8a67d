//? kinds calls uses_type references imports expands
//- Cargo.toml
[package]
name = "demo"
version = "0.1.0"
edition = "2021"
[dependencies]
log = "1"
serde = "1"
//- src/lib.rs
pub mod log { pub use log::*; pub struct Own; }
mod several { pub use log::*; pub use serde::*; }
mod private { use log::*; pub mod deep { fn seen() { super::inner() } } }
pub mod prelude { pub use crate::log::*; pub use self::named::*; pub mod named { pub struct Named; } }
mod unsure { pub use log::*; unknown!(); }
mod derived { pub use log::*; #[derive(serde::Builder)] pub struct S; }
mod plain { pub use log::*; #[derive(Clone)] pub struct S; }
macro_rules! known { () => { pub fn made() {} } }
mod sure { pub use log::*; known!(); }
#[cfg(windows)] mod elsewhere { pub use log::*; }
mod under { #[cfg(windows)] pub use log::*; }
fn qualified() {
    crate::log::max_level();
    log::Own;
    log::Level::Debug;
    prelude::far();
    prelude::Named;
    sure::certain();
    sure::made();
    plain::too();
}
fn open() { several::what(); private::hidden(); unsure::maybe(); derived::SBuilder(); under::that(); unqualified(); }
use crate::log::LevelFilter;
fn imported(_: LevelFilter) { LevelFilter::Off; self::log::info!("x"); }
fn in_a_block() { use crate::log; log::logger(); }
mod inside { use super::log::*; fn through() { of_a_glob() } }
//=
demo imports log::LevelFilter exact
demo::imported expands log::info exact
demo::imported references demo::log exact
demo::imported references log::LevelFilter::Off exact
demo::imported uses_type log::LevelFilter exact
demo::in_a_block calls log::logger exact
demo::in_a_block imports demo::log exact
demo::in_a_block references demo::log exact
demo::inside imports demo::log exact
demo::open references demo::derived exact
demo::open references demo::private exact
demo::open references demo::several exact
demo::open references demo::under exact
demo::open references demo::unsure exact
demo::private imports log exact
demo::private::deep::seen calls log::inner exact
demo::qualified calls demo::sure::made exact
demo::qualified calls log::certain exact
demo::qualified calls log::far exact
demo::qualified calls log::max_level exact
demo::qualified calls log::too exact
demo::qualified references demo::log exact
demo::qualified references demo::plain exact
demo::qualified references demo::prelude exact
demo::qualified references demo::sure exact
demo::qualified references log::Level::Debug exact
demo::qualified uses_type demo::log::Own exact
demo::qualified uses_type demo::prelude::named::Named exact
demo::sure expands demo::known! exact
