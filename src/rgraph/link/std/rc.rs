use crate::ops::Deref;
pub struct Rc<T: ?Sized>;
impl<T> Rc<T> {
    pub fn new(value: T) -> Rc<T>;
    pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(data_fn: F) -> Rc<T>;
    pub fn try_unwrap(this: Rc<T>) -> Result<T, Rc<T>>;
    pub fn into_inner(this: Rc<T>) -> Option<T>;
    pub fn unwrap_or_clone(this: Rc<T>) -> T;
    pub fn pin(value: T) -> crate::pin::Pin<Rc<T>>;
    pub fn new_uninit() -> Rc<crate::mem::MaybeUninit<T>>;
}
impl<T: ?Sized> Rc<T> {
    pub fn downgrade(this: &Rc<T>) -> Weak<T>;
    pub fn strong_count(this: &Rc<T>) -> usize;
    pub fn weak_count(this: &Rc<T>) -> usize;
    pub fn get_mut(this: &mut Rc<T>) -> Option<&mut T>;
    pub fn make_mut(this: &mut Rc<T>) -> &mut T;
    pub fn ptr_eq(this: &Rc<T>, other: &Rc<T>) -> bool;
    pub fn as_ptr(this: &Rc<T>) -> *const T;
    pub fn into_raw(this: Rc<T>) -> *const T;
    pub unsafe fn from_raw(ptr: *const T) -> Rc<T>;
    pub unsafe fn increment_strong_count(ptr: *const T);
    pub unsafe fn decrement_strong_count(ptr: *const T);
}
pub struct Weak<T: ?Sized>;
impl<T: ?Sized> Weak<T> { pub fn new() -> Weak<T>; pub fn upgrade(&self) -> Option<Rc<T>>; pub fn ptr_eq(&self, other: &Weak<T>) -> bool; pub fn strong_count(&self) -> usize; pub fn weak_count(&self) -> usize; pub fn as_ptr(&self) -> *const T; pub fn into_raw(self) -> *const T; pub unsafe fn from_raw(ptr: *const T) -> Weak<T>; }
impl<T: ?Sized> Clone for Weak<T> {}
impl<T> Default for Weak<T> {}
impl<T: ?Sized> Deref for Rc<T> { type Target = T; }
impl<T: ?Sized> Clone for Rc<T> {}
impl<T: Default> Default for Rc<T> {}
impl<T: ?Sized> AsRef<T> for Rc<T> {}
impl<T: ?Sized> crate::borrow::Borrow<T> for Rc<T> {}
impl<T: ?Sized + crate::fmt::Display> crate::fmt::Display for Rc<T> {}
impl<T: ?Sized + crate::fmt::Debug> crate::fmt::Debug for Rc<T> {}
impl<T: ?Sized + PartialEq> PartialEq for Rc<T> {}
impl<T: ?Sized + Eq> Eq for Rc<T> {}
impl<T: ?Sized + Ord> Ord for Rc<T> {}
impl<T: ?Sized + crate::hash::Hash> crate::hash::Hash for Rc<T> {}
impl<T> From<T> for Rc<T> {}
impl From<&str> for Rc<str> {}
impl From<String> for Rc<str> {}
impl<T> From<Vec<T>> for Rc<[T]> {}
impl<T> From<Box<T>> for Rc<T> {}
impl<T> crate::iter::FromIterator<T> for Rc<[T]> {}
impl<T> Rc<[T]> { pub fn new_uninit_slice(len: usize) -> Rc<[crate::mem::MaybeUninit<T>]>; }
impl<T> Rc<crate::mem::MaybeUninit<T>> { pub unsafe fn assume_init(self) -> Rc<T>; }
impl Rc<dyn crate::any::Any> { pub fn downcast<T: crate::any::Any>(self) -> Result<Rc<T>, Self>; }
