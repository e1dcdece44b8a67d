use crate::borrow::Borrow;
use crate::hash::{BuildHasher, Hash};
use crate::iter::FromIterator;
pub use crate::hash::{DefaultHasher, RandomState};
pub struct HashMap<K, V, S = RandomState>;
impl<K, V> HashMap<K, V, RandomState> { pub fn new() -> HashMap<K, V, RandomState>; pub fn with_capacity(capacity: usize) -> HashMap<K, V, RandomState>; }
impl<K, V, S> HashMap<K, V, S> {
    pub fn with_hasher(hash_builder: S) -> HashMap<K, V, S>;
    pub fn with_capacity_and_hasher(capacity: usize, hash_builder: S) -> HashMap<K, V, S>;
    pub fn capacity(&self) -> usize;
    pub fn keys(&self) -> Keys<K, V>;
    pub fn into_keys(self) -> IntoKeys<K, V>;
    pub fn values(&self) -> Values<K, V>;
    pub fn values_mut(&mut self) -> ValuesMut<K, V>;
    pub fn into_values(self) -> IntoValues<K, V>;
    pub fn iter(&self) -> Iter<K, V>;
    pub fn iter_mut(&mut self) -> IterMut<K, V>;
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn drain(&mut self) -> IntoIter<K, V>;
    pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F);
    pub fn clear(&mut self);
    pub fn hasher(&self) -> &S;
    pub fn reserve(&mut self, additional: usize);
    pub fn shrink_to_fit(&mut self);
    pub fn entry(&mut self, key: K) -> Entry<K, V>;
    pub fn get<Q: ?Sized>(&self, k: &Q) -> Option<&V> where K: Borrow<Q>;
    pub fn get_key_value<Q: ?Sized>(&self, k: &Q) -> Option<(&K, &V)> where K: Borrow<Q>;
    pub fn contains_key<Q: ?Sized>(&self, k: &Q) -> bool where K: Borrow<Q>;
    pub fn get_mut<Q: ?Sized>(&mut self, k: &Q) -> Option<&mut V> where K: Borrow<Q>;
    pub fn insert(&mut self, k: K, v: V) -> Option<V>;
    pub fn remove<Q: ?Sized>(&mut self, k: &Q) -> Option<V> where K: Borrow<Q>;
    pub fn remove_entry<Q: ?Sized>(&mut self, k: &Q) -> Option<(K, V)> where K: Borrow<Q>;
    pub fn extract_if<F: FnMut(&K, &mut V) -> bool>(&mut self, pred: F) -> IntoIter<K, V>;
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError>;
    pub fn shrink_to(&mut self, min_capacity: usize);
}
pub enum Entry<K, V> { Occupied(OccupiedEntry<K, V>), Vacant(VacantEntry<K, V>) }
impl<K, V> Entry<K, V> {
    pub fn or_insert(self, default: V) -> &mut V;
    pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &mut V;
    pub fn or_insert_with_key<F: FnOnce(&K) -> V>(self, default: F) -> &mut V;
    pub fn key(&self) -> &K;
    pub fn and_modify<F: FnOnce(&mut V)>(self, f: F) -> Self;
    pub fn insert_entry(self, value: V) -> OccupiedEntry<K, V>;
    pub fn or_default(self) -> &mut V where V: Default;
}
pub struct OccupiedEntry<K, V>;
impl<K, V> OccupiedEntry<K, V> {
    pub fn key(&self) -> &K;
    pub fn remove_entry(self) -> (K, V);
    pub fn get(&self) -> &V;
    pub fn get_mut(&mut self) -> &mut V;
    pub fn into_mut(self) -> &mut V;
    pub fn insert(&mut self, value: V) -> V;
    pub fn remove(self) -> V;
}
pub struct VacantEntry<K, V>;
impl<K, V> VacantEntry<K, V> { pub fn key(&self) -> &K; pub fn into_key(self) -> K; pub fn insert(self, value: V) -> &mut V; pub fn insert_entry(self, value: V) -> OccupiedEntry<K, V>; }
pub struct Iter<K, V>;
impl<K, V> Iterator for Iter<K, V> { type Item = (&K, &V); }
impl<K, V> ExactSizeIterator for Iter<K, V> {}
impl<K, V> DoubleEndedIterator for Iter<K, V> {}
impl<K, V> Clone for Iter<K, V> {}
pub struct IterMut<K, V>;
impl<K, V> Iterator for IterMut<K, V> { type Item = (&K, &mut V); }
pub struct IntoIter<K, V>;
impl<K, V> Iterator for IntoIter<K, V> { type Item = (K, V); }
impl<K, V> DoubleEndedIterator for IntoIter<K, V> {}
pub struct Keys<K, V>;
impl<K, V> Iterator for Keys<K, V> { type Item = &K; }
impl<K, V> DoubleEndedIterator for Keys<K, V> {}
impl<K, V> ExactSizeIterator for Keys<K, V> {}
impl<K, V> Clone for Keys<K, V> {}
pub struct Values<K, V>;
impl<K, V> Iterator for Values<K, V> { type Item = &V; }
impl<K, V> DoubleEndedIterator for Values<K, V> {}
impl<K, V> ExactSizeIterator for Values<K, V> {}
impl<K, V> Clone for Values<K, V> {}
pub struct ValuesMut<K, V>;
impl<K, V> Iterator for ValuesMut<K, V> { type Item = &mut V; }
impl<K, V> DoubleEndedIterator for ValuesMut<K, V> {}
pub struct IntoKeys<K, V>;
impl<K, V> Iterator for IntoKeys<K, V> { type Item = K; }
impl<K, V> DoubleEndedIterator for IntoKeys<K, V> {}
pub struct IntoValues<K, V>;
impl<K, V> Iterator for IntoValues<K, V> { type Item = V; }
impl<K, V> DoubleEndedIterator for IntoValues<K, V> {}
impl<K, V, S> IntoIterator for HashMap<K, V, S> { type Item = (K, V); type IntoIter = IntoIter<K, V>; }
impl<K, V, S> IntoIterator for &HashMap<K, V, S> { type Item = (&K, &V); type IntoIter = Iter<K, V>; }
impl<K, V, S> IntoIterator for &mut HashMap<K, V, S> { type Item = (&K, &mut V); type IntoIter = IterMut<K, V>; }
impl<K, V, S> FromIterator<(K, V)> for HashMap<K, V, S> {}
impl<K, V, S> Extend<(K, V)> for HashMap<K, V, S> {}
impl<K: Copy, V: Copy, S> Extend<(&K, &V)> for HashMap<K, V, S> {}
impl<K, V, const N: usize> From<[(K, V); N]> for HashMap<K, V, RandomState> {}
impl<K: Clone, V: Clone, S: Clone> Clone for HashMap<K, V, S> {}
impl<K, V, S: Default> Default for HashMap<K, V, S> {}
impl<K: PartialEq, V: PartialEq, S> PartialEq for HashMap<K, V, S> {}
impl<K: Eq, V: Eq, S> Eq for HashMap<K, V, S> {}
impl<K: crate::fmt::Debug, V: crate::fmt::Debug, S> crate::fmt::Debug for HashMap<K, V, S> {}
impl<K: Borrow<Q>, Q: ?Sized, V, S> crate::ops::Index<&Q> for HashMap<K, V, S> { type Output = V; }
