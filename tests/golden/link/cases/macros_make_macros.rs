//? kinds calls contains expands
//- src/lib.rs
macro_rules! outer { ($n:ident) => { macro_rules! $n { ($f:ident) => { pub fn $f() { helper() } } } } }
outer!(first);
first!(one);
fn helper() {}
macro_rules! chain { () => { outer!(second); second!(two); mod inner { second!(three); fn helper() {} } } }
chain!();
macro_rules! again { ($f:ident) => { fn $f() {} } }
again!(old);
macro_rules! again { ($f:ident) => { fn $f() { helper() } } }
again!(new);
outer!(written_again);
macro_rules! written_again { ($f:ident) => { pub fn $f() {} } }
written_again!(plain);
#[macro_use]
mod before { macro_rules! of_mod { ($($d:tt)*) => { fn from_mod() { helper() } } } }
mod after { use super::helper; of_mod!(); }
fn user() { one(); two(); inner::three(); }
//=
demo contains demo::after exact
demo contains demo::again! exact
demo contains demo::again!#2 exact
demo contains demo::before exact
demo contains demo::chain! exact
demo contains demo::first! exact
demo contains demo::helper exact
demo contains demo::inner exact
demo contains demo::new exact
demo contains demo::old exact
demo contains demo::one exact
demo contains demo::outer! exact
demo contains demo::plain exact
demo contains demo::second! exact
demo contains demo::two exact
demo contains demo::user exact
demo contains demo::written_again! exact
demo contains demo::written_again!#2 exact
demo expands demo::again! exact
demo expands demo::again!#2 exact
demo expands demo::chain! exact
demo expands demo::first! exact
demo expands demo::outer! exact
demo expands demo::second! exact
demo expands demo::written_again! exact
demo::after contains demo::after::from_mod exact
demo::after expands demo::before::of_mod! exact
demo::after::from_mod calls demo::helper exact
demo::again!#2 calls demo::helper candidate
demo::before contains demo::before::of_mod! exact
demo::chain! expands demo::outer! candidate
demo::chain! expands demo::second! candidate
demo::first! calls demo::helper candidate
demo::inner contains demo::inner::helper exact
demo::inner contains demo::inner::three exact
demo::inner expands demo::second! exact
demo::inner::three calls demo::inner::helper exact
demo::new calls demo::helper exact
demo::one calls demo::helper exact
demo::outer! calls demo::helper candidate
demo::second! calls demo::helper candidate
demo::two calls demo::helper exact
demo::user calls demo::inner::three exact
demo::user calls demo::one exact
demo::user calls demo::two exact
demo::written_again!#2 calls demo::helper candidate
