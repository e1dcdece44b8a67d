use std::str::FromStr;
pub struct Celsius(f64);
pub struct Kelvin(f64);
#[derive(Debug)]
pub struct Bad;
impl Celsius { fn cold(&self) {} }
impl Kelvin { fn hot(&self) {} }
impl From<Celsius> for Kelvin { fn from(c: Celsius) -> Self { Kelvin(c.0) } }
impl From<u8> for Kelvin { fn from(n: u8) -> Self { Kelvin(0.0) } }
impl FromStr for Celsius { type Err = Bad; fn from_str(s: &str) -> Result<Self, Bad> { Err(Bad) } }
impl Default for Kelvin { fn default() -> Self { Kelvin(0.0) } }
impl TryFrom<i8> for Celsius { type Error = Bad; fn try_from(n: i8) -> Result<Self, Bad> { Err(Bad) } }
impl Bad { fn sad(&self) {} }

fn from(c: Celsius) { Kelvin::from(c).hot(); } //~ calls demo::<Kelvin as From<Celsius>>::from inferred, calls demo::Kelvin::hot inferred
fn from_number() { Kelvin::from(3u8).hot(); } //~ calls demo::<Kelvin as From<u8>>::from inferred, calls demo::Kelvin::hot inferred
fn into(c: Celsius) { let k: Kelvin = c.into(); k.hot(); } //~ calls std::convert::Into::into inferred, calls demo::Kelvin::hot inferred, runs demo::<Kelvin as From<Celsius>>::from inferred
fn parsed() { let c: Celsius = "1".parse().unwrap(); c.cold(); } //~ calls demo::Celsius::cold inferred, runs demo::<Celsius as FromStr>::from_str inferred
fn turbofish() { "1".parse::<Celsius>().unwrap_err().sad(); } //~ calls demo::Bad::sad inferred, runs demo::<Celsius as FromStr>::from_str inferred
fn by_name() { Celsius::from_str("1").unwrap().cold(); } //~ calls demo::<Celsius as FromStr>::from_str inferred, calls demo::Celsius::cold inferred
fn defaulted() { let k = Kelvin::default(); k.hot(); } //~ calls demo::<Kelvin as Default>::default inferred, calls demo::Kelvin::hot inferred
fn by_target() { let k: Kelvin = Default::default(); k.hot(); } //~ calls demo::<Kelvin as Default>::default inferred, calls demo::Kelvin::hot inferred
fn by_parameter() { takes(Default::default()); } //~ calls demo::takes exact, calls demo::<Kelvin as Default>::default inferred
fn takes(k: Kelvin) {}
fn unwrapped(o: Option<Kelvin>) { o.unwrap_or_default().hot(); } //~ calls demo::Kelvin::hot inferred
fn tried() { Celsius::try_from(1i8).unwrap().cold(); } //~ calls demo::<Celsius as TryFrom>::try_from inferred, calls demo::Celsius::cold inferred
fn try_into() -> Result<(), Bad> { let c: Celsius = 1i8.try_into()?; c.cold(); Ok(()) } //~ calls demo::Celsius::cold inferred, runs demo::<Celsius as TryFrom>::try_from inferred
fn generic<T: Into<Kelvin>>(t: T) { t.into().hot(); } //~ calls demo::Kelvin::hot inferred
fn collected(v: Vec<Celsius>) { let k: Vec<Kelvin> = v.into_iter().map(Kelvin::from).collect(); k[0].hot(); } //~ references demo::<Kelvin as From<Celsius>>::from inferred, calls demo::Kelvin::hot inferred
fn results(v: Vec<Result<Celsius, Bad>>) -> Result<(), Bad> {
    let all = v.into_iter().collect::<Result<Vec<_>, _>>()?;
    all[0].cold(); //~ calls demo::Celsius::cold inferred
    Ok(())
}
fn owned(c: &[Celsius]) { for each in c.iter().take(2).rev() { each.cold(); } } //~ calls demo::Celsius::cold inferred
pub struct Page;
impl From<()> for Page { fn from(_: ()) -> Self { Page } }
fn another_argument() { Page::from("text"); } //~ calls std::convert::From::from inferred, nothing
fn unknown_argument(x: far::Away) { Page::from(x); } //~ calls std::convert::From::from inferred, calls demo::<Page as From>::from candidate
