// Traits and impls with `const`: they need a nightly compiler.
//? kinds calls implements overrides uses_type
//- src/lib.rs
#![feature(const_trait_impl)]
pub const trait Ask { fn ask(&self) -> u8; fn twice(&self) -> u8 { self.ask() } }
pub struct Q;
impl const Ask for Q { fn ask(&self) -> u8 { inner() } }
const fn inner() -> u8 { 1 }
pub struct R;
impl Ask for R { fn ask(&self) -> u8 { 2 } }
const fn by_bound<T: [const] Ask>(t: &T) -> u8 { t.ask() }
fn by_const_bound<T: const Ask>(t: &T) -> u8 { t.twice() }
fn direct() { Q.ask(); Q.twice(); R.ask(); }
pub(crate) const unsafe trait Both { fn both(&self); }
const unsafe impl Both for R { fn both(&self) {} }
fn both(r: R) { r.both(); }
pub const trait Old { fn old(&self); }
impl<T> const Old for Vec<T> where T: [const] Ask { fn old(&self) {} }
fn old(v: Vec<Q>) { v.old(); }
//=
demo::<Q as Ask> implements demo::Ask exact
demo::<Q as Ask> uses_type demo::Ask exact
demo::<Q as Ask> uses_type demo::Q exact
demo::<Q as Ask>::ask calls demo::inner exact
demo::<Q as Ask>::ask overrides demo::Ask::ask exact
demo::<R as Ask> implements demo::Ask exact
demo::<R as Ask> uses_type demo::Ask exact
demo::<R as Ask> uses_type demo::R exact
demo::<R as Ask>::ask overrides demo::Ask::ask exact
demo::<R as Both> implements demo::Both exact
demo::<R as Both> uses_type demo::Both exact
demo::<R as Both> uses_type demo::R exact
demo::<R as Both>::both overrides demo::Both::both exact
demo::<Vec as Old> implements demo::Old exact
demo::<Vec as Old> uses_type demo::Ask exact
demo::<Vec as Old> uses_type demo::Old exact
demo::<Vec as Old> uses_type std::vec::Vec exact
demo::<Vec as Old>::old overrides demo::Old::old exact
demo::Ask::twice calls demo::<Q as Ask>::ask candidate
demo::Ask::twice calls demo::<R as Ask>::ask candidate
demo::Ask::twice calls demo::Ask::ask inferred
demo::both calls demo::<R as Both>::both inferred
demo::both uses_type demo::R exact
demo::by_bound calls demo::<Q as Ask>::ask candidate
demo::by_bound calls demo::<R as Ask>::ask candidate
demo::by_bound calls demo::Ask::ask inferred
demo::by_bound uses_type demo::Ask exact
demo::by_const_bound calls demo::Ask::twice inferred
demo::by_const_bound uses_type demo::Ask exact
demo::direct calls demo::<Q as Ask>::ask inferred
demo::direct calls demo::<R as Ask>::ask inferred
demo::direct calls demo::Ask::twice inferred
demo::direct uses_type demo::Q exact
demo::direct uses_type demo::R exact
demo::old calls demo::<Vec as Old>::old inferred
demo::old uses_type demo::Q exact
demo::old uses_type std::vec::Vec exact
