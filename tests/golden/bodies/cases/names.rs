pub mod tools {
    pub fn saw() {}
    pub mod deep {
        pub fn drill() { super::saw(); } //~ calls demo::tools::saw exact
    }
    pub struct Crate;
    impl Crate {
        pub const SIZE: usize = 1;
        pub fn open() -> Self { Self::shut(); Self } //~ calls demo::tools::Crate::shut exact
        fn shut() { Crate::SIZE; } //~ references demo::tools::Crate::SIZE exact
    }
}
pub enum Level { Low, High { by: u8 }, Exact(u8) }
pub type Alias = tools::Crate;
use tools::deep as inner;
use Level::*;

fn paths() {
    tools::saw(); //~ calls demo::tools::saw exact, references demo::tools exact
    inner::drill(); //~ calls demo::tools::deep::drill exact
    crate::tools::deep::drill();
    self::tools::Crate::open(); //~ calls demo::tools::Crate::open exact, uses_type demo::tools::Crate exact
}
fn aliased() { Alias::open(); } //~ calls demo::tools::Crate::open exact, uses_type demo::Alias exact
fn variants(l: Level) {
    match l {
        Low => {} //~ references demo::Level::Low exact
        High { by } => {} //~ references demo::Level::High exact, reads demo::Level::High.by exact
        Level::Exact(n) => {} //~ references demo::Level::Exact exact
    }
}
fn block_imports() {
    use tools::saw as cut;
    cut(); //~ calls demo::tools::saw exact
    fn local() {}
    local(); //~ calls demo::block_imports::local exact
    const STEP: u8 = 1;
    STEP; //~ reads demo::block_imports::STEP exact
}
fn values() { let f = tools::saw; f(); [1].iter().for_each(|_: &i32| f()); } //~ references demo::tools::saw exact
fn types() { let x: Option<Level> = None; let y = Vec::<Alias>::new(); } //~ uses_type demo::Level exact, uses_type demo::Alias exact
fn constants() -> usize { LIMIT + COUNT } //~ reads demo::LIMIT exact, reads demo::COUNT exact
const LIMIT: usize = tools::Crate::SIZE; //~ references demo::tools::Crate::SIZE exact
static COUNT: usize = 0;
