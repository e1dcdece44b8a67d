#[must_use = "or lose it"]
pub enum Kind<T> {
    /// Nothing.
    None,
    #[deprecated]
    One(T, pub u8),
    Many { items: Vec<T>, count: usize },
    Last = 1 << OFFSET,
}
