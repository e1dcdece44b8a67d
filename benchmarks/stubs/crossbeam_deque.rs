//! What rayon-core names of crossbeam-deque: enough for rustdoc, which reads no bodies.
pub struct Injector<T>(T);
pub struct Stealer<T>(T);
pub struct Worker<T>(T);
pub enum Steal<T> {
    Empty,
    Success(T),
    Retry,
}
