use crate::borrow::Borrow;
use crate::hash::RandomState;
use crate::iter::FromIterator;
pub struct HashSet<T, S = RandomState>;
impl<T> HashSet<T, RandomState> { pub fn new() -> HashSet<T, RandomState>; pub fn with_capacity(capacity: usize) -> HashSet<T, RandomState>; }
impl<T, S> HashSet<T, S> {
    pub fn with_hasher(hasher: S) -> HashSet<T, S>;
    pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> HashSet<T, S>;
    pub fn capacity(&self) -> usize;
    pub fn iter(&self) -> Iter<T>;
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn drain(&mut self) -> IntoIter<T>;
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F);
    pub fn clear(&mut self);
    pub fn reserve(&mut self, additional: usize);
    pub fn shrink_to_fit(&mut self);
    pub fn difference(&self, other: &HashSet<T, S>) -> Iter<T>;
    pub fn symmetric_difference(&self, other: &HashSet<T, S>) -> Iter<T>;
    pub fn intersection(&self, other: &HashSet<T, S>) -> Iter<T>;
    pub fn union(&self, other: &HashSet<T, S>) -> Iter<T>;
    pub fn contains<Q: ?Sized>(&self, value: &Q) -> bool where T: Borrow<Q>;
    pub fn get<Q: ?Sized>(&self, value: &Q) -> Option<&T> where T: Borrow<Q>;
    pub fn is_disjoint(&self, other: &HashSet<T, S>) -> bool;
    pub fn is_subset(&self, other: &HashSet<T, S>) -> bool;
    pub fn is_superset(&self, other: &HashSet<T, S>) -> bool;
    pub fn insert(&mut self, value: T) -> bool;
    pub fn replace(&mut self, value: T) -> Option<T>;
    pub fn remove<Q: ?Sized>(&mut self, value: &Q) -> bool where T: Borrow<Q>;
    pub fn take<Q: ?Sized>(&mut self, value: &Q) -> Option<T> where T: Borrow<Q>;
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError>;
    pub fn shrink_to(&mut self, min_capacity: usize);
    pub fn hasher(&self) -> &S;
}
pub struct Iter<T>;
impl<T> Iterator for Iter<T> { type Item = &T; }
impl<T> DoubleEndedIterator for Iter<T> {}
impl<T> ExactSizeIterator for Iter<T> {}
impl<T> Clone for Iter<T> {}
pub struct IntoIter<T>;
impl<T> Iterator for IntoIter<T> { type Item = T; }
impl<T> DoubleEndedIterator for IntoIter<T> {}
impl<T, S> IntoIterator for HashSet<T, S> { type Item = T; type IntoIter = IntoIter<T>; }
impl<T, S> IntoIterator for &HashSet<T, S> { type Item = &T; type IntoIter = Iter<T>; }
impl<T, S> FromIterator<T> for HashSet<T, S> {}
impl<T, S> Extend<T> for HashSet<T, S> {}
impl<T: Copy, S> Extend<&T> for HashSet<T, S> {}
impl<T, const N: usize> From<[T; N]> for HashSet<T, RandomState> {}
impl<T: Clone, S: Clone> Clone for HashSet<T, S> {}
impl<T, S: Default> Default for HashSet<T, S> {}
impl<T: PartialEq, S> PartialEq for HashSet<T, S> {}
impl<T: Eq, S> Eq for HashSet<T, S> {}
impl<T: crate::fmt::Debug, S> crate::fmt::Debug for HashSet<T, S> {}
