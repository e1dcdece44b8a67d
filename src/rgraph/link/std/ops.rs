pub trait Deref { type Target: ?Sized; fn deref(&self) -> &Self::Target; }
pub trait DerefMut: Deref { fn deref_mut(&mut self) -> &mut Self::Target; }
pub trait Drop { fn drop(&mut self); }
pub trait Index<Idx: ?Sized> { type Output: ?Sized; fn index(&self, index: Idx) -> &Self::Output; }
pub trait IndexMut<Idx: ?Sized>: Index<Idx> { fn index_mut(&mut self, index: Idx) -> &mut Self::Output; }
pub trait FnOnce<Args> { type Output; fn call_once(self, args: Args) -> Self::Output; }
pub trait FnMut<Args>: FnOnce<Args> { fn call_mut(&mut self, args: Args) -> Self::Output; }
pub trait Fn<Args>: FnMut<Args> { fn call(&self, args: Args) -> Self::Output; }
pub trait AsyncFn<Args> {}
pub trait AsyncFnMut<Args> {}
pub trait AsyncFnOnce<Args> {}
pub trait Try { type Output; type Residual; fn from_output(output: Self::Output) -> Self; fn branch(self) -> ControlFlow<Self::Residual, Self::Output>; }
pub enum ControlFlow<B, C = ()> { Continue(C), Break(B) }
impl<B, C> ControlFlow<B, C> {
    pub fn is_break(&self) -> bool;
    pub fn is_continue(&self) -> bool;
    pub fn break_value(self) -> Option<B>;
    pub fn continue_value(self) -> Option<C>;
    pub fn map_break<T, F: FnOnce(B) -> T>(self, f: F) -> ControlFlow<T, C>;
}
impl<B, C> Try for ControlFlow<B, C> { type Output = C; type Residual = ControlFlow<B, crate::convert::Infallible>; }
pub trait Add<Rhs = Self> { type Output; fn add(self, rhs: Rhs) -> Self::Output; }
pub trait Sub<Rhs = Self> { type Output; fn sub(self, rhs: Rhs) -> Self::Output; }
pub trait Mul<Rhs = Self> { type Output; fn mul(self, rhs: Rhs) -> Self::Output; }
pub trait Div<Rhs = Self> { type Output; fn div(self, rhs: Rhs) -> Self::Output; }
pub trait Rem<Rhs = Self> { type Output; fn rem(self, rhs: Rhs) -> Self::Output; }
pub trait BitAnd<Rhs = Self> { type Output; fn bitand(self, rhs: Rhs) -> Self::Output; }
pub trait BitOr<Rhs = Self> { type Output; fn bitor(self, rhs: Rhs) -> Self::Output; }
pub trait BitXor<Rhs = Self> { type Output; fn bitxor(self, rhs: Rhs) -> Self::Output; }
pub trait Shl<Rhs = Self> { type Output; fn shl(self, rhs: Rhs) -> Self::Output; }
pub trait Shr<Rhs = Self> { type Output; fn shr(self, rhs: Rhs) -> Self::Output; }
pub trait Neg { type Output; fn neg(self) -> Self::Output; }
pub trait Not { type Output; fn not(self) -> Self::Output; }
pub trait AddAssign<Rhs = Self> { fn add_assign(&mut self, rhs: Rhs); }
pub trait SubAssign<Rhs = Self> { fn sub_assign(&mut self, rhs: Rhs); }
pub trait MulAssign<Rhs = Self> { fn mul_assign(&mut self, rhs: Rhs); }
pub trait DivAssign<Rhs = Self> { fn div_assign(&mut self, rhs: Rhs); }
pub trait RemAssign<Rhs = Self> { fn rem_assign(&mut self, rhs: Rhs); }
pub trait BitAndAssign<Rhs = Self> { fn bitand_assign(&mut self, rhs: Rhs); }
pub trait BitOrAssign<Rhs = Self> { fn bitor_assign(&mut self, rhs: Rhs); }
pub trait BitXorAssign<Rhs = Self> { fn bitxor_assign(&mut self, rhs: Rhs); }
pub trait ShlAssign<Rhs = Self> { fn shl_assign(&mut self, rhs: Rhs); }
pub trait ShrAssign<Rhs = Self> { fn shr_assign(&mut self, rhs: Rhs); }
pub struct Range<Idx> { pub start: Idx, pub end: Idx }
pub struct RangeFrom<Idx> { pub start: Idx }
pub struct RangeTo<Idx> { pub end: Idx }
pub struct RangeToInclusive<Idx> { pub end: Idx }
pub struct RangeInclusive<Idx> { start: Idx, end: Idx }
pub struct RangeFull;
impl<Idx: PartialOrd<Idx>> Range<Idx> { pub fn contains<U>(&self, item: &U) -> bool; pub fn is_empty(&self) -> bool; }
impl<Idx: PartialOrd<Idx>> RangeFrom<Idx> { pub fn contains<U>(&self, item: &U) -> bool; }
impl<Idx: PartialOrd<Idx>> RangeTo<Idx> { pub fn contains<U>(&self, item: &U) -> bool; }
impl<Idx> RangeInclusive<Idx> {
    pub fn new(start: Idx, end: Idx) -> Self;
    pub fn start(&self) -> &Idx;
    pub fn end(&self) -> &Idx;
    pub fn into_inner(self) -> (Idx, Idx);
    pub fn contains<U>(&self, item: &U) -> bool;
    pub fn is_empty(&self) -> bool;
}
impl<T> Iterator for Range<T> { type Item = T; }
impl<T> Iterator for RangeFrom<T> { type Item = T; }
impl<T> Iterator for RangeInclusive<T> { type Item = T; }
impl<T> DoubleEndedIterator for Range<T> {}
impl<T> DoubleEndedIterator for RangeInclusive<T> {}
impl<T> ExactSizeIterator for Range<T> {}
impl<T: Clone> Clone for Range<T> {}
impl<T: Clone> Clone for RangeFrom<T> {}
impl<T: Clone> Clone for RangeInclusive<T> {}
impl<T: Clone> Clone for RangeTo<T> {}
impl<T: PartialEq> PartialEq for Range<T> {}
impl<T: Eq> Eq for Range<T> {}
impl<T: PartialEq> PartialEq for RangeInclusive<T> {}
impl<T: Default> Default for Range<T> {}
pub enum Bound<T> { Included(T), Excluded(T), Unbounded }
impl<T> Bound<T> {
    pub fn as_ref(&self) -> Bound<&T>;
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Bound<U>;
}
impl<T: Clone> Bound<&T> { pub fn cloned(self) -> Bound<T>; }
impl<T: Clone> Clone for Bound<T> {}
pub trait RangeBounds<T: ?Sized> { fn start_bound(&self) -> Bound<&T>; fn end_bound(&self) -> Bound<&T>; fn contains<U>(&self, item: &U) -> bool {} }
impl<T> RangeBounds<T> for Range<T> {}
impl<T> RangeBounds<T> for RangeFrom<T> {}
impl<T> RangeBounds<T> for RangeTo<T> {}
impl<T> RangeBounds<T> for RangeInclusive<T> {}
impl<T> RangeBounds<T> for RangeToInclusive<T> {}
impl<T> RangeBounds<T> for RangeFull {}
impl<T> RangeBounds<T> for (Bound<T>, Bound<T>) {}
impl Add for int { type Output = int; }
impl Sub for int { type Output = int; }
impl Mul for int { type Output = int; }
impl Div for int { type Output = int; }
impl Rem for int { type Output = int; }
impl BitAnd for int { type Output = int; }
impl BitOr for int { type Output = int; }
impl BitXor for int { type Output = int; }
impl Neg for int { type Output = int; }
impl Not for int { type Output = int; }
impl Add<&int> for int { type Output = int; }
impl Sub<&int> for int { type Output = int; }
impl Mul<&int> for int { type Output = int; }
impl Add<int> for &int { type Output = int; }
impl AddAssign for int {}
impl SubAssign for int {}
impl MulAssign for int {}
impl DivAssign for int {}
impl BitAndAssign for int {}
impl BitOrAssign for int {}
impl BitXorAssign for int {}
impl Add for float { type Output = float; }
impl Sub for float { type Output = float; }
impl Mul for float { type Output = float; }
impl Div for float { type Output = float; }
impl Rem for float { type Output = float; }
impl Neg for float { type Output = float; }
impl AddAssign for float {}
impl Not for bool { type Output = bool; }
impl BitAnd for bool { type Output = bool; }
impl BitOr for bool { type Output = bool; }
impl BitXor for bool { type Output = bool; }
impl<T: ?Sized> Deref for &T { type Target = T; }
impl<T: ?Sized> Deref for &mut T { type Target = T; }
