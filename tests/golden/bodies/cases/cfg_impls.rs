pub trait Go { fn go(&self) -> u8; fn out() -> Self; }
pub struct S;
#[cfg(windows)] impl Go for S { fn go(&self) -> u8 { 1 } fn out() -> S { S } }
#[cfg(unix)] impl Go for S { fn go(&self) -> u8 { 2 } fn out() -> S { S } }
pub struct G<T>(T);
#[cfg(windows)] impl<T> Go for G<T> { fn go(&self) -> u8 { 1 } fn out() -> Self { loop {} } }
#[cfg(not(windows))] impl<T> Go for G<T> { fn go(&self) -> u8 { 2 } fn out() -> Self { loop {} } }
pub struct Both;
#[cfg(unix)] impl Go for Both { fn go(&self) -> u8 { 1 } fn out() -> Both { Both } }
#[cfg(target_os = "linux")] impl Go for Both { fn go(&self) -> u8 { 2 } fn out() -> Both { Both } }
fn method(s: S) {
    s.go(); //~ calls demo::<S as Go>#2::go inferred, calls demo::<S as Go>::go candidate
}
fn path() {
    S::out(); //~ calls demo::<S as Go>#2::out inferred, calls demo::<S as Go>::out candidate
}
fn generic(g: G<u8>) {
    g.go(); //~ calls demo::<G<T> as Go>#2::go inferred, calls demo::<G<T> as Go>::go candidate
}
#[cfg(windows)]
fn elsewhere(s: S) {
    s.go(); //~ calls demo::<S as Go>::go inferred, calls demo::<S as Go>#2::go candidate
}
fn of_both(b: Both) {
    b.go(); //~ calls demo::Go::go inferred, calls demo::<Both as Go>::go candidate, calls demo::<Both as Go>#2::go candidate
}
pub struct Own;
#[cfg(windows)] pub trait Win { fn size(&self) -> u8 { 1 } fn made() -> u8 { 1 } }
#[cfg(windows)] impl Win for Own {}
#[cfg(unix)] pub trait Nix { fn size(&self) -> u8 { 2 } fn made() -> u8 { 2 } }
#[cfg(unix)] impl Nix for Own {}
fn of_a_trait_that_holds(o: &Own) {
    o.size(); //~ calls demo::Nix::size inferred
    Own::made(); //~ calls demo::Nix::made inferred
}
#[cfg(windows)]
fn of_the_trait_there(o: &Own) {
    o.size(); //~ calls demo::Win::size inferred
    Own::made(); //~ calls demo::Win::made inferred
}
#[cfg(unix)] use std::os::unix::ffi::OsStrExt;
#[cfg(windows)] trait OsStrWin { fn as_bytes(&self) -> &[u8]; }
#[cfg(windows)] impl OsStrWin for std::ffi::OsStr { fn as_bytes(&self) -> &[u8] { &[] } }
fn of_std(s: &std::ffi::OsString) -> bool {
    s.as_bytes().is_empty() //~ calls std::os::unix::ffi::OsStrExt::as_bytes inferred
}
#[cfg(windows)]
fn of_own(s: &std::ffi::OsStr) -> bool {
    s.as_bytes().is_empty() //~ calls demo::<OsStr as OsStrWin>::as_bytes inferred
}
