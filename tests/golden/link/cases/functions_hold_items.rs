//? kinds uses_type contains implements
//- src/lib.rs
pub struct S;
pub trait Tr {}
fn f() {
    struct S;
    impl Tr for S {}
    enum E { V(S) }
    { struct Deep(S); }
}
fn g(_: S) {}
const K: u8 = { struct InConst; fn helper(_: InConst) -> u8 { 1 } 1 };
//=
demo contains demo::K exact
demo contains demo::S exact
demo contains demo::Tr exact
demo contains demo::f exact
demo contains demo::g exact
demo::K contains demo::K::InConst exact
demo::K contains demo::K::helper exact
demo::K::helper uses_type demo::K::InConst exact
demo::f contains demo::f::<S as Tr> exact
demo::f contains demo::f::Deep exact
demo::f contains demo::f::E exact
demo::f contains demo::f::S exact
demo::f::<S as Tr> implements demo::Tr exact
demo::f::<S as Tr> uses_type demo::Tr exact
demo::f::<S as Tr> uses_type demo::f::S exact
demo::f::Deep contains demo::f::Deep.0 exact
demo::f::Deep uses_type demo::f::S exact
demo::f::E contains demo::f::E::V exact
demo::f::E uses_type demo::f::S exact
demo::f::E::V contains demo::f::E::V.0 exact
demo::g uses_type demo::S exact
