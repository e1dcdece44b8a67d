//? kinds uses_type expands contains
//- src/lib.rs
macro_rules! cfg_rt { ($($i:item)*) => { $($i)* } }
cfg_rt! {
    pub mod rt { pub struct Handle; }
    pub struct Wrapped(rt::Handle);
    impl Wrapped { pub fn new() -> Wrapped { Wrapped(rt::Handle) } }
}
fn f(_: Wrapped, _: rt::Handle) {}
extern "C" { fn c_fn(x: Opaque); type Opaque; }
//=
demo contains demo::<impl Wrapped> exact
demo contains demo::Opaque exact
demo contains demo::Wrapped exact
demo contains demo::c_fn exact
demo contains demo::cfg_rt! exact
demo contains demo::f exact
demo contains demo::rt exact
demo expands demo::cfg_rt! exact
demo::<impl Wrapped> contains demo::Wrapped::new exact
demo::<impl Wrapped> uses_type demo::Wrapped exact
demo::Wrapped contains demo::Wrapped.0 exact
demo::Wrapped uses_type demo::rt::Handle exact
demo::Wrapped::new uses_type demo::Wrapped exact
demo::Wrapped::new uses_type demo::rt::Handle exact
demo::c_fn uses_type demo::Opaque exact
demo::f uses_type demo::Wrapped exact
demo::f uses_type demo::rt::Handle exact
demo::rt contains demo::rt::Handle exact
