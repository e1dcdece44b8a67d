use crate::ops::{Deref, DerefMut};
pub struct Cell<T: ?Sized>;
impl<T> Cell<T> {
    pub const fn new(value: T) -> Cell<T>;
    pub fn set(&self, val: T);
    pub fn swap(&self, other: &Self);
    pub fn replace(&self, val: T) -> T;
    pub fn into_inner(self) -> T;
    pub fn get(&self) -> T where T: Copy;
    pub fn update<F: FnOnce(T) -> T>(&self, f: F);
    pub fn as_ptr(&self) -> *mut T;
    pub fn get_mut(&mut self) -> &mut T;
    pub fn take(&self) -> T where T: Default;
}
impl<T: Copy> Clone for Cell<T> {}
impl<T: Default> Default for Cell<T> {}
pub struct RefCell<T: ?Sized>;
impl<T> RefCell<T> {
    pub const fn new(value: T) -> RefCell<T>;
    pub fn into_inner(self) -> T;
    pub fn replace(&self, t: T) -> T;
    pub fn swap(&self, other: &Self);
    pub fn take(&self) -> T where T: Default;
}
impl<T: ?Sized> RefCell<T> {
    pub fn borrow(&self) -> Ref<T>;
    pub fn try_borrow(&self) -> Result<Ref<T>, BorrowError>;
    pub fn borrow_mut(&self) -> RefMut<T>;
    pub fn try_borrow_mut(&self) -> Result<RefMut<T>, BorrowMutError>;
    pub fn as_ptr(&self) -> *mut T;
    pub fn get_mut(&mut self) -> &mut T;
}
impl<T: Clone> Clone for RefCell<T> {}
impl<T: Default> Default for RefCell<T> {}
impl<T> From<T> for RefCell<T> {}
pub struct BorrowError;
pub struct BorrowMutError;
pub struct Ref<T: ?Sized>;
impl<T: ?Sized> Ref<T> {
    pub fn clone(orig: &Ref<T>) -> Ref<T>;
    pub fn map<U: ?Sized, F: FnOnce(&T) -> &U>(orig: Ref<T>, f: F) -> Ref<U>;
    pub fn filter_map<U: ?Sized, F: FnOnce(&T) -> Option<&U>>(orig: Ref<T>, f: F) -> Result<Ref<U>, Ref<T>>;
    pub fn map_split<U: ?Sized, V: ?Sized, F: FnOnce(&T) -> (&U, &V)>(orig: Ref<T>, f: F) -> (Ref<U>, Ref<V>);
}
impl<T: ?Sized> Deref for Ref<T> { type Target = T; }
pub struct RefMut<T: ?Sized>;
impl<T: ?Sized> RefMut<T> { pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(orig: RefMut<T>, f: F) -> RefMut<U>; pub fn filter_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(orig: RefMut<T>, f: F) -> Result<RefMut<U>, RefMut<T>>; pub fn map_split<U: ?Sized, V: ?Sized, F: FnOnce(&mut T) -> (&mut U, &mut V)>(orig: RefMut<T>, f: F) -> (RefMut<U>, RefMut<V>); }
impl<T: ?Sized> Deref for RefMut<T> { type Target = T; }
impl<T: ?Sized> DerefMut for RefMut<T> {}
pub struct UnsafeCell<T: ?Sized>;
impl<T> UnsafeCell<T> { pub const fn new(value: T) -> UnsafeCell<T>; pub fn into_inner(self) -> T; }
impl<T: ?Sized> UnsafeCell<T> { pub const fn get(&self) -> *mut T; pub fn get_mut(&mut self) -> &mut T; pub fn raw_get(this: *const Self) -> *mut T; }
pub struct OnceCell<T>;
impl<T> OnceCell<T> {
    pub const fn new() -> OnceCell<T>;
    pub fn get(&self) -> Option<&T>;
    pub fn get_mut(&mut self) -> Option<&mut T>;
    pub fn set(&self, value: T) -> Result<(), T>;
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T;
    pub fn into_inner(self) -> Option<T>;
    pub fn take(&mut self) -> Option<T>;
}
impl<T> Default for OnceCell<T> {}
pub struct LazyCell<T, F = fn() -> T>;
impl<T, F: FnOnce() -> T> LazyCell<T, F> { pub const fn new(f: F) -> LazyCell<T, F>; pub fn force(this: &LazyCell<T, F>) -> &T; }
impl<T, F> Deref for LazyCell<T, F> { type Target = T; }
impl<T: ?Sized + crate::fmt::Debug> crate::fmt::Debug for RefCell<T> {}
impl<T: crate::fmt::Debug> crate::fmt::Debug for Cell<T> {}
impl<T: crate::fmt::Debug> crate::fmt::Debug for OnceCell<T> {}
impl<T: ?Sized + crate::fmt::Display> crate::fmt::Display for Ref<T> {}
impl<T: PartialEq> PartialEq for RefCell<T> {}
