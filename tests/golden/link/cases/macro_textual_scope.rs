//? kinds expands
//- src/lib.rs
too_early! {}
macro_rules! too_early { () => {} }
too_early! {}
mod before { late! {} }
macro_rules! late { () => {} }
mod after { late! {} mod deep { late! {} } }
#[macro_use] mod helpers { macro_rules! shared { () => {} } }
shared! {}
mod plain { macro_rules! kept { () => {} } }
kept! {}
macro_rules! late { (again) => {} }
late! { again }
//=
demo expands demo::helpers::shared! exact
demo expands demo::late!#2 exact
demo expands demo::too_early! exact
demo::after expands demo::late! exact
demo::after::deep expands demo::late! exact
