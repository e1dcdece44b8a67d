//? kinds calls reads
//- src/lib.rs
macro_rules! tri { ($e:expr) => { match $e { Ok(v) => v, Err(e) => return Err(e) } } }
pub struct Seq { n: u8 }
impl Seq { pub fn next(&mut self) -> Result<u8, u8> { Ok(self.n) } }
macro_rules! get { ($($n:ident)*) => { $(pub fn $n(mut seq: Seq) -> Result<u8, u8> { let a = tri!(seq.next()); seq.next()?; Ok(a + seq.n) })* } }
get!(one two);
macro_rules! twice { ($n:ident $($k:literal)*) => { pub fn $n(mut seq: Seq) -> Result<u8, u8> { Ok(0 $(+ match tri!(seq.next()) { v => v + $k })*) } } }
twice!(three 1 2);
pub fn seq() -> Seq { Seq { n: 1 } }
macro_rules! own { ($n:ident, $e:expr) => { pub fn $n() -> u8 { let seq = 1u8; let _ = seq; $e } } }
own!(four, seq().n);
//=
demo::Seq::next reads demo::Seq.n exact
demo::four calls demo::seq exact
demo::four reads demo::Seq.n inferred
demo::one calls demo::Seq::next inferred
demo::one reads demo::Seq.n inferred
demo::three calls demo::Seq::next inferred macro
demo::two calls demo::Seq::next inferred
demo::two reads demo::Seq.n inferred
