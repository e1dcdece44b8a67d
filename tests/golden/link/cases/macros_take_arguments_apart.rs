//? kinds calls contains uses_type
//- src/lib.rs
fn helper() -> u8 { 1 }
macro_rules! munch {
    () => {};
    (fn $n:ident; $($rest:tt)*) => { pub fn $n() -> u8 { helper() } munch! { $($rest)* } };
    (struct $n:ident { $($f:ident: $t:ty),* $(,)? } $($rest:tt)*) => {
        pub struct $n { $(pub $f: $t),* }
        impl $n { $(pub fn $f(&self) -> &$t { &self.$f })* }
        munch!($($rest)*);
    };
    (@later $($t:tt)*) => { munch!($($t)*); };
}
munch! {
    fn a;
    struct P { x: u8, next: Q }
    @later fn b; fn c;
}
munch! { struct Q { y: u8 } }
pub fn user(p: &P) { a(); b(); c(); p.x(); p.next().y(); }
//=
demo contains demo::<impl P> exact
demo contains demo::<impl Q> exact
demo contains demo::P exact
demo contains demo::Q exact
demo contains demo::a exact
demo contains demo::b exact
demo contains demo::c exact
demo contains demo::helper exact
demo contains demo::munch! exact
demo contains demo::user exact
demo::<impl P> contains demo::P::next exact
demo::<impl P> contains demo::P::x exact
demo::<impl P> uses_type demo::P exact
demo::<impl Q> contains demo::Q::y exact
demo::<impl Q> uses_type demo::Q exact
demo::P contains demo::P.next exact
demo::P contains demo::P.x exact
demo::P uses_type demo::Q exact
demo::P::next uses_type demo::Q exact
demo::Q contains demo::Q.y exact
demo::a calls demo::helper exact
demo::b calls demo::helper exact
demo::c calls demo::helper exact
demo::munch! calls demo::helper candidate
demo::user calls demo::P::next inferred
demo::user calls demo::P::x inferred
demo::user calls demo::Q::y inferred
demo::user calls demo::a exact
demo::user calls demo::b exact
demo::user calls demo::c exact
demo::user uses_type demo::P exact
