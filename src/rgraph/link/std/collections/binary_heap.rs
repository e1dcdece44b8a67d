use crate::iter::FromIterator;
use crate::ops::{Deref, DerefMut};
pub struct BinaryHeap<T>;
impl<T> BinaryHeap<T> {
    pub const fn new() -> BinaryHeap<T>;
    pub fn with_capacity(capacity: usize) -> BinaryHeap<T>;
    pub fn peek_mut(&mut self) -> Option<PeekMut<T>>;
    pub fn pop(&mut self) -> Option<T>;
    pub fn push(&mut self, item: T);
    pub fn into_sorted_vec(self) -> Vec<T>;
    pub fn into_vec(self) -> Vec<T>;
    pub fn iter(&self) -> crate::slice::Iter<T>;
    pub fn peek(&self) -> Option<&T>;
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn clear(&mut self);
    pub fn drain(&mut self) -> crate::vec::Drain<T>;
    pub fn append(&mut self, other: &mut BinaryHeap<T>);
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F);
    pub fn reserve(&mut self, additional: usize);
    pub fn reserve_exact(&mut self, additional: usize);
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError>;
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError>;
    pub fn shrink_to_fit(&mut self);
    pub fn shrink_to(&mut self, min_capacity: usize);
    pub fn capacity(&self) -> usize;
    pub fn as_slice(&self) -> &[T];
}
pub struct PeekMut<T>;
impl<T> PeekMut<T> { pub fn pop(this: PeekMut<T>) -> T; }
impl<T> Deref for PeekMut<T> { type Target = T; }
impl<T> DerefMut for PeekMut<T> {}
impl<T> IntoIterator for BinaryHeap<T> { type Item = T; type IntoIter = crate::vec::IntoIter<T>; }
impl<T> IntoIterator for &BinaryHeap<T> { type Item = &T; type IntoIter = crate::slice::Iter<T>; }
impl<T> FromIterator<T> for BinaryHeap<T> {}
impl<T> Extend<T> for BinaryHeap<T> {}
impl<T> From<Vec<T>> for BinaryHeap<T> {}
impl<T> Default for BinaryHeap<T> {}
impl<T: Clone> Clone for BinaryHeap<T> {}
