//! What rayon-core names of crossbeam-utils: enough for rustdoc, which reads no bodies.
pub struct CachePadded<T>(T);
pub mod sync {
    pub struct ShardedLock<T>(T);
}
pub mod thread {}
