use crate::borrow::Cow;
use crate::ops::{Deref, DerefMut, Index, IndexMut, RangeBounds, Add, AddAssign};
use crate::slice::SliceIndex;
use crate::iter::FromIterator;
pub struct String;
impl String {
    pub const fn new() -> String;
    pub fn with_capacity(capacity: usize) -> String;
    pub fn from_utf8(vec: Vec<u8>) -> Result<String, FromUtf8Error>;
    pub fn from_utf8_lossy(v: &[u8]) -> Cow<str>;
    pub fn from_utf16(v: &[u16]) -> Result<String, FromUtf16Error>;
    pub fn from_utf16_lossy(v: &[u16]) -> String;
    pub unsafe fn from_utf8_unchecked(bytes: Vec<u8>) -> String;
    pub fn into_bytes(self) -> Vec<u8>;
    pub fn as_str(&self) -> &str;
    pub fn as_mut_str(&mut self) -> &mut str;
    pub fn push_str(&mut self, string: &str);
    pub fn capacity(&self) -> usize;
    pub fn reserve(&mut self, additional: usize);
    pub fn shrink_to_fit(&mut self);
    pub fn push(&mut self, ch: char);
    pub fn as_bytes(&self) -> &[u8];
    pub fn truncate(&mut self, new_len: usize);
    pub fn pop(&mut self) -> Option<char>;
    pub fn remove(&mut self, idx: usize) -> char;
    pub fn retain<F: FnMut(char) -> bool>(&mut self, f: F);
    pub fn insert(&mut self, idx: usize, ch: char);
    pub fn insert_str(&mut self, idx: usize, string: &str);
    pub unsafe fn as_mut_vec(&mut self) -> &mut Vec<u8>;
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn split_off(&mut self, at: usize) -> String;
    pub fn clear(&mut self);
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain;
    pub fn replace_range<R: RangeBounds<usize>>(&mut self, range: R, replace_with: &str);
    pub fn into_boxed_str(self) -> Box<str>;
    pub fn leak(self) -> &mut str;
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, src: R);
    pub fn reserve_exact(&mut self, additional: usize);
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError>;
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError>;
    pub fn shrink_to(&mut self, min_capacity: usize);
    pub unsafe fn from_raw_parts(buf: *mut u8, length: usize, capacity: usize) -> String;
}
pub struct Drain;
impl Iterator for Drain { type Item = char; }
pub struct FromUtf8Error;
impl FromUtf8Error {
    pub fn as_bytes(&self) -> &[u8];
    pub fn into_bytes(self) -> Vec<u8>;
    pub fn utf8_error(&self) -> crate::str::Utf8Error;
}
impl crate::error::Error for FromUtf8Error {}
impl crate::fmt::Display for FromUtf8Error {}
impl crate::fmt::Debug for FromUtf8Error {}
pub struct FromUtf16Error;
pub trait ToString { fn to_string(&self) -> String; }
impl<T: crate::fmt::Display + ?Sized> ToString for T {}
impl Deref for String { type Target = str; }
impl DerefMut for String {}
impl<I: SliceIndex<str>> Index<I> for String { type Output = I::Output; }
impl<I: SliceIndex<str>> IndexMut<I> for String {}
impl Add<&str> for String { type Output = String; }
impl AddAssign<&str> for String {}
impl FromIterator<char> for String {}
impl FromIterator<&char> for String {}
impl FromIterator<&str> for String {}
impl FromIterator<String> for String {}
impl FromIterator<Cow<str>> for String {}
impl FromIterator<Box<str>> for String {}
impl Extend<char> for String {}
impl Extend<&char> for String {}
impl Extend<&str> for String {}
impl Extend<String> for String {}
impl Extend<Cow<str>> for String {}
impl Clone for String {}
impl Default for String {}
impl PartialEq for String {}
impl PartialEq<str> for String {}
impl PartialEq<&str> for String {}
impl PartialEq<String> for str {}
impl PartialEq<String> for &str {}
impl Eq for String {}
impl PartialOrd for String {}
impl Ord for String {}
impl crate::hash::Hash for String {}
impl crate::fmt::Debug for String {}
impl crate::fmt::Display for String {}
impl crate::fmt::Write for String {}
impl AsRef<str> for String {}
impl AsRef<[u8]> for String {}
impl AsRef<crate::ffi::OsStr> for String {}
impl AsRef<crate::path::Path> for String {}
impl AsMut<str> for String {}
impl crate::borrow::Borrow<str> for String {}
impl From<&str> for String {}
impl From<&mut str> for String {}
impl From<&String> for String {}
impl From<char> for String {}
impl From<Box<str>> for String {}
impl From<Cow<str>> for String {}
impl crate::str::FromStr for String { type Err = crate::convert::Infallible; }
