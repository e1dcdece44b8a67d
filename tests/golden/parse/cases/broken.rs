pub fn before() -> u8 { call() }
struct Broken { a: = }
pub fn middle() { let x = ; after(x); }
impl Fine {
    fn kept(&self) {}
    fn (
}
pub fn last() {}
