/// Adds.
///
///     indented
pub async unsafe fn all<'a, T: Clone + ?Sized + 'a, const N: usize>(
    mut first: &'a mut [T; N],
    (x, y): (u8, impl Fn(&str) -> bool),
) -> Result<Option<T>, Box<dyn Error + Send + 'static>>
where
    T: Iterator<Item = u8>,
    for<'b> &'b T: IntoIterator,
{
    nothing()
}
pub extern "C" fn c(format: *const c_char, ...) -> ! { loop {} }
const fn quick() -> fn(u8, name: u16) -> [u8] { todo!() }
impl S {
    fn by_value(self) {}
    fn by_ref(&self) {}
    fn by_mut<'a>(&'a mut self, _: u8) {}
    fn boxed(self: Box<Self>, mut self_: u8) {}
    default fn specialised() {}
}
