pub trait UnwindSafe {}
pub trait RefUnwindSafe {}
pub struct AssertUnwindSafe<T>(pub T);
impl<T> crate::ops::Deref for AssertUnwindSafe<T> { type Target = T; }
pub struct Location;
impl Location { pub fn caller() -> &Location; pub fn file(&self) -> &str; pub fn line(&self) -> u32; pub fn column(&self) -> u32; }
impl crate::fmt::Display for Location {}
pub type PanicInfo = PanicHookInfo;
pub struct PanicHookInfo;
impl PanicHookInfo { pub fn payload(&self) -> &(dyn crate::any::Any + Send); pub fn location(&self) -> Option<&Location>; }
pub fn catch_unwind<F: FnOnce() -> R, R>(f: F) -> crate::thread::Result<R>;
pub fn resume_unwind(payload: Box<dyn crate::any::Any + Send>) -> !;
pub fn panic_any<M>(msg: M) -> !;
pub fn set_hook(hook: Box<dyn Fn(&PanicHookInfo) + Sync + Send>);
pub fn take_hook() -> Box<dyn Fn(&PanicHookInfo) + Sync + Send>;
