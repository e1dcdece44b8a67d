use crate::ffi::{OsStr, OsString};
use crate::path::{Path, PathBuf};
pub fn args() -> Args;
pub fn args_os() -> ArgsOs;
pub fn current_dir() -> crate::io::Result<PathBuf>;
pub fn set_current_dir<P: AsRef<Path>>(path: P) -> crate::io::Result<()>;
pub fn current_exe() -> crate::io::Result<PathBuf>;
pub fn home_dir() -> Option<PathBuf>;
pub fn temp_dir() -> PathBuf;
pub fn var<K: AsRef<OsStr>>(key: K) -> Result<String, VarError>;
pub fn var_os<K: AsRef<OsStr>>(key: K) -> Option<OsString>;
pub fn vars() -> Vars;
pub fn vars_os() -> VarsOs;
pub fn set_var<K: AsRef<OsStr>, V: AsRef<OsStr>>(key: K, value: V);
pub fn remove_var<K: AsRef<OsStr>>(key: K);
pub fn split_paths<T: AsRef<OsStr> + ?Sized>(unparsed: &T) -> SplitPaths;
pub fn join_paths<I: IntoIterator>(paths: I) -> Result<OsString, JoinPathsError>;
pub struct SplitPaths;
impl Iterator for SplitPaths { type Item = PathBuf; }
pub struct JoinPathsError;
pub enum VarError { NotPresent, NotUnicode(OsString) }
impl crate::error::Error for VarError {}
impl crate::fmt::Display for VarError {}
impl crate::fmt::Debug for VarError {}
pub struct Args;
impl Iterator for Args { type Item = String; }
impl DoubleEndedIterator for Args {}
impl ExactSizeIterator for Args {}
pub struct ArgsOs;
impl Iterator for ArgsOs { type Item = OsString; }
impl DoubleEndedIterator for ArgsOs {}
impl ExactSizeIterator for ArgsOs {}
pub struct Vars;
impl Iterator for Vars { type Item = (String, String); }
pub struct VarsOs;
impl Iterator for VarsOs { type Item = (OsString, OsString); }
pub mod consts { pub const OS: &str = ""; pub const ARCH: &str = ""; pub const FAMILY: &str = ""; pub const EXE_SUFFIX: &str = ""; pub const EXE_EXTENSION: &str = ""; pub const DLL_EXTENSION: &str = ""; pub const DLL_SUFFIX: &str = ""; pub const DLL_PREFIX: &str = ""; }
