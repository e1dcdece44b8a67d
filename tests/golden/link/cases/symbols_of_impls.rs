//? kinds contains
//- src/lib.rs
pub struct X<T>(T);
mod other { use super::X; impl<T> X<T> { pub fn from_other(&self) {} } impl From<u8> for X<u8> { fn from(_: u8) -> Self { X(0) } } }
impl From<X<u8>> for u8 { fn from(_: X<u8>) -> Self { 0 } }
impl From<X<u16>> for u16 { fn from(_: X<u16>) -> Self { 0 } }
impl From<X<u32>> for u8 { fn from(_: X<u32>) -> Self { 0 } }
impl X<u8> { fn twice(&self) {} }
impl X<u16> { fn twice(&self) {} }
#[cfg(unix)] fn same() {}
#[cfg(windows)] fn same() {}
mod same {}
struct F { twice: u8 }
impl F { fn twice(&self) { fn inner() {} } }
type Al = F;
impl Al { fn through_alias() {} }
impl Vec<u8> { fn foreign(&self) {} }
//=
demo contains demo::<impl Al> exact
demo contains demo::<impl F> exact
demo contains demo::<impl Vec> exact
demo contains demo::<impl X> exact
demo contains demo::<impl X>#2 exact
demo contains demo::<u16 as From> exact
demo contains demo::<u8 as From<X<u32>>> exact
demo contains demo::<u8 as From<X<u8>>> exact
demo contains demo::Al exact
demo contains demo::F exact
demo contains demo::X exact
demo contains demo::other exact
demo contains demo::same exact
demo contains demo::same#2 exact
demo contains demo::same#3 exact
demo::<impl Al> contains demo::F::through_alias exact
demo::<impl F> contains demo::F::twice exact
demo::<impl Vec> contains demo::<impl Vec>::foreign exact
demo::<impl X> contains demo::X::twice exact
demo::<impl X>#2 contains demo::X::twice#2 exact
demo::<u16 as From> contains demo::<u16 as From>::from exact
demo::<u8 as From<X<u32>>> contains demo::<u8 as From<X<u32>>>::from exact
demo::<u8 as From<X<u8>>> contains demo::<u8 as From<X<u8>>>::from exact
demo::F contains demo::F.twice exact
demo::F::twice contains demo::F::twice::inner exact
demo::X contains demo::X.0 exact
demo::other contains demo::other::<X as From> exact
demo::other contains demo::other::<impl X> exact
demo::other::<X as From> contains demo::other::<X as From>::from exact
demo::other::<impl X> contains demo::X::from_other exact
