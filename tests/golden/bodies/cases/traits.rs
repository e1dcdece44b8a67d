use std::fmt;
pub trait Shape {
    const SIDES: u32;
    type Unit: Unit;
    fn area(&self) -> Self::Unit;
    fn twice(&self) -> f64 {
        self.area().value(); //~ calls demo::Shape::area inferred, calls demo::<Square as Shape>::area candidate, calls demo::<Circle as Shape>::area candidate, calls demo::Unit::value inferred, calls demo::<Meter as Unit>::value candidate
        2.0
    }
    fn make() -> Self
    where
        Self: Sized;
}
pub trait Unit {
    fn value(&self) -> f64;
}
pub struct Meter;
impl Unit for Meter {
    fn value(&self) -> f64 { 1.0 }
}
pub struct Square;
pub struct Circle;
impl Shape for Square {
    const SIDES: u32 = 4;
    type Unit = Meter;
    fn area(&self) -> Meter { Meter }
    fn make() -> Self { Square }
}
impl Shape for Circle {
    const SIDES: u32 = 0;
    type Unit = Meter;
    fn area(&self) -> Self::Unit { Meter }
    fn make() -> Self { Circle }
    fn twice(&self) -> f64 { 1.0 }
}
impl fmt::Display for Square {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        "x".fmt(f) //~ calls std::fmt::Display::fmt inferred
    }
}
fn known(s: Square) { s.area().value(); } //~ calls demo::<Square as Shape>::area inferred, calls demo::<Meter as Unit>::value inferred
fn by_default(s: Square, c: Circle) {
    s.twice(); //~ calls demo::Shape::twice inferred
    c.twice(); //~ calls demo::<Circle as Shape>::twice inferred
}
fn bounded<S: Shape>(s: &S) {
    s.twice(); //~ calls demo::Shape::twice inferred, calls demo::<Circle as Shape>::twice candidate
    S::make(); //~ calls demo::Shape::make inferred, calls demo::<Square as Shape>::make candidate, calls demo::<Circle as Shape>::make candidate
}
fn in_where<S>(s: S) where S: Shape<Unit = Meter> {
    s.area().value(); //~ calls demo::Shape::area inferred, calls demo::<Square as Shape>::area candidate, calls demo::<Circle as Shape>::area candidate, calls demo::<Meter as Unit>::value inferred
}
fn argument(u: impl Unit) { u.value(); } //~ calls demo::Unit::value inferred, calls demo::<Meter as Unit>::value candidate
fn dynamic(u: &dyn Unit, b: Box<dyn Unit>) {
    u.value(); //~ calls demo::Unit::value inferred, calls demo::<Meter as Unit>::value candidate
    b.value();
}
fn opaque() -> impl Unit { Meter }
fn of_opaque() { opaque().value(); } //~ calls demo::opaque exact, calls demo::Unit::value inferred, calls demo::<Meter as Unit>::value candidate
fn qualified(s: Square) {
    <Square as Shape>::area(&s); //~ calls demo::<Square as Shape>::area inferred
    Shape::twice(&s); //~ calls demo::Shape::twice inferred
    Square::make(); //~ calls demo::<Square as Shape>::make inferred
    let c: Circle = Shape::make(); //~ calls demo::<Circle as Shape>::make inferred
    Square::SIDES; //~ references demo::<Square as Shape>::SIDES inferred
}
pub trait Super { fn above(&self) {} }
pub trait Sub: Super { fn below(&self) { self.above(); } } //~ calls demo::Super::above inferred
fn through_supertrait<T: Sub>(t: T) { t.above(); } //~ calls demo::Super::above inferred
pub trait Blanket { fn all(&self) {} }
impl<T: Unit> Blanket for T {}
fn blanket(m: Meter, s: Square) {
    m.all(); //~ calls demo::Blanket::all inferred
    s.all(); //~ nothing
}
pub trait Extension { fn extended(&self) -> u8; }
impl Extension for str { fn extended(&self) -> u8 { 1 } }
impl<T> Extension for Vec<T> { fn extended(&self) -> u8 { 2 } }
fn on_std(s: String, v: Vec<u8>) {
    s.extended(); //~ calls demo::<str as Extension>::extended inferred
    v.extended(); //~ calls demo::<Vec as Extension>::extended inferred
}
pub struct Typed<T>(T);
impl Typed<u8> { fn narrow(&self) -> u8 { self.0 } }
impl Typed<String> { fn text(&self) -> &str { &self.0 } }
impl<T: Unit> Typed<T> { fn unit(&self) { self.0.value(); } } //~ calls demo::Unit::value inferred, calls demo::<Meter as Unit>::value candidate
fn specialised(a: Typed<u8>, b: Typed<String>) {
    a.narrow(); //~ calls demo::Typed::narrow inferred
    b.text().len(); //~ calls demo::Typed::text inferred
    b.narrow(); //~ nothing
}
