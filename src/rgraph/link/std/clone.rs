pub trait Clone: Sized {
    fn clone(&self) -> Self;
    fn clone_from(&mut self, source: &Self) {}
}
impl Clone for int {}
impl Clone for float {}
impl Clone for bool {}
impl Clone for char {}
impl Clone for ! {}
impl<T: ?Sized> Clone for &T {}
impl<T: ?Sized> Clone for *const T {}
impl<T: ?Sized> Clone for *mut T {}
impl<T: Clone, const N: usize> Clone for [T; N] {}
use crate::marker::Copy;
impl Copy for int {}
impl Copy for float {}
impl Copy for bool {}
impl Copy for char {}
impl<T: ?Sized> Copy for &T {}
