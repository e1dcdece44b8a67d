//? kinds calls contains re_exports uses_type
//- src/lib.rs
macro_rules! feature { (#![$m:meta] $($i:item)*) => { $(#[cfg($m)] $i)* } }
macro_rules! proto { ($($i:item)*) => { feature! { #![all(unix, any(feature = "a", not(windows)))] $($i)* } } }
proto! {
    pub mod headers { pub fn one() {} }
    mod proto;
    pub use self::headers::one as again;
    pub fn of_proto(_: Kept) { proto::f(); again() }
    pub struct Kept { pub x: u8 }
    impl Kept { pub fn k(&self) { headers::one() } }
}
feature! { #![windows] mod proto { pub fn f() {} } }
macro_rules! each { ($($i:item)*) => { $(one! { $i })* } }
macro_rules! one { (pub fn $n:ident() $b:block) => { pub fn $n() $b }; ($i:item) => { $i } }
each! { pub fn alone() { with() } pub fn with() {} pub struct S; }
pub fn user(k: &Kept) { of_proto(Kept { x: 1 }); k.k(); alone(); let _ = S; }
//- src/proto.rs
pub fn f() { crate::again() }
//=
demo contains demo::<impl Kept> exact
demo contains demo::Kept exact
demo contains demo::S exact
demo contains demo::alone exact
demo contains demo::each! exact
demo contains demo::feature! exact
demo contains demo::headers exact
demo contains demo::of_proto exact
demo contains demo::one! exact
demo contains demo::proto exact
demo contains demo::proto! exact
demo contains demo::proto#2 exact
demo contains demo::user exact
demo contains demo::with exact
demo re_exports demo::headers::one exact
demo::<impl Kept> contains demo::Kept::k exact
demo::<impl Kept> uses_type demo::Kept exact
demo::Kept contains demo::Kept.x exact
demo::Kept::k calls demo::headers::one exact
demo::alone calls demo::with exact
demo::headers contains demo::headers::one exact
demo::of_proto calls demo::headers::one exact
demo::of_proto calls demo::proto#2::f candidate
demo::of_proto calls demo::proto::f exact
demo::of_proto uses_type demo::Kept exact
demo::proto contains demo::proto::f exact
demo::proto#2 contains demo::proto#2::f exact
demo::proto::f calls demo::headers::one exact
demo::user calls demo::Kept::k inferred
demo::user calls demo::alone exact
demo::user calls demo::of_proto exact
demo::user uses_type demo::Kept exact
demo::user uses_type demo::S exact
