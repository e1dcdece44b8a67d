//? kinds expands
//- src/lib.rs
macro_rules! debug { (old) => {} }
#[cfg(feature = "debug")]
macro_rules! debug { () => {} }
#[cfg(not(feature = "debug"))]
macro_rules! debug { () => {} }
debug! {}
fn f() { debug!(); }
macro_rules! debug { (last) => {} }
fn g() { debug!(last); }
//=
demo expands demo::debug! candidate
demo expands demo::debug!#2 exact
demo expands demo::debug!#3 candidate
demo::f expands demo::debug! candidate
demo::f expands demo::debug!#2 exact
demo::f expands demo::debug!#3 candidate
demo::g expands demo::debug!#4 exact
