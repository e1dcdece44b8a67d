// What must not be linked: locals, parameters and patterns that share a name with an item; methods of other types.
pub fn run() {}
pub fn limit() -> u32 { 1 }
pub const MAX: u32 = 3;
pub struct Mine;
impl Mine { pub fn push(&self, n: u32) {} pub fn len(&self) -> usize { 0 } pub fn clone_it(&self) {} }
pub trait Named { fn name(&self) {} }
impl Named for Mine {}

fn parameter(run: fn()) { run(); } //~ nothing
fn local() { let run = || {}; run(); } //~ nothing
fn in_pattern(o: Option<u32>) { if let Some(limit) = o { let y = limit; } } //~ nothing
fn before_and_after() {
    run(); //~ calls demo::run exact
    let run = 1;
    let x = run; //~ nothing
}
fn closure_parameter() { let f = |limit: u32| limit + 1; f(2); } //~ nothing
fn outer() {
    let run = 1;
    { fn run() {} run(); } //~ calls demo::outer::run exact
}
fn constant_pattern(n: u32) -> bool { match n { MAX => true, other => false } } //~ reads demo::MAX exact
fn other_types() {
    let mut v: Vec<u32> = Vec::new();
    v.push(1); //~ nothing
    let n = "text".len(); //~ nothing
}
fn unknown(x: somewhere::Thing) { x.push(1); x.len(); } //~ nothing
fn of_std(x: &std::fs::File) { x.name(); } //~ nothing
fn generic<T>(x: T) { x.push(1); } //~ nothing
fn not_implemented(x: String) { x.name(); } //~ nothing
mod unimported {
    pub trait Hidden { fn hidden(&self) {} }
    impl Hidden for super::Mine {}
}
fn trait_not_in_scope(x: Mine) { x.hidden(); } //~ nothing
fn not_a_field(x: Mine) { x.push; } //~ nothing
fn wrong_arity_is_still_that(m: Mine) { m.push(1); } //~ calls demo::Mine::push inferred
