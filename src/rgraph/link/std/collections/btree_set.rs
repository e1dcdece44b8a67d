use crate::borrow::Borrow;
use crate::ops::RangeBounds;
use crate::iter::FromIterator;
pub struct BTreeSet<T>;
impl<T> BTreeSet<T> {
    pub const fn new() -> BTreeSet<T>;
    pub fn first(&self) -> Option<&T>;
    pub fn last(&self) -> Option<&T>;
    pub fn pop_first(&mut self) -> Option<T>;
    pub fn pop_last(&mut self) -> Option<T>;
    pub fn append(&mut self, other: &mut Self);
    pub fn range<K: ?Sized, R: RangeBounds<K>>(&self, range: R) -> Iter<T>;
    pub fn split_off<Q: ?Sized>(&mut self, value: &Q) -> Self;
    pub fn iter(&self) -> Iter<T>;
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F);
    pub fn clear(&mut self);
    pub fn difference(&self, other: &BTreeSet<T>) -> Iter<T>;
    pub fn symmetric_difference(&self, other: &BTreeSet<T>) -> Iter<T>;
    pub fn intersection(&self, other: &BTreeSet<T>) -> Iter<T>;
    pub fn union(&self, other: &BTreeSet<T>) -> Iter<T>;
    pub fn contains<Q: ?Sized>(&self, value: &Q) -> bool where T: Borrow<Q>;
    pub fn get<Q: ?Sized>(&self, value: &Q) -> Option<&T> where T: Borrow<Q>;
    pub fn is_disjoint(&self, other: &BTreeSet<T>) -> bool;
    pub fn is_subset(&self, other: &BTreeSet<T>) -> bool;
    pub fn is_superset(&self, other: &BTreeSet<T>) -> bool;
    pub fn insert(&mut self, value: T) -> bool;
    pub fn replace(&mut self, value: T) -> Option<T>;
    pub fn remove<Q: ?Sized>(&mut self, value: &Q) -> bool where T: Borrow<Q>;
    pub fn take<Q: ?Sized>(&mut self, value: &Q) -> Option<T> where T: Borrow<Q>;
}
pub struct Iter<T>;
impl<T> Iterator for Iter<T> { type Item = &T; }
impl<T> DoubleEndedIterator for Iter<T> {}
impl<T> ExactSizeIterator for Iter<T> {}
impl<T> Clone for Iter<T> {}
pub struct IntoIter<T>;
impl<T> Iterator for IntoIter<T> { type Item = T; }
impl<T> DoubleEndedIterator for IntoIter<T> {}
impl<T> IntoIterator for BTreeSet<T> { type Item = T; type IntoIter = IntoIter<T>; }
impl<T> IntoIterator for &BTreeSet<T> { type Item = &T; type IntoIter = Iter<T>; }
impl<T> FromIterator<T> for BTreeSet<T> {}
impl<T> Extend<T> for BTreeSet<T> {}
impl<T: Copy> Extend<&T> for BTreeSet<T> {}
impl<T, const N: usize> From<[T; N]> for BTreeSet<T> {}
impl<T: Clone> Clone for BTreeSet<T> {}
impl<T> Default for BTreeSet<T> {}
impl<T: PartialEq> PartialEq for BTreeSet<T> {}
impl<T: Eq> Eq for BTreeSet<T> {}
impl<T: crate::fmt::Debug> crate::fmt::Debug for BTreeSet<T> {}
impl<T: PartialOrd> PartialOrd for BTreeSet<T> {}
impl<T: Ord> Ord for BTreeSet<T> {}
impl<T: crate::hash::Hash> crate::hash::Hash for BTreeSet<T> {}
