fn outer() {
    use crate::a::B;
    fn helper() -> B { B }
    {
        const LOCAL: u8 = other();
        struct Point { x: u8 }
        impl Point { fn new() -> Self { Point { x: LOCAL } } }
        Point::new();
    }
    helper();
    let f = || { fn in_closure() {} in_closure() };
}
