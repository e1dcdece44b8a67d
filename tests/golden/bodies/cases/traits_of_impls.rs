use std::fmt;
pub struct A(pub u8);
pub struct B(pub A);
pub struct G<T>(pub T);
pub struct W(pub A);
impl A { fn twice(&self) {} }
mod shape { pub trait Draw { fn draw(&self); fn twice(&self) {} } pub trait Paint { fn paint(&self); } }
mod other { pub trait Away { fn away(&self); } impl Away for super::A { fn away(&self) {} } }
pub mod kind { pub enum Kind { One, Two } }
impl fmt::Display for A { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { use std::fmt::Write; f.write_str("x")?; self.0.fmt(f) } } //~ calls std::fmt::Display::fmt inferred
impl fmt::Display for B {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use self::kind::Kind::*;
        let k = One;
        match k { One => self.0.fmt(f), Two => "x".fmt(f) } //~ calls demo::<A as Display>::fmt inferred
    }
}
impl<T: fmt::Display> fmt::Display for G<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use std::collections::*;
        let c = || { use std::mem::*; 1 };
        self.0.fmt(f) //~ calls std::fmt::Display::fmt inferred
    }
}
impl fmt::Display for W {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use std::mem;
        fn inner(a: &A, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            const SEEN: fn(&A, &mut fmt::Formatter<'_>) -> fmt::Result = |a, f| a.fmt(f); //~ calls demo::<A as Display>::fmt inferred
            fn deeper(a: &A, f: &mut fmt::Formatter<'_>) -> fmt::Result { use std::io; a.fmt(f) } //~ calls demo::<A as Display>::fmt inferred
            a.fmt(f) //~ calls demo::<A as Display>::fmt inferred
        }
        struct L;
        impl L { fn go(&self, a: &A) { a.twice(); } } //~ calls demo::A::twice inferred
        inner(&self.0, f) //~ calls demo::<W as Display>::fmt::inner exact
    }
}
impl shape::Draw for A { fn draw(&self) {} }
impl shape::Draw for B {
    fn draw(&self) {
        use other::Away;
        self.0.draw(); //~ calls demo::<A as Draw>::draw inferred
        self.0.away(); //~ calls demo::other::<A as Away>::away inferred
        { use shape::Paint as _; self.twice(); self.0.paint(); } //~ calls demo::shape::Draw::twice inferred, calls demo::<A as Paint>::paint inferred
        const N: u8 = 1;
        fn inner(a: &A) {}
        inner(&self.0); //~ calls demo::<B as Draw>::draw::inner exact
    }
}
impl shape::Paint for A { fn paint(&self) { struct Local; self.paint(); } } //~ calls demo::<A as Paint>::paint inferred
impl shape::Paint for B { fn paint(&self) { { use std::mem; self.0.paint(); } } } //~ calls demo::<A as Paint>::paint inferred
pub trait Base { fn base(&self); fn more(&self) { use std::mem; self.base(); } } //~ calls demo::Base::base inferred
