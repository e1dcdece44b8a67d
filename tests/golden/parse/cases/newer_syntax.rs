fn f() {
    let box x = y;
    try!(old());
    let t = for<'a> |c: &'a u8| c;
    let S { #[cfg(a)] p, q } = s;
    match c { char @ 'a' => {} , _ => T![~] }
    gen { yield 1 };
}
trait Default { type A: Bound<B = C> = D; }
type Short = Box<dyn 'static + Send>;
fn bound(f: impl async Fn(u8) -> u8) {}
impl const Tr for X {}
