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
