pub unsafe trait Shape: Clone + for<'a> From<&'a str> {
    type Item<'a>: Iterator<Item = u8> + 'a where Self: 'a;
    const SIDES: usize = 4;
    const NAME: &'static str;
    fn area(&self) -> f64;
    fn twice(&self) -> f64 { self.area() * 2.0 }
}
auto trait Auto {}
trait Both<T> = Clone + Into<T>;
