//? kinds calls overrides implements uses_type
//- src/lib.rs
pub trait Visit { type Out; fn one(&self) -> Self::Out; fn two(&self) -> u8 { 2 } }
pub struct S;
macro_rules! get { ($n:ident -> $t:ty) => { pub fn $n(&self) -> $t { helper() } } }
macro_rules! out { ($t:ty) => { type Out = $t; fn one(&self) -> $t { helper() } } }
macro_rules! both { ($($n:ident)*) => { $(get!($n -> u8);)* } }
fn helper() -> u8 { 0 }
impl S { get!(len -> u8); both! { a b } }
impl Visit for S { out!(u8); both_again! {} }
#[macro_export]
macro_rules! both_again { () => { fn two(&self) -> u8 { helper() } } }
pub trait More { more!(); fn twice(&self) -> u8 { self.once() } }
#[macro_export]
macro_rules! more { () => { fn once(&self) -> u8; } }
impl More for S { fn once(&self) -> u8 { self.len() + self.a() + self.b() + self.one() + self.two() } }
extern "C" { declare!(of_c); }
#[macro_export]
macro_rules! declare { ($n:ident) => { pub fn $n(); } }
pub fn f() { unsafe { of_c() } S.twice(); }
//=
demo::<S as More> implements demo::More exact
demo::<S as More> uses_type demo::More exact
demo::<S as More> uses_type demo::S exact
demo::<S as More>::once calls demo::<S as Visit>::one inferred
demo::<S as More>::once calls demo::<S as Visit>::two inferred
demo::<S as More>::once calls demo::S::a exact
demo::<S as More>::once calls demo::S::b exact
demo::<S as More>::once calls demo::S::len exact
demo::<S as More>::once overrides demo::More::once exact
demo::<S as Visit> implements demo::Visit exact
demo::<S as Visit> uses_type demo::S exact
demo::<S as Visit> uses_type demo::Visit exact
demo::<S as Visit>::Out overrides demo::Visit::Out exact
demo::<S as Visit>::one calls demo::helper exact
demo::<S as Visit>::one overrides demo::Visit::one exact
demo::<S as Visit>::two calls demo::helper exact
demo::<S as Visit>::two overrides demo::Visit::two exact
demo::<impl S> uses_type demo::S exact
demo::More::twice calls demo::<S as More>::once candidate
demo::More::twice calls demo::More::once inferred
demo::S::a calls demo::helper exact
demo::S::b calls demo::helper exact
demo::S::len calls demo::helper exact
demo::Visit::one uses_type demo::Visit exact
demo::both_again! calls demo::helper candidate
demo::f calls demo::More::twice inferred
demo::f calls demo::of_c exact
demo::f uses_type demo::S exact
demo::get! calls demo::helper candidate
demo::out! calls demo::helper candidate
