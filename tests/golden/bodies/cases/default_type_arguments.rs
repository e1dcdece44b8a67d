pub trait Cmp<K: ?Sized, Q: ?Sized = K> { fn compare(&self, a: &K, b: &Q) -> bool; fn pick(&self) -> Q where Q: Sized; }
pub struct Key;
impl Key { pub fn go(&self) {} }
pub struct Other;
impl Other { pub fn far(&self) {} }
pub fn bound<C: Cmp<Key>>(c: C) { c.pick().go(); } //~ calls demo::Cmp::pick inferred, calls demo::Key::go inferred
pub fn where_clause<C>(c: C) where C: Cmp<Key> { c.pick().go(); } //~ calls demo::Cmp::pick inferred, calls demo::Key::go inferred
pub fn given<C: Cmp<Key, Other>>(c: C) { c.pick().far(); } //~ calls demo::Cmp::pick inferred, calls demo::Other::far inferred
pub fn opaque(c: impl Cmp<Key>) { c.pick().go(); } //~ calls demo::Cmp::pick inferred, calls demo::Key::go inferred
pub fn object(c: &dyn Cmp<Key>) { c.pick().go(); } //~ calls demo::Cmp::pick inferred, calls demo::Key::go inferred
pub fn of_param<K, C: Cmp<K>>(c: C, f: fn(K)) { f(c.pick()); } //~ calls demo::Cmp::pick inferred
pub struct Plain;
pub trait Same<K, Q = K> { fn same(&self) -> Q; }
impl Same<Key> for Plain { fn same(&self) -> Key { Key } }
pub fn by_impl(p: Plain) { p.same().go(); } //~ calls demo::<Plain as Same>::same inferred, calls demo::Key::go inferred
pub fn takes<K: Make, C: Cmp<K>>(c: C) -> K { c.pick() } //~ calls demo::Cmp::pick inferred
pub trait Make { fn make(self) -> Key; }
pub fn through<K: Make, C: Cmp<K>>(c: C) { c.pick().make().go(); } //~ calls demo::Cmp::pick inferred, calls demo::Make::make inferred, calls demo::Key::go inferred
pub trait Third<A, B = A, C = Vec<B>> { fn third(&self) -> C; }
pub fn chained<T: Third<Key>>(t: T) { t.third().first().unwrap().go(); } //~ calls demo::Third::third inferred, calls demo::Key::go inferred
pub trait Above: Cmp<Key> {}
pub fn supertrait<T: Above>(t: T) { t.pick().go(); } //~ calls demo::Cmp::pick inferred, calls demo::Key::go inferred
pub trait Gives { type Out: Cmp<Key>; fn give(&self) -> Self::Out; }
pub fn associated<T: Gives>(t: T) { t.give().pick().go(); } //~ calls demo::Gives::give inferred, calls demo::Cmp::pick inferred, calls demo::Key::go inferred
pub fn qualified<C: Cmp<Key>>(c: C) { <C as Cmp<Key>>::pick(&c).go(); } //~ calls demo::Cmp::pick inferred, calls demo::Key::go inferred
pub trait Own<Q = Self> { fn own(&self) -> Q; }
pub fn own<T: Own + Make>(t: T) { t.own().make().go(); } //~ calls demo::Own::own inferred, calls demo::Make::make inferred, calls demo::Key::go inferred
