impl<T> Shape for Wrapper<T> where T: Shape {
    type Item<'a> = T::Item<'a> where Self: 'a;
    const NAME: &'static str = "wrapper";
    fn area(&self) -> f64 { <T as Shape>::area(&self.0) }
}
impl !Send for Wrapper<u8> {}
unsafe impl<'a> Sync for &'a Wrapper<u8> {}
impl Wrapper<u8> {
    pub const ONE: u8 = 1;
}
impl crate::a::Tr for [u8] {}
impl Tr for (A, B) {}
impl<T: ?Sized> Tr for dyn Other<T> {}
