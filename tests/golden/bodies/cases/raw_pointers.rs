use std::mem::{self, ManuallyDrop, MaybeUninit};
use std::ptr::{self, NonNull};
pub struct Gun;
impl Gun { fn go(&self) {} }
pub trait Strict { fn map_addr(self, f: impl FnOnce(usize) -> usize) -> Self; fn with_addr(self, a: usize) -> Self; fn own_addr(self) -> usize; }
impl<T> Strict for *const T { fn map_addr(self, f: impl FnOnce(usize) -> usize) -> Self { self } fn with_addr(self, a: usize) -> Self { self } fn own_addr(self) -> usize { 0 } }
pub fn addresses(p: *const Gun) { let q = p.map_addr(|a| a | 1); unsafe { (*q).go(); (*p.with_addr(3)).go(); } p.own_addr(); } //~ calls demo::Gun::go inferred, calls demo::<*const T as Strict>::own_addr inferred
pub fn taken(x: ManuallyDrop<Gun>, y: &ManuallyDrop<Gun>) { unsafe { ManuallyDrop::into_inner(ptr::read(&x)).go(); ManuallyDrop::into_inner(ptr::read(y)).go(); } } //~ calls demo::Gun::go inferred
pub fn by_mut(x: &mut ManuallyDrop<Gun>) { unsafe { ManuallyDrop::take(x).go(); } } //~ calls demo::Gun::go inferred
pub fn of_mut(p: *mut Gun) { unsafe { ptr::read(p).go(); p.byte_add(1).read().go(); ptr::replace(p, Gun).go(); } } //~ calls demo::Gun::go inferred
pub fn non_null(n: NonNull<Gun>) { unsafe { n.read().go(); n.cast::<Gun>().as_ptr().read().go(); n.sub(1).as_ref().go(); } } //~ calls demo::Gun::go inferred
pub fn macros(g: Gun, mut h: Gun) { unsafe { ptr::addr_of!(g).read().go(); ptr::addr_of_mut!(h).read_volatile().go(); } } //~ calls demo::Gun::go inferred
pub fn let_pointer(g: &Gun, h: &mut Gun) { let p: *const Gun = g; let q: *mut Gun = h; unsafe { (*p).go(); q.as_ref().unwrap().go(); } } //~ calls demo::Gun::go inferred
pub fn swapped(g: &mut Gun) { mem::replace(g, Gun).go(); unsafe { mem::transmute_copy::<Gun, Gun>(g).go(); } } //~ calls demo::Gun::go inferred
