use crate::borrow::Cow;
use crate::ops::{Index, IndexMut};
use crate::slice::SliceIndex;
pub trait FromStr: Sized { type Err; fn from_str(s: &str) -> Result<Self, Self::Err>; }
impl FromStr for int { type Err = crate::num::ParseIntError; }
impl FromStr for float { type Err = crate::num::ParseFloatError; }
impl FromStr for bool { type Err = ParseBoolError; }
impl FromStr for char { type Err = crate::char::ParseCharError; }
pub mod pattern {
    pub trait Pattern: Sized {}
    impl Pattern for char {}
    impl Pattern for &str {}
    impl Pattern for &String {}
    impl Pattern for &&str {}
    impl Pattern for [char; 2] {}
    impl Pattern for &[char] {}
    impl<const N: usize> Pattern for [char; N] {}
    impl<const N: usize> Pattern for &[char; N] {}
    impl<F: FnMut(char) -> bool> Pattern for F {}
}
use pattern::Pattern;
impl str {
    pub fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error>;
    pub fn from_utf8_mut(v: &mut [u8]) -> Result<&mut str, Utf8Error>;
    pub unsafe fn from_utf8_unchecked(v: &[u8]) -> &str;
    pub unsafe fn from_utf8_unchecked_mut(v: &mut [u8]) -> &mut str;
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn is_char_boundary(&self, index: usize) -> bool;
    pub fn floor_char_boundary(&self, index: usize) -> usize;
    pub fn as_bytes(&self) -> &[u8];
    pub unsafe fn as_bytes_mut(&mut self) -> &mut [u8];
    pub fn as_ptr(&self) -> *const u8;
    pub fn as_str(&self) -> &str;
    pub fn get<I: SliceIndex<str>>(&self, i: I) -> Option<&I::Output>;
    pub fn get_mut<I: SliceIndex<str>>(&mut self, i: I) -> Option<&mut I::Output>;
    pub unsafe fn get_unchecked<I: SliceIndex<str>>(&self, i: I) -> &I::Output;
    pub fn split_at(&self, mid: usize) -> (&str, &str);
    pub fn split_at_checked(&self, mid: usize) -> Option<(&str, &str)>;
    pub fn chars(&self) -> Chars;
    pub fn char_indices(&self) -> CharIndices;
    pub fn bytes(&self) -> Bytes;
    pub fn split_whitespace(&self) -> SplitWhitespace;
    pub fn split_ascii_whitespace(&self) -> SplitWhitespace;
    pub fn lines(&self) -> Lines;
    pub fn encode_utf16(&self) -> EncodeUtf16;
    pub fn contains<P: Pattern>(&self, pat: P) -> bool;
    pub fn starts_with<P: Pattern>(&self, pat: P) -> bool;
    pub fn ends_with<P: Pattern>(&self, pat: P) -> bool;
    pub fn find<P: Pattern>(&self, pat: P) -> Option<usize>;
    pub fn rfind<P: Pattern>(&self, pat: P) -> Option<usize>;
    pub fn split<P: Pattern>(&self, pat: P) -> Split<P>;
    pub fn split_inclusive<P: Pattern>(&self, pat: P) -> Split<P>;
    pub fn rsplit<P: Pattern>(&self, pat: P) -> Split<P>;
    pub fn split_terminator<P: Pattern>(&self, pat: P) -> Split<P>;
    pub fn splitn<P: Pattern>(&self, n: usize, pat: P) -> SplitN<P>;
    pub fn rsplitn<P: Pattern>(&self, n: usize, pat: P) -> SplitN<P>;
    pub fn split_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)>;
    pub fn rsplit_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)>;
    pub fn matches<P: Pattern>(&self, pat: P) -> Split<P>;
    pub fn rmatches<P: Pattern>(&self, pat: P) -> Split<P>;
    pub fn match_indices<P: Pattern>(&self, pat: P) -> MatchIndices<P>;
    pub fn rmatch_indices<P: Pattern>(&self, pat: P) -> MatchIndices<P>;
    pub fn trim(&self) -> &str;
    pub fn trim_start(&self) -> &str;
    pub fn trim_end(&self) -> &str;
    pub fn trim_left(&self) -> &str;
    pub fn trim_right(&self) -> &str;
    pub fn trim_ascii(&self) -> &str;
    pub fn trim_matches<P: Pattern>(&self, pat: P) -> &str;
    pub fn trim_start_matches<P: Pattern>(&self, pat: P) -> &str;
    pub fn trim_end_matches<P: Pattern>(&self, pat: P) -> &str;
    pub fn trim_left_matches<P: Pattern>(&self, pat: P) -> &str;
    pub fn trim_right_matches<P: Pattern>(&self, pat: P) -> &str;
    pub fn strip_prefix<P: Pattern>(&self, prefix: P) -> Option<&str>;
    pub fn strip_suffix<P: Pattern>(&self, suffix: P) -> Option<&str>;
    pub fn parse<F: FromStr>(&self) -> Result<F, F::Err>;
    pub fn is_ascii(&self) -> bool;
    pub fn eq_ignore_ascii_case(&self, other: &str) -> bool;
    pub fn make_ascii_uppercase(&mut self);
    pub fn make_ascii_lowercase(&mut self);
    pub fn to_ascii_uppercase(&self) -> String;
    pub fn to_ascii_lowercase(&self) -> String;
    pub fn to_lowercase(&self) -> String;
    pub fn to_uppercase(&self) -> String;
    pub fn into_string(self: Box<str>) -> String;
    pub fn into_boxed_bytes(self: Box<str>) -> Box<[u8]>;
    pub fn repeat(&self, n: usize) -> String;
    pub fn replace<P: Pattern>(&self, from: P, to: &str) -> String;
    pub fn replacen<P: Pattern>(&self, pat: P, to: &str, count: usize) -> String;
    pub fn escape_debug(&self) -> EscapeDebug;
    pub fn escape_default(&self) -> EscapeDebug;
    pub fn escape_unicode(&self) -> EscapeDebug;
    pub fn as_mut_ptr(&mut self) -> *mut u8;
    pub fn split_at_mut(&mut self, mid: usize) -> (&mut str, &mut str);
    pub fn split_at_mut_checked(&mut self, mid: usize) -> Option<(&mut str, &mut str)>;
    pub fn trim_ascii_start(&self) -> &str;
    pub fn trim_ascii_end(&self) -> &str;
    pub unsafe fn get_unchecked_mut<I: crate::slice::SliceIndex<str>>(&mut self, i: I) -> &mut I::Output;
}
pub struct Chars;
impl Chars { pub fn as_str(&self) -> &str; }
impl Iterator for Chars { type Item = char; }
impl DoubleEndedIterator for Chars {}
impl Clone for Chars {}
pub struct CharIndices;
impl CharIndices { pub fn as_str(&self) -> &str; pub fn offset(&self) -> usize; }
impl Iterator for CharIndices { type Item = (usize, char); }
impl DoubleEndedIterator for CharIndices {}
impl Clone for CharIndices {}
pub struct Bytes;
impl Iterator for Bytes { type Item = u8; }
impl DoubleEndedIterator for Bytes {}
impl ExactSizeIterator for Bytes {}
impl Clone for Bytes {}
pub struct SplitWhitespace;
impl Iterator for SplitWhitespace { type Item = &str; }
impl DoubleEndedIterator for SplitWhitespace {}
impl Clone for SplitWhitespace {}
pub struct Lines;
impl Iterator for Lines { type Item = &str; }
impl DoubleEndedIterator for Lines {}
impl Clone for Lines {}
pub struct EncodeUtf16;
impl Iterator for EncodeUtf16 { type Item = u16; }
pub struct Split<P>;
impl<P> Iterator for Split<P> { type Item = &str; }
impl<P> DoubleEndedIterator for Split<P> {}
impl<P> Clone for Split<P> {}
pub struct SplitN<P>;
impl<P> Iterator for SplitN<P> { type Item = &str; }
pub struct MatchIndices<P>;
impl<P> Iterator for MatchIndices<P> { type Item = (usize, &str); }
pub struct EscapeDebug;
impl Iterator for EscapeDebug { type Item = char; }
impl crate::fmt::Display for EscapeDebug {}
pub struct Utf8Error;
impl Utf8Error { pub fn valid_up_to(&self) -> usize; pub fn error_len(&self) -> Option<usize>; }
impl crate::error::Error for Utf8Error {}
impl crate::fmt::Display for Utf8Error {}
impl crate::fmt::Debug for Utf8Error {}
pub struct Utf8Chunks;
impl Iterator for Utf8Chunks { type Item = Utf8Chunk; }
pub struct Utf8Chunk;
impl Utf8Chunk { pub fn valid(&self) -> &str; pub fn invalid(&self) -> &[u8]; }
pub struct ParseBoolError;
impl crate::error::Error for ParseBoolError {}
impl crate::fmt::Display for ParseBoolError {}
impl crate::fmt::Debug for ParseBoolError {}
impl<I: SliceIndex<str>> Index<I> for str { type Output = I::Output; }
impl<I: SliceIndex<str>> IndexMut<I> for str {}
impl crate::borrow::ToOwned for str { type Owned = String; }
impl crate::hash::Hash for str {}
impl crate::fmt::Debug for str {}
impl crate::fmt::Display for str {}
impl crate::net::ToSocketAddrs for str {}
pub fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error>;
pub fn from_utf8_mut(v: &mut [u8]) -> Result<&mut str, Utf8Error>;
pub unsafe fn from_utf8_unchecked(v: &[u8]) -> &str;
