pub trait Sized {}
pub trait Copy: Clone {}
pub trait Send {}
pub trait Sync {}
pub trait Unpin {}
pub struct PhantomData<T: ?Sized>;
pub struct PhantomPinned;
impl<T> Clone for PhantomData<T> {}
impl<T> Copy for PhantomData<T> {}
impl<T> Default for PhantomData<T> {}
impl<T> crate::fmt::Debug for PhantomData<T> {}
