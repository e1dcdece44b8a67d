pub mod raw {
    pub use crate::ffi::{c_char, c_double, c_float, c_int, c_long, c_longlong, c_short, c_uchar, c_uint, c_ulong, c_ulonglong, c_ushort, c_void};
}
pub mod fd {
    pub type RawFd = i32;
    pub struct OwnedFd;
    pub struct BorrowedFd;
    impl BorrowedFd { pub unsafe fn borrow_raw(fd: RawFd) -> BorrowedFd; }
    pub trait AsRawFd { fn as_raw_fd(&self) -> RawFd; }
    pub trait FromRawFd { unsafe fn from_raw_fd(fd: RawFd) -> Self; }
    pub trait IntoRawFd { fn into_raw_fd(self) -> RawFd; }
    pub trait AsFd { fn as_fd(&self) -> BorrowedFd; }
    impl AsRawFd for crate::fs::File {}
    impl AsRawFd for crate::net::TcpStream {}
    impl AsRawFd for crate::net::TcpListener {}
    impl AsRawFd for crate::net::UdpSocket {}
    impl AsRawFd for OwnedFd {}
    impl AsRawFd for crate::io::Stdin {}
    impl AsRawFd for crate::io::Stdout {}
    impl FromRawFd for crate::fs::File {}
    impl FromRawFd for OwnedFd {}
    impl IntoRawFd for crate::fs::File {}
    impl AsFd for crate::fs::File {}
    impl AsFd for crate::net::TcpStream {}
    impl AsFd for OwnedFd {}
    impl<T: AsRawFd> AsRawFd for &T {}
    impl<T: AsFd> AsFd for &T {}
}
pub mod unix {
    pub mod prelude { pub use super::ffi::{OsStrExt, OsStringExt}; pub use super::fs::{FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt}; pub use super::process::{CommandExt, ExitStatusExt}; pub use crate::os::fd::{AsFd, AsRawFd, FromRawFd, IntoRawFd, OwnedFd, BorrowedFd, RawFd}; }
    pub mod io { pub use crate::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd}; }
    pub mod ffi {
        use crate::ffi::{OsStr, OsString};
        pub trait OsStrExt { fn from_bytes(slice: &[u8]) -> &Self; fn as_bytes(&self) -> &[u8]; }
        impl OsStrExt for OsStr {}
        pub trait OsStringExt { fn from_vec(vec: Vec<u8>) -> Self; fn into_vec(self) -> Vec<u8>; }
        impl OsStringExt for OsString {}
    }
    pub mod fs {
        use crate::fs::{DirEntry, FileType, Metadata, OpenOptions, Permissions};
        pub trait MetadataExt { fn dev(&self) -> u64; fn ino(&self) -> u64; fn mode(&self) -> u32; fn nlink(&self) -> u64; fn uid(&self) -> u32; fn gid(&self) -> u32; fn size(&self) -> u64; fn mtime(&self) -> i64; }
        impl MetadataExt for Metadata {}
        pub trait PermissionsExt { fn mode(&self) -> u32; fn set_mode(&mut self, mode: u32); fn from_mode(mode: u32) -> Self; }
        impl PermissionsExt for Permissions {}
        pub trait FileTypeExt { fn is_block_device(&self) -> bool; fn is_char_device(&self) -> bool; fn is_fifo(&self) -> bool; fn is_socket(&self) -> bool; }
        impl FileTypeExt for FileType {}
        pub trait OpenOptionsExt { fn mode(&mut self, mode: u32) -> &mut Self; fn custom_flags(&mut self, flags: i32) -> &mut Self; }
        impl OpenOptionsExt for OpenOptions {}
        pub trait DirEntryExt { fn ino(&self) -> u64; }
        impl DirEntryExt for DirEntry {}
        pub fn symlink<P: AsRef<crate::path::Path>, Q: AsRef<crate::path::Path>>(original: P, link: Q) -> crate::io::Result<()>;
    }
    pub mod process {
        use crate::process::{Command, ExitStatus};
        pub trait ExitStatusExt { fn from_raw(raw: i32) -> Self; fn signal(&self) -> Option<i32>; fn core_dumped(&self) -> bool; }
        impl ExitStatusExt for ExitStatus {}
        pub trait CommandExt { fn uid(&mut self, id: u32) -> &mut Command; fn exec(&mut self) -> crate::io::Error; fn arg0<S: AsRef<crate::ffi::OsStr>>(&mut self, arg: S) -> &mut Command; fn process_group(&mut self, pgroup: i32) -> &mut Command; unsafe fn pre_exec<F: FnMut() -> crate::io::Result<()>>(&mut self, f: F) -> &mut Command; }
        impl CommandExt for Command {}
    }
    pub mod net {
        pub struct UnixStream;
        impl UnixStream { pub fn connect<P: AsRef<crate::path::Path>>(path: P) -> crate::io::Result<UnixStream>; pub fn pair() -> crate::io::Result<(UnixStream, UnixStream)>; pub fn set_nonblocking(&self, nonblocking: bool) -> crate::io::Result<()>; pub fn try_clone(&self) -> crate::io::Result<UnixStream>; }
        impl crate::io::Read for UnixStream {}
        impl crate::io::Write for UnixStream {}
        pub struct UnixListener;
        impl UnixListener { pub fn bind<P: AsRef<crate::path::Path>>(path: P) -> crate::io::Result<UnixListener>; }
        pub struct UnixDatagram;
        pub struct SocketAddr;
    }
}
pub mod windows {
    pub mod ffi {
        pub trait OsStrExt { fn encode_wide(&self) -> EncodeWide; }
        impl OsStrExt for crate::ffi::OsStr {}
        pub trait OsStringExt { fn from_wide(wide: &[u16]) -> Self; }
        impl OsStringExt for crate::ffi::OsString {}
        pub struct EncodeWide;
        impl Iterator for EncodeWide { type Item = u16; }
    }
    pub mod fs { pub trait MetadataExt { fn file_attributes(&self) -> u32; fn file_size(&self) -> u64; } impl MetadataExt for crate::fs::Metadata {} }
    pub mod io { pub type RawHandle = *mut crate::ffi::c_void; pub trait AsRawHandle { fn as_raw_handle(&self) -> RawHandle; } impl AsRawHandle for crate::fs::File {} }
}
