pub enum Poll<T> { Ready(T), Pending }
impl<T> Poll<T> {
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<U>;
    pub fn is_ready(&self) -> bool;
    pub fn is_pending(&self) -> bool;
}
impl<T, E> Poll<Result<T, E>> {
    pub fn map_ok<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<Result<U, E>>;
    pub fn map_err<U, F: FnOnce(E) -> U>(self, f: F) -> Poll<Result<T, U>>;
}
impl<T: Clone> Clone for Poll<T> {}
impl<T: PartialEq> PartialEq for Poll<T> {}
impl<T: crate::fmt::Debug> crate::fmt::Debug for Poll<T> {}
impl<T> From<T> for Poll<T> {}
impl<T, E> crate::ops::Try for Poll<Result<T, E>> { type Output = Poll<T>; type Residual = Result<crate::convert::Infallible, E>; }
pub struct Context;
impl Context { pub fn from_waker(waker: &Waker) -> Self; pub fn waker(&self) -> &Waker; }
pub struct Waker;
impl Waker {
    pub fn wake(self);
    pub fn wake_by_ref(&self);
    pub fn will_wake(&self, other: &Waker) -> bool;
    pub unsafe fn from_raw(waker: RawWaker) -> Waker;
    pub fn noop() -> &Waker;
    pub fn data(&self) -> *const ();
}
impl Clone for Waker {}
impl<W: Wake> From<crate::sync::Arc<W>> for Waker {}
impl crate::fmt::Debug for Waker {}
pub struct RawWaker;
impl RawWaker { pub const fn new(data: *const (), vtable: &RawWakerVTable) -> RawWaker; }
pub struct RawWakerVTable;
impl RawWakerVTable { pub const fn new(clone: unsafe fn(*const ()) -> RawWaker, wake: unsafe fn(*const ()), wake_by_ref: unsafe fn(*const ()), drop: unsafe fn(*const ())) -> Self; }
pub trait Wake { fn wake(self: crate::sync::Arc<Self>); fn wake_by_ref(self: &crate::sync::Arc<Self>) {} }
#[macro_export] macro_rules! ready { () => {}; }
