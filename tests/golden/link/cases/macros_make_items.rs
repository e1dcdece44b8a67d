//? kinds calls uses_type implements re_exports contains reads references derives
//- src/lib.rs
macro_rules! root { () => { pub mod de; pub use self::de::D; pub fn made() { helper() } } }
root!();
fn helper() {}
pub trait ToSpan { fn span(&self) {} }
macro_rules! imp { ($($t:ty),+) => { $(impl ToSpan for $t { fn span(&self) { helper() } })+ } }
imp!(i32, [u8; 2]);
macro_rules! mk {
    ($a:ident, $b:ident) => {
        #[derive(Clone)]
        pub struct $a { pub x: u8 }
        impl $a { pub const K: u8 = 1; pub fn new() -> Self { $a { x: Self::K } } }
        pub enum $b { V, W($a) }
    };
}
mk!(A, B);
mk! { C, E }
pub fn caller(d: D) {
    made();
    d.go();
    1i32.span();
    [0u8; 2].span();
    let a = A::new();
    let _ = a.clone().x + C::K;
    match B::W(a) { B::V => {} B::W(_) => {} }
}
//- src/de.rs
pub struct D;
impl D { pub fn go(&self) { crate::made() } }
//=
demo contains demo::<[u8; 2] as ToSpan> exact
demo contains demo::<i32 as ToSpan> exact
demo contains demo::<impl A> exact
demo contains demo::<impl C> exact
demo contains demo::A exact
demo contains demo::B exact
demo contains demo::C exact
demo contains demo::E exact
demo contains demo::ToSpan exact
demo contains demo::caller exact
demo contains demo::de exact
demo contains demo::helper exact
demo contains demo::imp! exact
demo contains demo::made exact
demo contains demo::mk! exact
demo contains demo::root! exact
demo re_exports demo::de::D exact
demo::<[u8; 2] as ToSpan> contains demo::<[u8; 2] as ToSpan>::span exact
demo::<[u8; 2] as ToSpan> implements demo::ToSpan exact
demo::<[u8; 2] as ToSpan> uses_type demo::ToSpan exact
demo::<[u8; 2] as ToSpan>::span calls demo::helper exact
demo::<i32 as ToSpan> contains demo::<i32 as ToSpan>::span exact
demo::<i32 as ToSpan> implements demo::ToSpan exact
demo::<i32 as ToSpan> uses_type demo::ToSpan exact
demo::<i32 as ToSpan>::span calls demo::helper exact
demo::<impl A> contains demo::A::K exact
demo::<impl A> contains demo::A::new exact
demo::<impl A> uses_type demo::A exact
demo::<impl C> contains demo::C::K exact
demo::<impl C> contains demo::C::new exact
demo::<impl C> uses_type demo::C exact
demo::A contains demo::A.x exact
demo::A derives std::clone::Clone exact
demo::A::new references demo::A::K exact
demo::A::new uses_type demo::A exact
demo::B contains demo::B::V exact
demo::B contains demo::B::W exact
demo::B uses_type demo::A exact
demo::B::W contains demo::B::W.0 exact
demo::C contains demo::C.x exact
demo::C derives std::clone::Clone exact
demo::C::new references demo::C::K exact
demo::C::new uses_type demo::C exact
demo::E contains demo::E::V exact
demo::E contains demo::E::W exact
demo::E uses_type demo::C exact
demo::E::W contains demo::E::W.0 exact
demo::ToSpan contains demo::ToSpan::span exact
demo::caller calls demo::<[u8; 2] as ToSpan>::span inferred
demo::caller calls demo::<i32 as ToSpan>::span inferred
demo::caller calls demo::A::new exact
demo::caller calls demo::de::D::go inferred
demo::caller calls demo::made exact
demo::caller calls std::clone::Clone::clone inferred
demo::caller reads demo::A.x inferred
demo::caller references demo::B::V exact
demo::caller references demo::B::W exact
demo::caller references demo::C::K exact
demo::caller uses_type demo::A exact
demo::caller uses_type demo::B exact
demo::caller uses_type demo::C exact
demo::caller uses_type demo::de::D exact
demo::de contains demo::de::<impl D> exact
demo::de contains demo::de::D exact
demo::de::<impl D> contains demo::de::D::go exact
demo::de::<impl D> uses_type demo::de::D exact
demo::de::D::go calls demo::made exact
demo::imp! calls demo::helper candidate
demo::imp! uses_type demo::ToSpan candidate
demo::made calls demo::helper exact
demo::root! calls demo::helper candidate
demo::root! references demo::de candidate
demo::root! uses_type demo::de::D candidate
