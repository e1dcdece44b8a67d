pub enum BacktraceStatus { Unsupported, Disabled, Captured }
pub struct Backtrace;
impl Backtrace {
    pub fn capture() -> Backtrace;
    pub fn force_capture() -> Backtrace;
    pub const fn disabled() -> Backtrace;
    pub fn status(&self) -> BacktraceStatus;
}
impl crate::fmt::Debug for Backtrace {}
impl crate::fmt::Display for Backtrace {}
impl PartialEq for BacktraceStatus {}
impl Eq for BacktraceStatus {}
impl crate::fmt::Debug for BacktraceStatus {}
