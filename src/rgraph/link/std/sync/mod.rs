pub mod atomic;
pub mod mpsc;
use crate::ops::{Deref, DerefMut};
pub struct Arc<T: ?Sized>;
impl<T> Arc<T> {
    pub fn new(data: T) -> Arc<T>;
    pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(data_fn: F) -> Arc<T>;
    pub fn pin(data: T) -> crate::pin::Pin<Arc<T>>;
    pub fn try_unwrap(this: Arc<T>) -> Result<T, Arc<T>>;
    pub fn into_inner(this: Arc<T>) -> Option<T>;
    pub fn unwrap_or_clone(this: Arc<T>) -> T;
    pub fn new_uninit() -> Arc<crate::mem::MaybeUninit<T>>;
}
impl<T: ?Sized> Arc<T> {
    pub fn downgrade(this: &Arc<T>) -> Weak<T>;
    pub fn strong_count(this: &Arc<T>) -> usize;
    pub fn weak_count(this: &Arc<T>) -> usize;
    pub fn get_mut(this: &mut Arc<T>) -> Option<&mut T>;
    pub fn make_mut(this: &mut Arc<T>) -> &mut T;
    pub fn ptr_eq(this: &Arc<T>, other: &Arc<T>) -> bool;
    pub fn as_ptr(this: &Arc<T>) -> *const T;
    pub fn into_raw(this: Arc<T>) -> *const T;
    pub unsafe fn from_raw(ptr: *const T) -> Arc<T>;
    pub unsafe fn increment_strong_count(ptr: *const T);
    pub unsafe fn decrement_strong_count(ptr: *const T);
}
pub struct Weak<T: ?Sized>;
impl<T: ?Sized> Weak<T> {
    pub fn new() -> Weak<T>;
    pub fn upgrade(&self) -> Option<Arc<T>>;
    pub fn strong_count(&self) -> usize;
    pub fn ptr_eq(&self, other: &Weak<T>) -> bool;
    pub fn as_ptr(&self) -> *const T;
    pub fn weak_count(&self) -> usize;
    pub fn into_raw(self) -> *const T;
    pub unsafe fn from_raw(ptr: *const T) -> Weak<T>;
}
impl<T: ?Sized> Clone for Weak<T> {}
impl<T> Default for Weak<T> {}
impl<T: ?Sized> Deref for Arc<T> { type Target = T; }
impl<T: ?Sized> Clone for Arc<T> {}
impl<T: Default> Default for Arc<T> {}
impl<T: ?Sized> AsRef<T> for Arc<T> {}
impl<T: ?Sized> crate::borrow::Borrow<T> for Arc<T> {}
impl<T: ?Sized + crate::fmt::Display> crate::fmt::Display for Arc<T> {}
impl<T: ?Sized + crate::fmt::Debug> crate::fmt::Debug for Arc<T> {}
impl<T: ?Sized + PartialEq> PartialEq for Arc<T> {}
impl<T: ?Sized + Eq> Eq for Arc<T> {}
impl<T: ?Sized + Ord> Ord for Arc<T> {}
impl<T: ?Sized + crate::hash::Hash> crate::hash::Hash for Arc<T> {}
impl<T> From<T> for Arc<T> {}
impl From<&str> for Arc<str> {}
impl From<String> for Arc<str> {}
impl<T: Clone> From<&[T]> for Arc<[T]> {}
impl<T> From<Vec<T>> for Arc<[T]> {}
impl<T> From<Box<T>> for Arc<T> {}
impl From<&crate::path::Path> for Arc<crate::path::Path> {}
impl<T> crate::iter::FromIterator<T> for Arc<[T]> {}
pub struct PoisonError<T>;
impl<T> PoisonError<T> { pub fn into_inner(self) -> T; pub fn get_ref(&self) -> &T; pub fn get_mut(&mut self) -> &mut T; }
impl<T> crate::error::Error for PoisonError<T> {}
impl<T> crate::fmt::Debug for PoisonError<T> {}
impl<T> crate::fmt::Display for PoisonError<T> {}
pub enum TryLockError<T> { Poisoned(PoisonError<T>), WouldBlock }
impl<T> crate::fmt::Debug for TryLockError<T> {}
pub type LockResult<T> = Result<T, PoisonError<T>>;
pub type TryLockResult<T> = Result<T, TryLockError<T>>;
pub struct Mutex<T: ?Sized>;
impl<T> Mutex<T> { pub const fn new(t: T) -> Mutex<T>; pub fn into_inner(self) -> LockResult<T>; }
impl<T: ?Sized> Mutex<T> {
    pub fn lock(&self) -> LockResult<MutexGuard<T>>;
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<T>>;
    pub fn is_poisoned(&self) -> bool;
    pub fn clear_poison(&self);
    pub fn get_mut(&mut self) -> LockResult<&mut T>;
}
impl<T: Default> Default for Mutex<T> {}
impl<T> From<T> for Mutex<T> {}
impl<T: ?Sized + crate::fmt::Debug> crate::fmt::Debug for Mutex<T> {}
pub struct MutexGuard<T: ?Sized>;
impl<T: ?Sized> Deref for MutexGuard<T> { type Target = T; }
impl<T: ?Sized> DerefMut for MutexGuard<T> {}
pub struct RwLock<T: ?Sized>;
impl<T> RwLock<T> { pub const fn new(t: T) -> RwLock<T>; pub fn into_inner(self) -> LockResult<T>; }
impl<T: ?Sized> RwLock<T> {
    pub fn read(&self) -> LockResult<RwLockReadGuard<T>>;
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<T>>;
    pub fn write(&self) -> LockResult<RwLockWriteGuard<T>>;
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<T>>;
    pub fn get_mut(&mut self) -> LockResult<&mut T>;
}
impl<T: Default> Default for RwLock<T> {}
pub struct RwLockReadGuard<T: ?Sized>;
impl<T: ?Sized> Deref for RwLockReadGuard<T> { type Target = T; }
pub struct RwLockWriteGuard<T: ?Sized>;
impl<T: ?Sized> Deref for RwLockWriteGuard<T> { type Target = T; }
impl<T: ?Sized> DerefMut for RwLockWriteGuard<T> {}
pub struct Condvar;
impl Condvar {
    pub const fn new() -> Condvar;
    pub fn wait<T>(&self, guard: MutexGuard<T>) -> LockResult<MutexGuard<T>>;
    pub fn wait_while<T, F: FnMut(&mut T) -> bool>(&self, guard: MutexGuard<T>, condition: F) -> LockResult<MutexGuard<T>>;
    pub fn wait_timeout<T>(&self, guard: MutexGuard<T>, dur: crate::time::Duration) -> LockResult<(MutexGuard<T>, WaitTimeoutResult)>;
    pub fn notify_one(&self);
    pub fn notify_all(&self);
    pub fn wait_timeout_while<T, F: FnMut(&mut T) -> bool>(&self, guard: MutexGuard<T>, dur: crate::time::Duration, condition: F) -> LockResult<(MutexGuard<T>, WaitTimeoutResult)>;
}
impl Default for Condvar {}
pub struct WaitTimeoutResult;
impl WaitTimeoutResult { pub fn timed_out(&self) -> bool; }
pub struct Once;
impl Once { pub const fn new() -> Once; pub fn call_once<F: FnOnce()>(&self, f: F); pub fn is_completed(&self) -> bool; }
pub struct OnceLock<T>;
impl<T> OnceLock<T> {
    pub const fn new() -> OnceLock<T>;
    pub fn get(&self) -> Option<&T>;
    pub fn get_mut(&mut self) -> Option<&mut T>;
    pub fn set(&self, value: T) -> Result<(), T>;
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T;
    pub fn into_inner(self) -> Option<T>;
    pub fn take(&mut self) -> Option<T>;
}
impl<T> Default for OnceLock<T> {}
pub struct LazyLock<T, F = fn() -> T>;
impl<T, F: FnOnce() -> T> LazyLock<T, F> { pub const fn new(f: F) -> LazyLock<T, F>; pub fn force(this: &LazyLock<T, F>) -> &T; }
impl<T, F> Deref for LazyLock<T, F> { type Target = T; }
pub struct Barrier;
impl Barrier { pub const fn new(n: usize) -> Barrier; pub fn wait(&self) -> BarrierWaitResult; }
pub struct BarrierWaitResult;
impl BarrierWaitResult { pub fn is_leader(&self) -> bool; }
impl<T> Arc<[T]> { pub fn new_uninit_slice(len: usize) -> Arc<[crate::mem::MaybeUninit<T>]>; }
impl<T> Arc<crate::mem::MaybeUninit<T>> { pub unsafe fn assume_init(self) -> Arc<T>; }
impl Arc<dyn crate::any::Any + Send + Sync> { pub fn downcast<T: crate::any::Any>(self) -> Result<Arc<T>, Self>; }
