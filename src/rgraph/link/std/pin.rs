use crate::ops::{Deref, DerefMut};
pub struct Pin<Ptr>;
impl<Ptr: Deref> Pin<Ptr> {
    pub fn new(pointer: Ptr) -> Pin<Ptr>;
    pub unsafe fn new_unchecked(pointer: Ptr) -> Pin<Ptr>;
    pub fn as_ref(&self) -> Pin<&Ptr::Target>;
    pub fn as_mut(&mut self) -> Pin<&mut Ptr::Target>;
    pub fn set(&mut self, value: Ptr::Target);
    pub fn into_inner(pin: Pin<Ptr>) -> Ptr;
    pub unsafe fn into_inner_unchecked(pin: Pin<Ptr>) -> Ptr;
}
impl<T: ?Sized> Pin<&T> { pub fn get_ref(self) -> &T; pub unsafe fn map_unchecked<U: ?Sized, F: FnOnce(&T) -> &U>(self, func: F) -> Pin<&U>; }
impl<T: ?Sized> Pin<&mut T> {
    pub fn into_ref(self) -> Pin<&T>;
    pub fn get_mut(self) -> &mut T;
    pub unsafe fn get_unchecked_mut(self) -> &mut T;
    pub unsafe fn map_unchecked_mut<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(self, func: F) -> Pin<&mut U>;
}
impl<Ptr: Deref> Deref for Pin<Ptr> { type Target = Ptr::Target; }
impl<Ptr: DerefMut> DerefMut for Pin<Ptr> {}
impl<Ptr: Clone> Clone for Pin<Ptr> {}
impl<P: DerefMut> crate::future::Future for Pin<P> where P::Target: crate::future::Future { type Output = <P::Target as crate::future::Future>::Output; }
impl<T> From<Box<T>> for Pin<Box<T>> {}
#[macro_export] macro_rules! pin { () => {}; }
