use crate::ops::{Deref, DerefMut};
use crate::iter::FromIterator;
pub struct Box<T: ?Sized>;
impl<T> Box<T> {
    pub fn new(x: T) -> Box<T>;
    pub fn pin(x: T) -> crate::pin::Pin<Box<T>>;
    pub fn new_uninit() -> Box<crate::mem::MaybeUninit<T>>;
}
impl<T: ?Sized> Box<T> {
    pub unsafe fn from_raw(raw: *mut T) -> Box<T>;
    pub fn into_raw(b: Box<T>) -> *mut T;
    pub fn leak(b: Box<T>) -> &mut T;
    pub fn into_pin(boxed: Box<T>) -> crate::pin::Pin<Box<T>>;
}
impl Box<dyn crate::any::Any> { pub fn downcast<T: crate::any::Any>(self) -> Result<Box<T>, Box<dyn crate::any::Any>>; }
impl Box<dyn crate::any::Any + Send> { pub fn downcast<T: crate::any::Any>(self) -> Result<Box<T>, Box<dyn crate::any::Any + Send>>; }
impl Box<dyn crate::any::Any + Send + Sync> { pub fn downcast<T: crate::any::Any>(self) -> Result<Box<T>, Box<dyn crate::any::Any + Send + Sync>>; }
impl<T: ?Sized> Deref for Box<T> { type Target = T; }
impl<T: ?Sized> DerefMut for Box<T> {}
impl<T: Clone + ?Sized> Clone for Box<T> {}
impl<T: Default> Default for Box<T> {}
impl<T: ?Sized + PartialEq> PartialEq for Box<T> {}
impl<T: ?Sized + Eq> Eq for Box<T> {}
impl<T: ?Sized + PartialOrd> PartialOrd for Box<T> {}
impl<T: ?Sized + Ord> Ord for Box<T> {}
impl<T: ?Sized + crate::hash::Hash> crate::hash::Hash for Box<T> {}
impl<T: ?Sized + crate::fmt::Debug> crate::fmt::Debug for Box<T> {}
impl<T: ?Sized + crate::fmt::Display> crate::fmt::Display for Box<T> {}
impl<T: ?Sized> AsRef<T> for Box<T> {}
impl<T: ?Sized> AsMut<T> for Box<T> {}
impl<T: ?Sized> crate::borrow::Borrow<T> for Box<T> {}
impl<I: Iterator + ?Sized> Iterator for Box<I> { type Item = I::Item; }
impl<I: DoubleEndedIterator + ?Sized> DoubleEndedIterator for Box<I> {}
impl<F: crate::future::Future + ?Sized> crate::future::Future for Box<F> { type Output = F::Output; }
impl<R: crate::io::Read + ?Sized> crate::io::Read for Box<R> {}
impl<W: crate::io::Write + ?Sized> crate::io::Write for Box<W> {}
impl<B: crate::io::BufRead + ?Sized> crate::io::BufRead for Box<B> {}
impl<E: crate::error::Error> crate::error::Error for Box<E> {}
impl<T> From<T> for Box<T> {}
impl From<&str> for Box<str> {}
impl From<String> for Box<str> {}
impl<T> From<&[T]> for Box<[T]> {}
impl<T> From<Vec<T>> for Box<[T]> {}
impl<E: crate::error::Error> From<E> for Box<dyn crate::error::Error> {}
impl From<&str> for Box<dyn crate::error::Error> {}
impl From<String> for Box<dyn crate::error::Error> {}
impl From<crate::borrow::Cow<str>> for Box<dyn crate::error::Error> {}
impl<E: crate::error::Error> From<E> for Box<dyn crate::error::Error + Send + Sync> {}
impl From<&str> for Box<dyn crate::error::Error + Send + Sync> {}
impl From<String> for Box<dyn crate::error::Error + Send + Sync> {}
impl From<crate::borrow::Cow<str>> for Box<dyn crate::error::Error + Send + Sync> {}
impl<T> FromIterator<T> for Box<[T]> {}
impl<T> IntoIterator for Box<[T]> { type Item = T; type IntoIter = crate::vec::IntoIter<T>; }
