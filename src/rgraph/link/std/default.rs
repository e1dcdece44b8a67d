pub trait Default: Sized {
    fn default() -> Self;
}
impl Default for int {}
impl Default for float {}
impl Default for bool {}
impl Default for char {}
impl Default for &str {}
impl<T> Default for &[T] {}
impl<T: Default, const N: usize> Default for [T; N] {}
