async fn f(self_: S) -> Result<u8> {
    let S { ref a, b: Some(c), .. } = self_.field.0[1]? else { return Err(1u8) };
    let mut x: Vec<_> = a.iter().map(|&(p, ref q): &(u8, T)| -> u8 { p + q }).collect::<Vec<_>>();
    if let Some(y @ 1..=9) = x.pop() && y != 3 || !z { x += 1; } else if w {} else { *x = _; }
    'outer: while let [first, .., last] = x[..] { break 'outer first; }
    for (i, T(v)) in 0..n { continue }
    match x.await {
        A | B::C => unsafe { g::<u8, 3>(&mut x, &raw const x) },
        D(1 | -2, ..) if guard => async move { yield_() },
        &E { f, ref mut g } => (1.5f32, b'a', c"x", r#"y"#),
        "s" | 'a'..='z' | MIN.. => [0; N],
        _ => <T as Trait<U>>::make(x as *const u8),
    }
    let _ = S { a, b: 1, ..Default::default() };
    loop { return x }
    const { 1 };
    (|| async {})()
}
