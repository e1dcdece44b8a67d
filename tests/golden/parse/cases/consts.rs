pub const LIMIT: usize = 4 * super::KB;
const _: () = assert!(LIMIT > 3);
pub(crate) static mut COUNTER: AtomicUsize = AtomicUsize::new(0);
pub type Alias<T> = std::result::Result<T, Error>;
extern crate alloc;
pub extern crate core as mycore;
unsafe extern "C" {
    pub safe fn abs(x: i32) -> i32;
    static environ: *const *const u8;
    type Opaque;
}
extern { fn old(); }
