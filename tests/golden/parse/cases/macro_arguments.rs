fn f(x: u8) {
    println!("{x} {0:>width$} {name:?} {{no}} {}", a.b(), name = y);
    assert!(matches!(x, Some(A::B { c }) | None if c > limit()), "not {x:?}");
    let v = vec![g(); n];
    info!(target: "t", key = %h(), ?x, "message {x}");
    json!({ "a": one(), "b": [two(), { "c": x.three }] });
    let s = str![["text"]];
    tokio::select! {
        biased;
        Some(msg) = rx.recv(), if open => { handle(msg) }
        _ = stop => return,
        else => done(),
    }
    select! { recv(r) -> m => got(m), default => {} }
    weird!(a::b => c(d) ; .e());
    block! { let y = x; y.call(); fn inner() {} }
    quote! { fn #name() {} }
}
