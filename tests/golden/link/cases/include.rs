//? kinds uses_type contains calls imports
//- src/lib.rs
include!("shared.rs");
mod inner {
    include!("inner/made.rs");
    fn user(_: Made, _: Deep) { helper(); told!(); }
}
mod again { include!("shared.rs"); fn g(_: Shared) {} }
include!(concat!(env!("CARGO_MANIFEST_DIR"), "/gen/tables.rs"));
#[cfg(windows)] include!("windows.rs");
include!(concat!(env!("OUT_DIR"), "/bindings.rs"));
fn f(_: Shared, _: Table) {}
#[cfg(windows)] fn only(_: OnlyWindows) {}
struct Local;
impl Local { fn one(&self) {} }
impl From<u8> for Local { fn from(_: u8) -> Local { Local } }
//- src/shared.rs
pub struct Shared;
impl Shared { fn own(&self) { private(); } }
fn private() {}
//- src/inner/made.rs
use super::Shared;
pub struct Made;
fn helper() { other::deep(); take(Shared); }
fn take(_: Shared) {}
macro_rules! told { () => {} }
include!("deep.rs");
mod other;
//- src/inner/deep.rs
pub struct Deep;
//- src/inner/other.rs
pub fn deep() {}
//- gen/tables.rs
pub struct Table;
impl Local { fn two(&self) {} }
impl From<u16> for Local { fn from(_: u16) -> Local { Local } }
//- src/windows.rs
fn on_windows(_: Shared) {}
pub struct OnlyWindows;
//=
demo contains demo::<Local as From> exact
demo contains demo::<Local as From>#tables.rs exact
demo contains demo::<impl Local> exact
demo contains demo::<impl Local>#tables.rs exact
demo contains demo::<impl Shared> exact
demo contains demo::Local exact
demo contains demo::OnlyWindows exact
demo contains demo::Shared exact
demo contains demo::Table exact
demo contains demo::again exact
demo contains demo::f exact
demo contains demo::inner exact
demo contains demo::on_windows exact
demo contains demo::only exact
demo contains demo::private exact
demo::<Local as From> contains demo::<Local as From>::from exact
demo::<Local as From> uses_type demo::Local exact
demo::<Local as From> uses_type std::convert::From exact
demo::<Local as From>#tables.rs contains demo::<Local as From>#tables.rs::from exact
demo::<Local as From>#tables.rs uses_type demo::Local exact
demo::<Local as From>#tables.rs uses_type std::convert::From exact
demo::<Local as From>#tables.rs::from uses_type demo::Local exact
demo::<Local as From>::from uses_type demo::Local exact
demo::<impl Local> contains demo::Local::one exact
demo::<impl Local> uses_type demo::Local exact
demo::<impl Local>#tables.rs contains demo::Local::two exact
demo::<impl Local>#tables.rs uses_type demo::Local exact
demo::<impl Shared> contains demo::Shared::own exact
demo::<impl Shared> uses_type demo::Shared exact
demo::Shared::own calls demo::private exact
demo::again contains demo::again::<impl Shared> exact
demo::again contains demo::again::Shared exact
demo::again contains demo::again::g exact
demo::again contains demo::again::private exact
demo::again::<impl Shared> contains demo::again::Shared::own exact
demo::again::<impl Shared> uses_type demo::again::Shared exact
demo::again::Shared::own calls demo::again::private exact
demo::again::g uses_type demo::again::Shared exact
demo::f uses_type demo::Shared exact
demo::f uses_type demo::Table exact
demo::inner contains demo::inner::Deep exact
demo::inner contains demo::inner::Made exact
demo::inner contains demo::inner::helper exact
demo::inner contains demo::inner::other exact
demo::inner contains demo::inner::take exact
demo::inner contains demo::inner::told! exact
demo::inner contains demo::inner::user exact
demo::inner imports demo::Shared exact
demo::inner::helper calls demo::inner::other::deep exact
demo::inner::helper calls demo::inner::take exact
demo::inner::helper uses_type demo::Shared exact
demo::inner::other contains demo::inner::other::deep exact
demo::inner::take uses_type demo::Shared exact
demo::inner::user calls demo::inner::helper exact
demo::inner::user uses_type demo::inner::Deep exact
demo::inner::user uses_type demo::inner::Made exact
demo::on_windows uses_type demo::Shared exact
demo::only uses_type demo::OnlyWindows exact
