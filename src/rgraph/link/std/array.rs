use crate::slice::{Iter, IterMut};
pub struct IntoIter<T, const N: usize>;
impl<T, const N: usize> Iterator for IntoIter<T, N> { type Item = T; }
impl<T, const N: usize> DoubleEndedIterator for IntoIter<T, N> {}
impl<T, const N: usize> ExactSizeIterator for IntoIter<T, N> {}
impl<T, const N: usize> IntoIterator for [T; N] { type Item = T; type IntoIter = IntoIter<T, N>; }
impl<T, const N: usize> IntoIterator for &[T; N] { type Item = &T; type IntoIter = Iter<T>; }
impl<T, const N: usize> IntoIterator for &mut [T; N] { type Item = &mut T; type IntoIter = IterMut<T>; }
impl<T, const N: usize> [T; N] {
    pub fn map<F: FnMut(T) -> U, U>(self, f: F) -> [U; N];
    pub fn as_slice(&self) -> &[T];
    pub fn as_mut_slice(&mut self) -> &mut [T];
    pub fn each_ref(&self) -> [&T; N];
}
pub struct TryFromSliceError;
pub fn from_fn<T, const N: usize, F: FnMut(usize) -> T>(f: F) -> [T; N];
pub fn from_ref<T>(s: &T) -> &[T; 1];
impl<T, const N: usize, I: crate::slice::SliceIndex<[T]>> crate::ops::Index<I> for [T; N] { type Output = I::Output; }
impl<T: crate::hash::Hash, const N: usize> crate::hash::Hash for [T; N] {}
impl<T: crate::fmt::Debug, const N: usize> crate::fmt::Debug for [T; N] {}
