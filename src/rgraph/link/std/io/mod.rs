pub mod prelude { pub use super::{BufRead, Read, Seek, Write}; }
use crate::fmt::Arguments;
pub type Result<T> = crate::result::Result<T, Error>;
pub struct Error;
impl Error {
    pub fn new<E>(kind: ErrorKind, error: E) -> Error;
    pub fn other<E>(error: E) -> Error;
    pub fn last_os_error() -> Error;
    pub fn from_raw_os_error(code: i32) -> Error;
    pub fn raw_os_error(&self) -> Option<i32>;
    pub fn get_ref(&self) -> Option<&(dyn crate::error::Error + Send + Sync)>;
    pub fn get_mut(&mut self) -> Option<&mut (dyn crate::error::Error + Send + Sync)>;
    pub fn into_inner(self) -> Option<Box<dyn crate::error::Error + Send + Sync>>;
    pub fn kind(&self) -> ErrorKind;
}
impl crate::error::Error for Error {}
impl crate::fmt::Display for Error {}
impl crate::fmt::Debug for Error {}
impl From<ErrorKind> for Error {}
impl<W> From<IntoInnerError<W>> for Error {}
impl From<crate::ffi::NulError> for Error {}
pub enum ErrorKind {
    NotFound, PermissionDenied, ConnectionRefused, ConnectionReset, HostUnreachable, NetworkUnreachable, ConnectionAborted, NotConnected,
    AddrInUse, AddrNotAvailable, NetworkDown, BrokenPipe, AlreadyExists, WouldBlock, NotADirectory, IsADirectory, DirectoryNotEmpty,
    ReadOnlyFilesystem, StaleNetworkFileHandle, InvalidInput, InvalidData, TimedOut, WriteZero, StorageFull, NotSeekable, QuotaExceeded,
    FileTooLarge, ResourceBusy, ExecutableFileBusy, Deadlock, CrossesDevices, TooManyLinks, InvalidFilename, ArgumentListTooLong,
    Interrupted, Unsupported, UnexpectedEof, OutOfMemory, Other,
}
impl Clone for ErrorKind {}
impl Copy for ErrorKind {}
impl PartialEq for ErrorKind {}
impl Eq for ErrorKind {}
impl crate::fmt::Debug for ErrorKind {}
impl crate::fmt::Display for ErrorKind {}
pub trait Read {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize>;
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut]) -> Result<usize> {}
    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {}
    fn read_to_string(&mut self, buf: &mut String) -> Result<usize> {}
    fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> {}
    fn by_ref(&mut self) -> &mut Self {}
    fn bytes(self) -> Bytes<Self> {}
    fn chain<R: Read>(self, next: R) -> Chain<Self, R> {}
    fn take(self, limit: u64) -> Take<Self> {}
}
pub trait Write {
    fn write(&mut self, buf: &[u8]) -> Result<usize>;
    fn write_vectored(&mut self, bufs: &[IoSlice]) -> Result<usize> {}
    fn flush(&mut self) -> Result<()>;
    fn write_all(&mut self, buf: &[u8]) -> Result<()> {}
    fn write_fmt(&mut self, fmt: Arguments) -> Result<()> {}
    fn by_ref(&mut self) -> &mut Self {}
}
pub trait Seek {
    fn seek(&mut self, pos: SeekFrom) -> Result<u64>;
    fn rewind(&mut self) -> Result<()> {}
    fn stream_position(&mut self) -> Result<u64> {}
    fn seek_relative(&mut self, offset: i64) -> Result<()> {}
}
pub trait BufRead: Read {
    fn fill_buf(&mut self) -> Result<&[u8]>;
    fn consume(&mut self, amount: usize);
    fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize> {}
    fn skip_until(&mut self, byte: u8) -> Result<usize> {}
    fn read_line(&mut self, buf: &mut String) -> Result<usize> {}
    fn split(self, byte: u8) -> Split<Self> {}
    fn lines(self) -> Lines<Self> {}
}
pub trait IsTerminal { fn is_terminal(&self) -> bool; }
pub enum SeekFrom { Start(u64), End(i64), Current(i64) }
pub struct IoSlice;
impl IoSlice { pub fn new(buf: &[u8]) -> IoSlice; }
impl crate::ops::Deref for IoSlice { type Target = [u8]; }
pub struct IoSliceMut;
impl IoSliceMut { pub fn new(buf: &mut [u8]) -> IoSliceMut; }
impl crate::ops::Deref for IoSliceMut { type Target = [u8]; }
pub struct Bytes<R>;
impl<R: Read> Iterator for Bytes<R> { type Item = Result<u8>; }
pub struct Chain<T, U>;
impl<T: Read, U: Read> Read for Chain<T, U> {}
pub struct Take<T>;
impl<T> Take<T> { pub fn limit(&self) -> u64; pub fn set_limit(&mut self, limit: u64); pub fn into_inner(self) -> T; pub fn get_ref(&self) -> &T; pub fn get_mut(&mut self) -> &mut T; }
impl<T: Read> Read for Take<T> {}
impl<T: BufRead> BufRead for Take<T> {}
pub struct Split<B>;
impl<B: BufRead> Iterator for Split<B> { type Item = Result<Vec<u8>>; }
pub struct Lines<B>;
impl<B: BufRead> Iterator for Lines<B> { type Item = Result<String>; }
pub struct BufReader<R: ?Sized>;
impl<R: Read> BufReader<R> { pub fn new(inner: R) -> BufReader<R>; pub fn with_capacity(capacity: usize, inner: R) -> BufReader<R>; }
impl<R: ?Sized> BufReader<R> { pub fn get_ref(&self) -> &R; pub fn get_mut(&mut self) -> &mut R; pub fn buffer(&self) -> &[u8]; pub fn capacity(&self) -> usize; pub fn into_inner(self) -> R; }
impl<R: Read + ?Sized> Read for BufReader<R> {}
impl<R: Read + ?Sized> BufRead for BufReader<R> {}
impl<R: Seek + ?Sized> Seek for BufReader<R> {}
pub struct BufWriter<W: ?Sized>;
impl<W: Write> BufWriter<W> { pub fn new(inner: W) -> BufWriter<W>; pub fn with_capacity(capacity: usize, inner: W) -> BufWriter<W>; pub fn into_inner(self) -> crate::result::Result<W, IntoInnerError<BufWriter<W>>>; }
impl<W: ?Sized> BufWriter<W> { pub fn get_ref(&self) -> &W; pub fn get_mut(&mut self) -> &mut W; pub fn buffer(&self) -> &[u8]; pub fn capacity(&self) -> usize; }
impl<W: Write + ?Sized> Write for BufWriter<W> {}
pub struct LineWriter<W: ?Sized>;
impl<W: Write> LineWriter<W> { pub fn new(inner: W) -> LineWriter<W>; pub fn get_ref(&self) -> &W; pub fn get_mut(&mut self) -> &mut W; pub fn into_inner(self) -> crate::result::Result<W, IntoInnerError<LineWriter<W>>>; pub fn with_capacity(capacity: usize, inner: W) -> LineWriter<W>; }
impl<W: Write + ?Sized> Write for LineWriter<W> {}
pub struct IntoInnerError<W>;
impl<W> IntoInnerError<W> { pub fn error(&self) -> &Error; pub fn into_inner(self) -> W; pub fn into_error(self) -> Error; pub fn into_parts(self) -> (Error, W); }
impl<W> crate::fmt::Debug for IntoInnerError<W> {}
pub struct Cursor<T>;
impl<T> Cursor<T> {
    pub const fn new(inner: T) -> Cursor<T>;
    pub fn into_inner(self) -> T;
    pub fn get_ref(&self) -> &T;
    pub fn get_mut(&mut self) -> &mut T;
    pub fn position(&self) -> u64;
    pub fn set_position(&mut self, pos: u64);
}
impl<T: AsRef<[u8]>> Read for Cursor<T> {}
impl<T: AsRef<[u8]>> BufRead for Cursor<T> {}
impl<T: AsRef<[u8]>> Seek for Cursor<T> {}
impl<T> Write for Cursor<T> {}
impl<T: Clone> Clone for Cursor<T> {}
impl<T: Default> Default for Cursor<T> {}
pub struct Stdin;
impl Stdin { pub fn lock(&self) -> StdinLock; pub fn read_line(&self, buf: &mut String) -> Result<usize>; pub fn lines(self) -> Lines<StdinLock>; }
impl Read for Stdin {}
impl IsTerminal for Stdin {}
pub struct StdinLock;
impl Read for StdinLock {}
impl BufRead for StdinLock {}
impl IsTerminal for StdinLock {}
pub struct Stdout;
impl Stdout { pub fn lock(&self) -> StdoutLock; }
impl Write for Stdout {}
impl Write for &Stdout {}
impl IsTerminal for Stdout {}
pub struct StdoutLock;
impl Write for StdoutLock {}
impl IsTerminal for StdoutLock {}
pub struct Stderr;
impl Stderr { pub fn lock(&self) -> StderrLock; }
impl Write for Stderr {}
impl IsTerminal for Stderr {}
pub struct StderrLock;
impl Write for StderrLock {}
impl IsTerminal for StderrLock {}
pub fn stdin() -> Stdin;
pub fn stdout() -> Stdout;
pub fn stderr() -> Stderr;
pub struct Empty;
impl Read for Empty {}
impl BufRead for Empty {}
impl Write for Empty {}
pub struct Sink;
impl Write for Sink {}
pub struct Repeat;
impl Read for Repeat {}
pub fn empty() -> Empty;
pub fn sink() -> Sink;
pub fn repeat(byte: u8) -> Repeat;
pub fn copy<R: ?Sized + Read, W: ?Sized + Write>(reader: &mut R, writer: &mut W) -> Result<u64>;
pub fn read_to_string<R: Read>(reader: R) -> Result<String>;
impl Read for &[u8] {}
impl BufRead for &[u8] {}
impl Write for &mut [u8] {}
impl<R: Read + ?Sized> Read for &mut R {}
impl<W: Write + ?Sized> Write for &mut W {}
impl<B: BufRead + ?Sized> BufRead for &mut B {}
impl<S: Seek + ?Sized> Seek for &mut S {}
