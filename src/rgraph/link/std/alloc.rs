pub struct Global;
pub struct Layout;
impl Layout {
    pub const fn new<T>() -> Layout;
    pub fn from_size_align(size: usize, align: usize) -> Result<Layout, LayoutError>;
    pub unsafe fn from_size_align_unchecked(size: usize, align: usize) -> Layout;
    pub fn array<T>(n: usize) -> Result<Layout, LayoutError>;
    pub fn size(&self) -> usize;
    pub fn align(&self) -> usize;
    pub fn extend(&self, next: Layout) -> Result<(Layout, usize), LayoutError>;
    pub fn pad_to_align(&self) -> Layout;
}
impl Clone for Layout {}
impl Copy for Layout {}
pub struct LayoutError;
impl crate::fmt::Debug for LayoutError {}
pub trait GlobalAlloc {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8;
    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout);
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {}
    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {}
}
pub struct System;
impl GlobalAlloc for System {}
pub unsafe fn alloc(layout: Layout) -> *mut u8;
pub unsafe fn dealloc(ptr: *mut u8, layout: Layout);
pub fn handle_alloc_error(layout: Layout) -> !;
