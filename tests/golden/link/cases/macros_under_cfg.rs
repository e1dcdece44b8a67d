//? kinds calls contains
//- src/lib.rs
fn helper() {}
#[cfg(windows)] macro_rules! sys { () => { pub fn call() { windows_only() } } }
#[cfg(not(windows))] macro_rules! sys { () => { pub fn call() { helper() } } }
sys!();
macro_rules! gate { ($($i:item)*) => { $(#[cfg(windows)] $i)* } }
gate! { pub fn one() {} }
macro_rules! other { ($($i:item)*) => { $(#[cfg(unix)] $i)* } }
other! { pub fn one() { helper() } }
#[cfg(windows)] gate! { pub fn two() {} }
macro_rules! pick { ($n:ident) => { #[cfg(windows)] pub fn $n() {} #[cfg(not(windows))] pub fn $n() { helper() } } }
pick!(three);
pub fn user() { call(); one(); three(); }
//=
demo contains demo::call exact
demo contains demo::gate! exact
demo contains demo::helper exact
demo contains demo::one exact
demo contains demo::one#2 exact
demo contains demo::other! exact
demo contains demo::pick! exact
demo contains demo::sys! exact
demo contains demo::sys!#2 exact
demo contains demo::three exact
demo contains demo::three#2 exact
demo contains demo::two exact
demo contains demo::user exact
demo::call calls demo::helper exact
demo::one#2 calls demo::helper exact
demo::pick! calls demo::helper candidate
demo::sys!#2 calls demo::helper candidate
demo::three#2 calls demo::helper exact
demo::user calls demo::call exact
demo::user calls demo::one candidate
demo::user calls demo::one#2 exact
demo::user calls demo::three candidate
demo::user calls demo::three#2 exact
