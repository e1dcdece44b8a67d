pub const N: usize = 3;
pub static S: usize = 4;
pub mod m { pub const M: usize = 5; pub struct Deep<const K: usize>; }
pub enum Size { Small = 2 }
pub const fn twice(n: usize) -> usize { n * 2 }
pub struct B<const K: usize, const J: usize = N>; //~ reads demo::N exact
impl<const K: usize> B<K> { pub fn new() -> B<K> { B } pub fn take(&self) {} }
pub struct Gen<T>(T);
pub struct Same;
pub struct T0;
impl T0 { pub const LEN: usize = 2; pub fn own(&self) -> [u8; Self::LEN] { [0; Self::LEN] } } //~ references demo::T0::LEN exact
pub trait Sized2 { const LEN: usize; fn all(&self) -> [u8; 2]; }
pub fn path() { B::<N>::new(); } //~ calls demo::B::new exact, reads demo::N exact
pub fn ret() -> B<N> { B } //~ reads demo::N exact, uses_type demo::B exact
pub fn array(a: [u8; N]) -> [[u8; m::M]; 2] { [[0; m::M]; 2] } //~ reads demo::N exact, reads demo::m::M exact, references demo::m exact
pub fn braces(b: B<{ N }>, c: B<{ N + m::M }>) {} //~ reads demo::N exact, reads demo::m::M exact
pub fn casts(a: [u8; Size::Small as usize]) {} //~ references demo::Size::Small exact, uses_type demo::Size exact
pub fn called(a: [u8; twice(N)]) {} //~ calls demo::twice exact, reads demo::N exact
pub fn turbofish() { takes::<N>(); takes::<{ N - 1 }>(); } //~ calls demo::takes exact, reads demo::N exact
pub fn takes<const K: usize>() {}
pub fn local() { let x: [u8; N] = [0; N]; let y: Vec<[u8; m::M]> = Vec::new(); } //~ reads demo::N exact, reads demo::m::M exact
pub fn param<const N: usize>(a: [u8; N], b: B<N>) {}
pub fn shadowed() { const N: usize = 9; let b: B<N> = B::<N>::new(); } //~ calls demo::B::new exact, reads demo::shadowed::N exact
pub fn of_type(t: T0) -> [u8; T0::LEN] { t.own() } //~ calls demo::T0::own inferred, references demo::T0::LEN exact
pub fn deep(d: m::Deep<N>) -> Gen<B<N>> { loop {} } //~ reads demo::N exact
pub struct Holds { a: [u8; N], b: B<N>, c: Option<Box<B<{ N * 2 }>>> } //~ reads demo::N exact
pub type Alias = B<N>; //~ reads demo::N exact
impl Sized2 for B<N> { const LEN: usize = N; fn all(&self) -> [u8; 2] { self.take(); [0; 2] } } //~ reads demo::N exact, calls demo::B::take exact
impl From<[u8; N]> for T0 { fn from(_: [u8; N]) -> T0 { T0 } } //~ reads demo::N exact
pub fn bound<X: Into<[u8; N]>>(x: X) where B<N>: Sized2 {} //~ reads demo::N exact
pub mod types_first { pub struct N; pub const M: usize = 1; pub const N2: usize = M; pub fn g(a: super::Gen<N>) {} } //~ uses_type demo::types_first::N exact
pub fn block() { let b = Box::<[u8; { let n = 3; n }]>::new([0; 3]); }
pub fn generic<X: Sized2>(x: X) -> usize { let a: [u8; 2] = x.all(); X::LEN } //~ calls demo::Sized2::all inferred, calls demo::<B as Sized2>::all candidate
pub struct Sized3<const K: usize>;
impl Sized3<3> { pub fn three(&self) {} }
impl Sized3<4> { pub fn four(&self) {} }
impl Sized3<{ 5 }> { pub fn five(&self) {} }
pub struct Fallen<const K: usize = 3>;
impl Fallen { pub fn fallen(&self) {} }
pub trait Which { fn which(&self); }
impl Which for Sized3<3> { fn which(&self) {} }
impl Which for Sized3<5> { fn which(&self) {} }
pub fn by_value(a: Sized3<N>, b: Sized3<{ N }>, c: Sized3<5>) { a.three(); b.which(); c.five(); c.which(); } //~ calls demo::Sized3::three inferred, calls demo::<Sized3<3> as Which>::which inferred, calls demo::Sized3::five inferred, calls demo::<Sized3<5> as Which>::which inferred
pub fn by_default(a: Fallen<3>, b: Fallen) { a.fallen(); b.fallen(); } //~ calls demo::Fallen::fallen inferred
pub fn of_const_param<const K: usize>(a: Sized3<{ K }>) -> Sized3<K> where Sized3<K>: Which { a.which(); a } //~ calls demo::Which::which inferred, calls demo::<Sized3<3> as Which>::which candidate, calls demo::<Sized3<5> as Which>::which candidate
