use crate::ops::Deref;
pub trait Borrow<Borrowed: ?Sized> { fn borrow(&self) -> &Borrowed; }
pub trait BorrowMut<Borrowed: ?Sized>: Borrow<Borrowed> { fn borrow_mut(&mut self) -> &mut Borrowed; }
impl<T: ?Sized> Borrow<T> for T {}
impl<T: ?Sized> BorrowMut<T> for T {}
impl<T: ?Sized> Borrow<T> for &T {}
pub trait ToOwned { type Owned: Borrow<Self>; fn to_owned(&self) -> Self::Owned; fn clone_into(&self, target: &mut Self::Owned) {} }
impl<T: Clone> ToOwned for T { type Owned = T; }
pub enum Cow<B: ?Sized + ToOwned> { Borrowed(&B), Owned(<B as ToOwned>::Owned) }
impl<B: ?Sized + ToOwned> Cow<B> {
    pub fn is_borrowed(&self) -> bool;
    pub fn is_owned(&self) -> bool;
    pub fn to_mut(&mut self) -> &mut <B as ToOwned>::Owned;
    pub fn into_owned(self) -> <B as ToOwned>::Owned;
}
impl<B: ?Sized + ToOwned> Deref for Cow<B> { type Target = B; }
impl<B: ?Sized + ToOwned> Clone for Cow<B> {}
impl<B: ?Sized + ToOwned> AsRef<B> for Cow<B> {}
impl AsRef<crate::path::Path> for Cow<str> {}
impl AsRef<crate::path::Path> for Cow<crate::ffi::OsStr> {}
impl<B: ?Sized + ToOwned> Borrow<B> for Cow<B> {}
impl<B: ?Sized + ToOwned + crate::fmt::Display> crate::fmt::Display for Cow<B> {}
impl<B: ?Sized + ToOwned + crate::fmt::Debug> crate::fmt::Debug for Cow<B> {}
impl<B: ?Sized + ToOwned + PartialEq> PartialEq for Cow<B> {}
impl<B: ?Sized + ToOwned + Eq> Eq for Cow<B> {}
impl<B: ?Sized + ToOwned + Ord> Ord for Cow<B> {}
impl<B: ?Sized + ToOwned + crate::hash::Hash> crate::hash::Hash for Cow<B> {}
impl From<&str> for Cow<str> {}
impl From<String> for Cow<str> {}
impl From<&String> for Cow<str> {}
impl<T: Clone> From<&[T]> for Cow<[T]> {}
impl<T: Clone> From<Vec<T>> for Cow<[T]> {}
impl From<&crate::path::Path> for Cow<crate::path::Path> {}
impl From<crate::path::PathBuf> for Cow<crate::path::Path> {}
impl crate::iter::FromIterator<char> for Cow<str> {}
