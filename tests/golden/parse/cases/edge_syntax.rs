type A = dyn for<'a> Fn(&'a u8) -> Box<dyn B + 'a> + Send + 'static;
type C<const N: usize> = [D<{ N + 1 }, 'x', true, _>; N * 2];
type E = (F,);
type G = <H<I> as J<K>>::L<M>;
type P = unsafe extern "C" fn(u8, ...) -> *const (dyn Q + R);
type S = impl for<'a> T<'a, U: V> + use<'a, W>;
type X = ::y::z!(a);
fn f(impl_: impl A + ?Sized, &mut (ref a, mut b): &mut (C, D), [h, .., t]: [u8; 3], _: Self) {
    let g = async move |x, &y: &u8, (z, _)| -> u8 { x };
    let h = static || 1;
    let i = 'block: { break 'block 1; };
    let x @ (1 | 2 | 3..=5 | ..=9 | i32::MIN..0) = y;
    let [first, rest @ ..] = z;
    let ref mut s @ Some(_) = t;
    let (A | B(_) | C { .. }, ..) = u;
    let &mut Foo { ref a, mut b, c: &d, .. } = v;
    let e = if let Some(a) = b && let Ok(c) = d { a } else { return };
    let n = -1i64 as u8 as char;
    let r = (..5, 1.., .., ..=3, a..b);
    let l = [1.0, 1e3, 1f32, 0xffu8, 0b1, 1_000_usize, b"x"];
    x.0.1.2; a.await?.b()?; (self.f)(1); f()(2)[3]; *p = &q; !r; --s; t <<= 1; u >>= 2;
    a < b && c >= d || e == f; g as usize < h; (i..j).k(); |l| m; || n;
    S::<T> { a, b: c, 0: d, ..e }; T; T(); T {}; Self { f: 1 }; Self(g); <[u8]>::len(h); <dyn I>::j();
    match k { Some(l) if let M(n) = l => o, #[cfg(p)] Q => r, S => {} , }
    while let Some(x) = y.next() {} loop {} for _ in z {} unsafe { a } try { b? } const { c }
    #[allow(d)] let e = f; #[cfg(g)] h(); #[i] { j }
    k!(); l![]; m! {} n!(o)[p]; q!(r).s(); let t = u! { v };
    return; break; continue 'w; yield x; become_(y); &raw const z; &raw mut a; box_(b);
}
