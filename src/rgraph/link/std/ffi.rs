use crate::borrow::Cow;
use crate::ops::Deref;
pub type c_char = i8;
pub type c_int = i32;
pub type c_uint = u32;
pub type c_long = i64;
pub type c_ulong = u64;
pub type c_uchar = u8;
pub type c_short = i16;
pub type c_ushort = u16;
pub type c_longlong = i64;
pub type c_ulonglong = u64;
pub type c_double = f64;
pub type c_float = f32;
pub enum c_void {}
pub struct OsStr;
impl OsStr {
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &OsStr;
    pub unsafe fn from_encoded_bytes_unchecked(bytes: &[u8]) -> &OsStr;
    pub fn to_str(&self) -> Option<&str>;
    pub fn to_string_lossy(&self) -> Cow<str>;
    pub fn to_os_string(&self) -> OsString;
    pub fn is_empty(&self) -> bool;
    pub fn len(&self) -> usize;
    pub fn as_encoded_bytes(&self) -> &[u8];
    pub fn to_ascii_lowercase(&self) -> OsString;
    pub fn to_ascii_uppercase(&self) -> OsString;
    pub fn is_ascii(&self) -> bool;
    pub fn eq_ignore_ascii_case<S: AsRef<OsStr>>(&self, other: S) -> bool;
    pub fn display(&self) -> crate::path::Display;
    pub fn make_ascii_lowercase(&mut self);
    pub fn make_ascii_uppercase(&mut self);
    pub fn into_os_string(self: Box<OsStr>) -> OsString;
}
pub struct OsString;
impl OsString {
    pub const fn new() -> OsString;
    pub unsafe fn from_encoded_bytes_unchecked(bytes: Vec<u8>) -> OsString;
    pub fn as_os_str(&self) -> &OsStr;
    pub fn into_encoded_bytes(self) -> Vec<u8>;
    pub fn into_string(self) -> Result<String, OsString>;
    pub fn push<T: AsRef<OsStr>>(&mut self, s: T);
    pub fn with_capacity(capacity: usize) -> OsString;
    pub fn clear(&mut self);
    pub fn into_boxed_os_str(self) -> Box<OsStr>;
    pub fn reserve(&mut self, additional: usize);
    pub fn reserve_exact(&mut self, additional: usize);
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError>;
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError>;
    pub fn shrink_to_fit(&mut self);
    pub fn shrink_to(&mut self, min_capacity: usize);
    pub fn capacity(&self) -> usize;
}
impl Deref for OsString { type Target = OsStr; }
impl Clone for OsString {}
impl Default for OsString {}
impl PartialEq for OsString {}
impl PartialEq<str> for OsString {}
impl PartialEq<&str> for OsString {}
impl Eq for OsString {}
impl PartialOrd for OsString {}
impl Ord for OsString {}
impl crate::hash::Hash for OsString {}
impl crate::fmt::Debug for OsString {}
impl AsRef<OsStr> for OsString {}
impl AsRef<crate::path::Path> for OsString {}
impl crate::borrow::Borrow<OsStr> for OsString {}
impl From<String> for OsString {}
impl<T: ?Sized + AsRef<OsStr>> From<&T> for OsString {}
impl From<crate::path::PathBuf> for OsString {}
impl Extend<OsString> for OsString {}
impl crate::iter::FromIterator<OsString> for OsString {}
impl PartialEq for OsStr {}
impl PartialEq<str> for OsStr {}
impl Eq for OsStr {}
impl Ord for OsStr {}
impl PartialOrd for OsStr {}
impl crate::hash::Hash for OsStr {}
impl crate::fmt::Debug for OsStr {}
impl AsRef<OsStr> for OsStr {}
impl AsRef<crate::path::Path> for OsStr {}
impl crate::borrow::ToOwned for OsStr { type Owned = OsString; }
pub struct CStr;
impl CStr {
    pub unsafe fn from_ptr(ptr: *const c_char) -> &CStr;
    pub fn from_bytes_with_nul(bytes: &[u8]) -> Result<&CStr, FromBytesWithNulError>;
    pub fn from_bytes_until_nul(bytes: &[u8]) -> Result<&CStr, FromBytesWithNulError>;
    pub fn as_ptr(&self) -> *const c_char;
    pub fn to_bytes(&self) -> &[u8];
    pub fn to_bytes_with_nul(&self) -> &[u8];
    pub fn to_str(&self) -> Result<&str, crate::str::Utf8Error>;
    pub fn to_string_lossy(&self) -> Cow<str>;
    pub fn is_empty(&self) -> bool;
    pub fn count_bytes(&self) -> usize;
    pub unsafe fn from_bytes_with_nul_unchecked(bytes: &[u8]) -> &CStr;
    pub fn into_c_string(self: Box<CStr>) -> CString;
}
impl crate::borrow::ToOwned for CStr { type Owned = CString; }
pub struct CString;
impl CString {
    pub fn new<T: Into<Vec<u8>>>(t: T) -> Result<CString, NulError>;
    pub fn into_string(self) -> Result<String, crate::string::FromUtf8Error>;
    pub fn into_bytes(self) -> Vec<u8>;
    pub fn as_c_str(&self) -> &CStr;
    pub fn into_raw(self) -> *mut c_char;
    pub unsafe fn from_raw(ptr: *mut c_char) -> CString;
    pub fn as_bytes(&self) -> &[u8];
    pub fn as_bytes_with_nul(&self) -> &[u8];
    pub fn into_bytes_with_nul(self) -> Vec<u8>;
    pub fn into_boxed_c_str(self) -> Box<CStr>;
    pub unsafe fn from_vec_unchecked(v: Vec<u8>) -> CString;
    pub unsafe fn from_vec_with_nul_unchecked(v: Vec<u8>) -> CString;
}
impl Deref for CString { type Target = CStr; }
impl Clone for CString {}
pub struct NulError;
impl crate::error::Error for NulError {}
impl crate::fmt::Debug for NulError {}
impl crate::fmt::Display for NulError {}
pub struct FromBytesWithNulError;
impl crate::error::Error for FromBytesWithNulError {}
impl crate::fmt::Debug for FromBytesWithNulError {}
