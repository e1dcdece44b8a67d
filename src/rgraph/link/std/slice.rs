use crate::cmp::Ordering;
use crate::ops::{Index, IndexMut, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive, RangeBounds};
pub trait SliceIndex<T: ?Sized> { type Output: ?Sized; }
impl<T> SliceIndex<[T]> for usize { type Output = T; }
impl<T> SliceIndex<[T]> for Range<usize> { type Output = [T]; }
impl<T> SliceIndex<[T]> for RangeFrom<usize> { type Output = [T]; }
impl<T> SliceIndex<[T]> for RangeTo<usize> { type Output = [T]; }
impl<T> SliceIndex<[T]> for RangeInclusive<usize> { type Output = [T]; }
impl<T> SliceIndex<[T]> for RangeToInclusive<usize> { type Output = [T]; }
impl<T> SliceIndex<[T]> for RangeFull { type Output = [T]; }
impl SliceIndex<str> for Range<usize> { type Output = str; }
impl SliceIndex<str> for RangeFrom<usize> { type Output = str; }
impl SliceIndex<str> for RangeTo<usize> { type Output = str; }
impl SliceIndex<str> for RangeInclusive<usize> { type Output = str; }
impl SliceIndex<str> for RangeToInclusive<usize> { type Output = str; }
impl SliceIndex<str> for RangeFull { type Output = str; }
impl<T, I: SliceIndex<[T]>> Index<I> for [T] { type Output = I::Output; }
impl<T, I: SliceIndex<[T]>> IndexMut<I> for [T] {}
impl<T> [T] {
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn first(&self) -> Option<&T>;
    pub fn first_mut(&mut self) -> Option<&mut T>;
    pub fn split_first(&self) -> Option<(&T, &[T])>;
    pub fn split_first_mut(&mut self) -> Option<(&mut T, &mut [T])>;
    pub fn split_last(&self) -> Option<(&T, &[T])>;
    pub fn last(&self) -> Option<&T>;
    pub fn last_mut(&mut self) -> Option<&mut T>;
    pub fn get<I: SliceIndex<[T]>>(&self, index: I) -> Option<&I::Output>;
    pub fn get_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> Option<&mut I::Output>;
    pub unsafe fn get_unchecked<I: SliceIndex<[T]>>(&self, index: I) -> &I::Output;
    pub unsafe fn get_unchecked_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> &mut I::Output;
    pub fn as_ptr(&self) -> *const T;
    pub fn as_mut_ptr(&mut self) -> *mut T;
    pub fn as_ptr_range(&self) -> Range<*const T>;
    pub fn swap(&mut self, a: usize, b: usize);
    pub fn reverse(&mut self);
    pub fn iter(&self) -> Iter<T>;
    pub fn iter_mut(&mut self) -> IterMut<T>;
    pub fn windows(&self, size: usize) -> Windows<T>;
    pub fn chunks(&self, chunk_size: usize) -> Chunks<T>;
    pub fn chunks_mut(&mut self, chunk_size: usize) -> ChunksMut<T>;
    pub fn chunks_exact(&self, chunk_size: usize) -> ChunksExact<T>;
    pub fn chunks_exact_mut(&mut self, chunk_size: usize) -> ChunksMut<T>;
    pub fn rchunks(&self, chunk_size: usize) -> Chunks<T>;
    pub fn chunk_by<F: FnMut(&T, &T) -> bool>(&self, pred: F) -> Chunks<T>;
    pub fn split_at(&self, mid: usize) -> (&[T], &[T]);
    pub fn split_at_mut(&mut self, mid: usize) -> (&mut [T], &mut [T]);
    pub fn split_at_checked(&self, mid: usize) -> Option<(&[T], &[T])>;
    pub fn split<F: FnMut(&T) -> bool>(&self, pred: F) -> Split<T, F>;
    pub fn split_mut<F: FnMut(&T) -> bool>(&mut self, pred: F) -> ChunksMut<T>;
    pub fn split_inclusive<F: FnMut(&T) -> bool>(&self, pred: F) -> Split<T, F>;
    pub fn rsplit<F: FnMut(&T) -> bool>(&self, pred: F) -> Split<T, F>;
    pub fn splitn<F: FnMut(&T) -> bool>(&self, n: usize, pred: F) -> Split<T, F>;
    pub fn rsplitn<F: FnMut(&T) -> bool>(&self, n: usize, pred: F) -> Split<T, F>;
    pub fn contains(&self, x: &T) -> bool;
    pub fn starts_with(&self, needle: &[T]) -> bool;
    pub fn ends_with(&self, needle: &[T]) -> bool;
    pub fn strip_prefix(&self, prefix: &[T]) -> Option<&[T]>;
    pub fn strip_suffix(&self, suffix: &[T]) -> Option<&[T]>;
    pub fn binary_search(&self, x: &T) -> Result<usize, usize>;
    pub fn binary_search_by<F: FnMut(&T) -> Ordering>(&self, f: F) -> Result<usize, usize>;
    pub fn binary_search_by_key<B, F: FnMut(&T) -> B>(&self, b: &B, f: F) -> Result<usize, usize>;
    pub fn partition_point<P: FnMut(&T) -> bool>(&self, pred: P) -> usize;
    pub fn sort_unstable(&mut self);
    pub fn sort_unstable_by<F: FnMut(&T, &T) -> Ordering>(&mut self, compare: F);
    pub fn sort_unstable_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F);
    pub fn sort(&mut self);
    pub fn sort_by<F: FnMut(&T, &T) -> Ordering>(&mut self, compare: F);
    pub fn sort_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F);
    pub fn sort_by_cached_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F);
    pub fn is_sorted(&self) -> bool;
    pub fn select_nth_unstable(&mut self, index: usize) -> (&mut [T], &mut T, &mut [T]);
    pub fn rotate_left(&mut self, mid: usize);
    pub fn rotate_right(&mut self, k: usize);
    pub fn fill(&mut self, value: T);
    pub fn fill_with<F: FnMut() -> T>(&mut self, f: F);
    pub fn clone_from_slice(&mut self, src: &[T]);
    pub fn copy_from_slice(&mut self, src: &[T]);
    pub fn copy_within<R: RangeBounds<usize>>(&mut self, src: R, dest: usize);
    pub fn swap_with_slice(&mut self, other: &mut [T]);
    pub fn to_vec(&self) -> Vec<T>;
    pub fn into_vec(self: Box<Self>) -> Vec<T>;
    pub fn repeat(&self, n: usize) -> Vec<T>;
    pub fn concat<Item: ?Sized>(&self) -> <Self as Concat<Item>>::Output;
    pub fn join<Separator>(&self, sep: Separator) -> <Self as Join<Separator>>::Output;
    pub fn as_chunks<const N: usize>(&self) -> (&[[T; N]], &[T]);
    pub fn first_chunk<const N: usize>(&self) -> Option<&[T; N]>;
    pub fn escape_ascii(&self) -> crate::ascii::EscapeDefault;
    pub fn split_last_mut(&mut self) -> Option<(&mut T, &mut [T])>;
    pub fn first_chunk_mut<const N: usize>(&mut self) -> Option<&mut [T; N]>;
    pub fn last_chunk<const N: usize>(&self) -> Option<&[T; N]>;
    pub fn last_chunk_mut<const N: usize>(&mut self) -> Option<&mut [T; N]>;
    pub fn split_first_chunk<const N: usize>(&self) -> Option<(&[T; N], &[T])>;
    pub fn split_first_chunk_mut<const N: usize>(&mut self) -> Option<(&mut [T; N], &mut [T])>;
    pub fn split_last_chunk<const N: usize>(&self) -> Option<(&[T], &[T; N])>;
    pub fn split_last_chunk_mut<const N: usize>(&mut self) -> Option<(&mut [T], &mut [T; N])>;
    pub fn split_at_mut_checked(&mut self, mid: usize) -> Option<(&mut [T], &mut [T])>;
    pub unsafe fn split_at_unchecked(&self, mid: usize) -> (&[T], &[T]);
    pub unsafe fn split_at_mut_unchecked(&mut self, mid: usize) -> (&mut [T], &mut [T]);
    pub fn as_mut_ptr_range(&mut self) -> Range<*mut T>;
    pub unsafe fn align_to<U>(&self) -> (&[T], &[U], &[T]);
    pub unsafe fn align_to_mut<U>(&mut self) -> (&mut [T], &mut [U], &mut [T]);
    pub fn is_sorted_by<F: FnMut(&T, &T) -> bool>(&self, compare: F) -> bool;
    pub fn is_sorted_by_key<F: FnMut(&T) -> K, K: PartialOrd>(&self, f: F) -> bool;
    pub fn select_nth_unstable_by<F: FnMut(&T, &T) -> Ordering>(&mut self, index: usize, compare: F) -> (&mut [T], &mut T, &mut [T]);
    pub fn select_nth_unstable_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, index: usize, f: F) -> (&mut [T], &mut T, &mut [T]);
}
impl [u8] {
    pub fn is_ascii(&self) -> bool;
    pub fn eq_ignore_ascii_case(&self, other: &[u8]) -> bool;
    pub fn make_ascii_uppercase(&mut self);
    pub fn make_ascii_lowercase(&mut self);
    pub fn to_ascii_uppercase(&self) -> Vec<u8>;
    pub fn to_ascii_lowercase(&self) -> Vec<u8>;
    pub fn trim_ascii(&self) -> &[u8];
    pub fn trim_ascii_start(&self) -> &[u8];
    pub fn trim_ascii_end(&self) -> &[u8];
    pub fn utf8_chunks(&self) -> crate::str::Utf8Chunks;
}
pub trait Concat<Item: ?Sized> { type Output; }
impl<S: crate::borrow::Borrow<str>> Concat<str> for [S] { type Output = String; }
impl<T: Clone, V: crate::borrow::Borrow<[T]>> Concat<T> for [V] { type Output = Vec<T>; }
pub trait Join<Separator> { type Output; }
impl<S: crate::borrow::Borrow<str>> Join<&str> for [S] { type Output = String; }
impl<T: Clone, V: crate::borrow::Borrow<[T]>> Join<&T> for [V] { type Output = Vec<T>; }
impl<T: Clone, V: crate::borrow::Borrow<[T]>> Join<&[T]> for [V] { type Output = Vec<T>; }
pub struct Iter<T>;
impl<T> Iter<T> { pub fn as_slice(&self) -> &[T]; }
impl<T> Iterator for Iter<T> { type Item = &T; }
impl<T> DoubleEndedIterator for Iter<T> {}
impl<T> ExactSizeIterator for Iter<T> {}
impl<T> Clone for Iter<T> {}
impl<T> AsRef<[T]> for Iter<T> {}
pub struct IterMut<T>;
impl<T> Iterator for IterMut<T> { type Item = &mut T; }
impl<T> DoubleEndedIterator for IterMut<T> {}
impl<T> ExactSizeIterator for IterMut<T> {}
pub struct Windows<T>;
impl<T> Iterator for Windows<T> { type Item = &[T]; }
impl<T> DoubleEndedIterator for Windows<T> {}
impl<T> ExactSizeIterator for Windows<T> {}
pub struct Chunks<T>;
impl<T> Iterator for Chunks<T> { type Item = &[T]; }
impl<T> DoubleEndedIterator for Chunks<T> {}
impl<T> ExactSizeIterator for Chunks<T> {}
pub struct ChunksExact<T>;
impl<T> Iterator for ChunksExact<T> { type Item = &[T]; }
impl<T> DoubleEndedIterator for ChunksExact<T> {}
impl<T> ChunksExact<T> { pub fn remainder(&self) -> &[T]; }
pub struct ChunksMut<T>;
impl<T> Iterator for ChunksMut<T> { type Item = &mut [T]; }
pub struct Split<T, P>;
impl<T, P> Iterator for Split<T, P> { type Item = &[T]; }
impl<T, P> DoubleEndedIterator for Split<T, P> {}
impl<T> IntoIterator for &[T] { type Item = &T; type IntoIter = Iter<T>; }
impl<T> IntoIterator for &mut [T] { type Item = &mut T; type IntoIter = IterMut<T>; }
impl<T: Clone> crate::borrow::ToOwned for [T] { type Owned = Vec<T>; }
impl<T: crate::hash::Hash> crate::hash::Hash for [T] {}
impl<T: crate::fmt::Debug> crate::fmt::Debug for [T] {}
pub fn from_ref<T>(s: &T) -> &[T];
pub fn from_mut<T>(s: &mut T) -> &mut [T];
pub unsafe fn from_raw_parts<T>(data: *const T, len: usize) -> &[T];
pub unsafe fn from_raw_parts_mut<T>(data: *mut T, len: usize) -> &mut [T];
