use crate::time::Duration;
pub type Result<T> = crate::result::Result<T, Box<dyn crate::any::Any + Send>>;
pub fn spawn<F: FnOnce() -> T, T>(f: F) -> JoinHandle<T>;
pub fn scope<F: FnOnce(&Scope) -> T, T>(f: F) -> T;
pub fn sleep(dur: Duration);
pub fn yield_now();
pub fn current() -> Thread;
pub fn park();
pub fn park_timeout(dur: Duration);
pub fn panicking() -> bool;
pub fn available_parallelism() -> crate::io::Result<crate::num::NonZero<usize>>;
pub struct JoinHandle<T>;
impl<T> JoinHandle<T> { pub fn thread(&self) -> &Thread; pub fn join(self) -> Result<T>; pub fn is_finished(&self) -> bool; }
pub struct Scope;
impl Scope { pub fn spawn<F: FnOnce() -> T, T>(&self, f: F) -> ScopedJoinHandle<T>; }
pub struct ScopedJoinHandle<T>;
impl<T> ScopedJoinHandle<T> { pub fn thread(&self) -> &Thread; pub fn join(self) -> Result<T>; pub fn is_finished(&self) -> bool; }
pub struct Thread;
impl Thread { pub fn id(&self) -> ThreadId; pub fn name(&self) -> Option<&str>; pub fn unpark(&self); }
impl Clone for Thread {}
pub struct ThreadId;
impl Clone for ThreadId {}
impl Copy for ThreadId {}
impl PartialEq for ThreadId {}
impl Eq for ThreadId {}
impl crate::hash::Hash for ThreadId {}
impl crate::fmt::Debug for ThreadId {}
pub struct Builder;
impl Builder {
    pub fn new() -> Builder;
    pub fn name(self, name: String) -> Builder;
    pub fn stack_size(self, size: usize) -> Builder;
    pub fn spawn<F: FnOnce() -> T, T>(self, f: F) -> crate::io::Result<JoinHandle<T>>;
    pub fn spawn_scoped<F: FnOnce() -> T, T>(self, scope: &Scope, f: F) -> crate::io::Result<ScopedJoinHandle<T>>;
}
pub struct LocalKey<T>;
impl<T> LocalKey<T> {
    pub fn with<F: FnOnce(&T) -> R, R>(&self, f: F) -> R;
    pub fn try_with<F: FnOnce(&T) -> R, R>(&self, f: F) -> crate::result::Result<R, AccessError>;
}
impl<T> LocalKey<crate::cell::Cell<T>> { pub fn set(&self, value: T); pub fn get(&self) -> T; pub fn take(&self) -> T; pub fn replace(&self, value: T) -> T; }
impl<T> LocalKey<crate::cell::RefCell<T>> {
    pub fn with_borrow<F: FnOnce(&T) -> R, R>(&self, f: F) -> R;
    pub fn with_borrow_mut<F: FnOnce(&mut T) -> R, R>(&self, f: F) -> R;
}
pub struct AccessError;
