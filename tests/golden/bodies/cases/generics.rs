use std::collections::HashMap;
use std::marker::PhantomData;
pub struct Leaf;
impl Leaf { fn grow(&self) {} }
pub struct Tree<K, V = Leaf> { map: HashMap<K, V>, root: Option<V>, marker: PhantomData<K> }
impl<K: std::hash::Hash + Eq, V> Tree<K, V> {
    pub fn new() -> Self { Tree { map: HashMap::new(), root: None, marker: PhantomData } }
    pub fn root(&self) -> Option<&V> { self.root.as_ref() }
    pub fn get(&self, k: &K) -> &V { &self.map[k] }
    pub fn with(mut self, k: K, v: V) -> Self { self.map.insert(k, v); self }
    pub fn map<W, F: Fn(V) -> W>(self, f: F) -> Tree<K, W> { loop {} }
    pub fn iter(&self) -> Iter<'_, K, V> { loop {} }
}
pub struct Iter<'a, K, V> { inner: std::collections::hash_map::Iter<'a, K, V> }
impl<'a, K, V> Iterator for Iter<'a, K, V> { type Item = (&'a K, &'a V); fn next(&mut self) -> Option<Self::Item> { self.inner.next() } }
pub type Grove = Tree<String>;
pub type Result<T> = std::result::Result<T, Leaf>;
pub trait Store { type Key; type Value; fn load(&self, key: Self::Key) -> Result<Self::Value>; }
pub struct Disk;
impl Store for Disk { type Key = u8; type Value = Leaf; fn load(&self, key: u8) -> Result<Leaf> { Ok(Leaf) } }
pub fn fetch<S: Store>(s: &S, key: S::Key) -> Result<S::Value> { s.load(key) } //~ calls demo::Store::load inferred, calls demo::<Disk as Store>::load candidate
pub struct Wrapper<const N: usize, T>([T; N]);
impl<const N: usize, T> Wrapper<N, T> { fn first(&self) -> &T { &self.0[0] } }

fn substituted(t: Tree<u8, Leaf>) { t.root().unwrap().grow(); t.get(&1).grow(); } //~ calls demo::Tree::root inferred, calls demo::Tree::get inferred, calls demo::Leaf::grow inferred
fn defaulted(t: Grove) { t.get(&String::new()).grow(); } //~ calls demo::Tree::get inferred, calls demo::Leaf::grow inferred
fn builder() { Tree::new().with(1, Leaf).get(&1).grow(); } //~ calls demo::Tree::new exact, calls demo::Tree::with inferred, calls demo::Tree::get inferred, calls demo::Leaf::grow inferred
fn changed(t: Tree<u8, u16>) { t.map(|n| Leaf).get(&1).grow(); } //~ calls demo::Tree::map inferred, calls demo::Tree::get inferred, calls demo::Leaf::grow inferred
fn iterated(t: &Tree<u8, Leaf>) { for (_, leaf) in t.iter() { leaf.grow(); } } //~ calls demo::Tree::iter inferred, calls demo::Leaf::grow inferred, runs demo::<Iter as Iterator>::next inferred
fn associated(d: Disk) -> Result<()> { fetch(&d, 1)?.grow(); Ok(()) } //~ calls demo::fetch exact, calls demo::Leaf::grow inferred
fn constant(w: Wrapper<3, Leaf>) { w.first().grow(); } //~ calls demo::Wrapper::first inferred, calls demo::Leaf::grow inferred
fn identity<T>(t: T) -> T { t }
fn passed(l: &Leaf) { identity(l).grow(); identity::<Leaf>(Leaf).grow(); } //~ calls demo::identity exact, calls demo::Leaf::grow inferred
fn both<A, B>(a: A, b: B) -> (B, A) { (b, a) }
fn swapped() { both(1, Leaf).0.grow(); } //~ calls demo::both exact, calls demo::Leaf::grow inferred
struct Visitor<'a, V: Visit>(&'a mut V);
trait Visit { type Out; fn leaf(&mut self, l: &Leaf) -> Self::Out; }
impl<'a, V: Visit> Visitor<'a, V> { fn go(&mut self, l: &Leaf) -> V::Out { self.0.leaf(l) } } //~ calls demo::Visit::leaf inferred, calls demo::<Count as Visit>::leaf candidate
struct Count;
impl Visit for Count { type Out = Leaf; fn leaf(&mut self, l: &Leaf) -> Leaf { Leaf } }
fn visited(c: &mut Count) { Visitor(c).go(&Leaf).grow(); } //~ calls demo::Visitor::go inferred, calls demo::Leaf::grow inferred
pub trait Mr { type Error; fn find(&self) -> Result<u8, Self::Error> { loop {} } }
pub struct Core<M, S> { m: M, s: S }
impl<M: Mr, S> Core<M, S> { fn run(&mut self) { match self.own().find() { Ok(_) | Err(_) => () } } //~ calls demo::Core::own exact, calls demo::Mr::find inferred
fn own(&self) -> &M { &self.m } }

trait Shade { fn shade(&self); }
trait Fruit { fn ripen(&self); }
fn unnamed(leaves: [impl Shade; 2], fruit: impl Fruit) { leaves[0].shade(); fruit.ripen(); } //~ calls demo::Shade::shade inferred, calls demo::Fruit::ripen inferred
fn unnamed_in_dyn(store: Box<dyn Store<Key = impl Shade, Value = u8>>, fruit: impl Fruit) { fruit.ripen(); } //~ calls demo::Fruit::ripen inferred
fn unnamed_under_cfg(#[cfg(any())] leaf: impl Shade, fruit: impl Fruit) { fruit.ripen(); } //~ calls demo::Fruit::ripen inferred
fn unnamed_in_outside(leaf: far::Away<impl Shade>, fruit: impl Fruit) { fruit.ripen(); } //~ calls demo::Fruit::ripen inferred
