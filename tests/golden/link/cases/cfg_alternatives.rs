//? kinds uses_type
//- src/lib.rs
#[cfg(unix)] mod imp { pub struct H; }
#[cfg(windows)] #[path = "win.rs"] mod imp;
fn f(_: imp::H) {}
#[cfg(windows)] fn on_windows(_: imp::H) {}
#[cfg(feature = "x")] use imp::H as Handle;
#[cfg(not(feature = "x"))] struct Handle;
fn g(_: Handle) {}
//- src/win.rs
pub struct H;
//=
demo::f uses_type demo::imp#2::H candidate
demo::f uses_type demo::imp::H exact
demo::g uses_type demo::Handle candidate
demo::g uses_type demo::imp#2::H candidate
demo::g uses_type demo::imp::H exact
demo::on_windows uses_type demo::imp#2::H exact
demo::on_windows uses_type demo::imp::H candidate
