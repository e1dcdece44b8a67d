use std::marker::Unpin;
use std::sync::Arc;
pub trait A { fn a(&self); }
impl dyn A + '_ { pub fn which(&self) {} pub fn plain(&self) {} }
impl dyn A + Send + '_ { pub fn which(&self) {} pub fn sent(&self) {} }
impl dyn A + Send + Sync + '_ { pub fn which(&self) {} pub fn shared(&self) {} }
impl dyn A + Unpin + '_ { pub fn which(&self) {} }
pub trait Tag { fn tag(&self) {} }
impl Tag for dyn A {}
impl Tag for dyn A + Send { fn tag(&self) {} }
impl<'a> From<&'a u8> for Box<dyn A + Send> { fn from(_: &'a u8) -> Self { loop {} } }
impl<'a> From<&'a u8> for Box<dyn A> { fn from(_: &'a u8) -> Self { loop {} } }
pub fn one(x: &dyn A) { x.which(); x.plain(); x.a(); } //~ calls demo::<impl dyn A>::which inferred, calls demo::<impl dyn A>::plain inferred, calls demo::A::a inferred
pub fn two(x: &(dyn A + Send)) { x.which(); x.sent(); x.a(); } //~ calls demo::<impl dyn A + Send>::which inferred, calls demo::<impl dyn A + Send>::sent inferred, calls demo::A::a inferred
pub fn three(x: Box<dyn A + Send + Sync>) { x.which(); x.shared(); } //~ calls demo::<impl dyn A + Send + Sync>::which inferred, calls demo::<impl dyn A + Send + Sync>::shared inferred
pub fn order(x: Arc<dyn A + Sync + Send>) { x.which(); } //~ calls demo::<impl dyn A + Send + Sync>::which inferred
pub fn first(x: &(dyn Send + A + 'static)) { x.which(); } //~ calls demo::<impl dyn A + Send>::which inferred
pub fn another(x: &mut (dyn A + Unpin)) { x.which(); } //~ calls demo::<impl dyn A + Unpin>::which inferred
pub fn nested(x: &[Box<dyn A + Send>]) { for each in x { each.which(); } } //~ calls demo::<impl dyn A + Send>::which inferred
pub fn coerced(x: Box<dyn A + Send>) { let y: Box<dyn A> = x; y.which(); takes(&*y); } //~ calls demo::<impl dyn A>::which inferred, calls demo::takes exact
pub fn takes(x: &dyn A) {}
pub fn passed(x: &(dyn A + Send + Sync)) { takes(x); two(x); } //~ calls demo::takes exact, calls demo::two exact
pub fn traits(x: &(dyn A + Send + 'static), y: &(dyn A + 'static)) { x.tag(); y.tag(); } //~ calls demo::<dyn A + Send as Tag>::tag inferred, calls demo::Tag::tag inferred
pub fn by_path(x: &dyn A) { <dyn A>::which(x); } //~ calls demo::<impl dyn A>::which exact
pub fn by_path_too(x: &(dyn A + Send)) { <dyn A + Send>::which(x); } //~ calls demo::<impl dyn A + Send>::which exact
pub fn made(n: &u8) { let b = <Box<dyn A + Send>>::from(n); b.which(); } //~ calls demo::<Box<dyn A + Send> as From<&u8>>::from inferred, calls demo::<impl dyn A + Send>::which inferred
type Shared = dyn A + Send + Sync;
pub fn alias(x: &Shared) { x.which(); } //~ calls demo::<impl dyn A + Send + Sync>::which inferred
pub fn any(x: Box<dyn std::any::Any + Send>) -> Option<u8> { x.downcast_ref::<u8>().copied() }
