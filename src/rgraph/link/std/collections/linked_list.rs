use crate::iter::FromIterator;
pub struct LinkedList<T>;
impl<T> LinkedList<T> {
    pub const fn new() -> Self;
    pub fn append(&mut self, other: &mut Self);
    pub fn iter(&self) -> crate::slice::Iter<T>;
    pub fn iter_mut(&mut self) -> crate::slice::IterMut<T>;
    pub fn is_empty(&self) -> bool;
    pub fn len(&self) -> usize;
    pub fn clear(&mut self);
    pub fn front(&self) -> Option<&T>;
    pub fn front_mut(&mut self) -> Option<&mut T>;
    pub fn back(&self) -> Option<&T>;
    pub fn back_mut(&mut self) -> Option<&mut T>;
    pub fn push_front(&mut self, elt: T);
    pub fn pop_front(&mut self) -> Option<T>;
    pub fn push_back(&mut self, elt: T);
    pub fn pop_back(&mut self) -> Option<T>;
}
impl<T> IntoIterator for LinkedList<T> { type Item = T; type IntoIter = crate::vec::IntoIter<T>; }
impl<T> IntoIterator for &LinkedList<T> { type Item = &T; type IntoIter = crate::slice::Iter<T>; }
impl<T> FromIterator<T> for LinkedList<T> {}
impl<T> Extend<T> for LinkedList<T> {}
impl<T> Default for LinkedList<T> {}
impl<T: Clone> Clone for LinkedList<T> {}
