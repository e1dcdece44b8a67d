pub trait Hash { fn hash<H: Hasher>(&self, state: &mut H); fn hash_slice<H: Hasher>(data: &[Self], state: &mut H) {} }
pub trait Hasher {
    fn finish(&self) -> u64;
    fn write(&mut self, bytes: &[u8]);
    fn write_u8(&mut self, i: u8) {}
    fn write_u32(&mut self, i: u32) {}
    fn write_u64(&mut self, i: u64) {}
    fn write_usize(&mut self, i: usize) {}
}
pub trait BuildHasher { type Hasher: Hasher; fn build_hasher(&self) -> Self::Hasher; fn hash_one<T: Hash>(&self, x: T) -> u64 {} }
pub struct BuildHasherDefault<H>;
impl<H: Default + Hasher> BuildHasher for BuildHasherDefault<H> { type Hasher = H; }
impl<H> Default for BuildHasherDefault<H> {}
pub struct DefaultHasher;
impl DefaultHasher { pub fn new() -> DefaultHasher; }
impl Hasher for DefaultHasher {}
impl Default for DefaultHasher {}
pub struct RandomState;
impl RandomState { pub fn new() -> RandomState; }
impl BuildHasher for RandomState { type Hasher = DefaultHasher; }
impl Default for RandomState {}
impl Clone for RandomState {}
impl<T: ?Sized + Hash> Hash for &T {}
