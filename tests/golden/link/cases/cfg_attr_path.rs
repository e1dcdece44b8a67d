//? kinds uses_type contains
//- src/lib.rs
#[cfg_attr(loom, path = "wide.rs")]
mod lock;
#[cfg_attr(unix, path = "posix.rs")]
#[cfg_attr(not(unix), path = "other.rs")]
mod sys;
mod inner;
#[cfg_attr(loom, cfg(feature = "wide"))]
mod kept { pub struct K; }
fn f(_: lock::Lock, _: sys::Sys, _: inner::deep::D, _: kept::K) {}
//- src/lock.rs
pub struct Lock;
//- src/wide.rs
pub struct Lock;
//- src/posix.rs
pub struct Sys;
//- src/other.rs
pub struct Sys;
//- src/inner.rs
#[cfg_attr(windows, path = "w")]
pub mod deep;
//- src/inner/deep.rs
pub struct D;
//=
demo contains demo::f exact
demo contains demo::inner exact
demo contains demo::kept exact
demo contains demo::lock exact
demo contains demo::sys exact
demo::f uses_type demo::inner::deep::D exact
demo::f uses_type demo::kept::K exact
demo::f uses_type demo::lock::Lock exact
demo::f uses_type demo::sys::Sys exact
demo::inner contains demo::inner::deep exact
demo::inner::deep contains demo::inner::deep::D exact
demo::kept contains demo::kept::K exact
demo::lock contains demo::lock::Lock exact
demo::sys contains demo::sys::Sys exact
