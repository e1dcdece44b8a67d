use crate::ops::{Deref, DerefMut};
pub fn swap<T>(x: &mut T, y: &mut T);
pub fn replace<T>(dest: &mut T, src: T) -> T;
pub fn take<T: Default>(dest: &mut T) -> T;
pub fn drop<T>(x: T);
pub fn forget<T>(t: T);
pub fn size_of<T>() -> usize;
pub fn size_of_val<T: ?Sized>(val: &T) -> usize;
pub fn align_of<T>() -> usize;
pub fn align_of_val<T: ?Sized>(val: &T) -> usize;
pub fn needs_drop<T: ?Sized>() -> bool;
pub unsafe fn transmute<Src, Dst>(src: Src) -> Dst;
pub unsafe fn zeroed<T>() -> T;
pub fn discriminant<T>(v: &T) -> Discriminant<T>;
pub struct Discriminant<T>;
impl<T> PartialEq for Discriminant<T> {}
pub struct ManuallyDrop<T: ?Sized>;
impl<T> ManuallyDrop<T> {
    pub const fn new(value: T) -> ManuallyDrop<T>;
    pub fn into_inner(slot: ManuallyDrop<T>) -> T;
    pub unsafe fn take(slot: &mut ManuallyDrop<T>) -> T;
    pub unsafe fn drop(slot: &mut ManuallyDrop<T>);
}
impl<T: ?Sized> Deref for ManuallyDrop<T> { type Target = T; }
impl<T: ?Sized> DerefMut for ManuallyDrop<T> {}
pub union MaybeUninit<T> { uninit: (), value: ManuallyDrop<T> }
impl<T> MaybeUninit<T> {
    pub const fn new(val: T) -> MaybeUninit<T>;
    pub const fn uninit() -> MaybeUninit<T>;
    pub fn zeroed() -> MaybeUninit<T>;
    pub fn write(&mut self, val: T) -> &mut T;
    pub fn as_ptr(&self) -> *const T;
    pub fn as_mut_ptr(&mut self) -> *mut T;
    pub unsafe fn assume_init(self) -> T;
    pub unsafe fn assume_init_read(&self) -> T;
    pub unsafe fn assume_init_drop(&mut self);
    pub unsafe fn assume_init_ref(&self) -> &T;
    pub unsafe fn assume_init_mut(&mut self) -> &mut T;
}
pub unsafe fn transmute_copy<Src, Dst>(src: &Src) -> Dst;
