pub trait AsRef<T: ?Sized> { fn as_ref(&self) -> &T; }
pub trait AsMut<T: ?Sized> { fn as_mut(&mut self) -> &mut T; }
pub trait Into<T>: Sized { fn into(self) -> T; }
pub trait From<T>: Sized { fn from(value: T) -> Self; }
pub trait TryInto<T>: Sized { type Error; fn try_into(self) -> Result<T, Self::Error>; }
pub trait TryFrom<T>: Sized { type Error; fn try_from(value: T) -> Result<Self, Self::Error>; }
pub enum Infallible {}
pub fn identity<T>(x: T) -> T;
impl<T, U: From<T>> Into<U> for T {}
impl<T> From<T> for T {}
impl<T, U: TryFrom<T>> TryInto<U> for T { type Error = U::Error; }
impl TryFrom<int> for u8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<int> for u16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<int> for u32 { type Error = crate::num::TryFromIntError; }
impl TryFrom<int> for u64 { type Error = crate::num::TryFromIntError; }
impl TryFrom<int> for u128 { type Error = crate::num::TryFromIntError; }
impl TryFrom<int> for usize { type Error = crate::num::TryFromIntError; }
impl TryFrom<int> for i8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<int> for i16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<int> for i32 { type Error = crate::num::TryFromIntError; }
impl TryFrom<int> for i64 { type Error = crate::num::TryFromIntError; }
impl TryFrom<int> for i128 { type Error = crate::num::TryFromIntError; }
impl TryFrom<int> for isize { type Error = crate::num::TryFromIntError; }
impl TryFrom<u32> for char { type Error = crate::char::CharTryFromError; }
impl<T, const N: usize> TryFrom<&[T]> for [T; N] { type Error = crate::array::TryFromSliceError; }
impl<T, const N: usize> TryFrom<Vec<T>> for [T; N] { type Error = Vec<T>; }
impl<T: ?Sized + AsRef<U>, U: ?Sized> AsRef<U> for &T {}
impl<T: ?Sized + AsRef<U>, U: ?Sized> AsRef<U> for &mut T {}
impl<T: ?Sized + AsMut<U>, U: ?Sized> AsMut<U> for &mut T {}
impl<T> AsRef<[T]> for [T] {}
impl<T> AsMut<[T]> for [T] {}
impl<T, const N: usize> AsRef<[T]> for [T; N] {}
impl<T, const N: usize> AsMut<[T]> for [T; N] {}
impl AsRef<str> for str {}
impl AsRef<[u8]> for str {}
impl AsRef<crate::ffi::OsStr> for str {}
impl AsRef<crate::path::Path> for str {}
impl From<u8> for char {}
impl From<char> for u32 {}
impl From<char> for u64 {}
impl From<bool> for int {}
impl From<u8> for u16 {}
impl From<u8> for u32 {}
impl From<u16> for u32 {}
impl From<u8> for u64 {}
impl From<u16> for u64 {}
impl From<u32> for u64 {}
impl From<u8> for usize {}
impl From<u16> for usize {}
impl From<u8> for i32 {}
impl From<u16> for i32 {}
impl From<i16> for i32 {}
impl From<i8> for i32 {}
impl From<u8> for i64 {}
impl From<u32> for i64 {}
impl From<i32> for i64 {}
impl From<u64> for u128 {}
impl From<u32> for u128 {}
impl From<i64> for i128 {}
impl From<i32> for f64 {}
impl From<u32> for f64 {}
impl From<f32> for f64 {}
impl From<u8> for f64 {}
impl From<u16> for f32 {}
