pub struct Socket;
impl Socket {
    #[cfg(windows)] pub fn shut(self) -> u8 { 1 }
    #[cfg(unix)] pub fn shut(&self) -> Name { Name }
    #[cfg(unix)] pub fn new() -> Socket { Socket }
    #[cfg(windows)] pub fn new(_: u8) -> Socket { Socket }
}
#[cfg(windows)] impl Socket { pub fn port(self) -> u8 { 1 } }
#[cfg(unix)] impl Socket { pub fn port(&self) -> Name { Name } }
pub struct Name;
impl Name { pub fn show(&self) {} }
pub trait Poll {
    #[cfg(windows)] fn poll(self) -> u8;
    #[cfg(unix)] fn poll(&self) -> Name;
}
impl Poll for Socket {
    #[cfg(windows)] fn poll(self) -> u8 { 1 }
    #[cfg(unix)] fn poll(&self) -> Name { Name }
}
fn one(s: Socket) {
    s.shut().show(); //~ calls demo::Socket::shut#2 inferred, calls demo::Socket::shut candidate, calls demo::Name::show inferred
}
fn two(s: Socket) {
    s.port().show(); //~ calls demo::Socket::port#2 inferred, calls demo::Socket::port candidate, calls demo::Name::show inferred
}
fn three() {
    Socket::new().port(); //~ calls demo::Socket::new exact, calls demo::Socket::new#2 candidate, calls demo::Socket::port#2 inferred, calls demo::Socket::port candidate
}
fn four(s: Socket) {
    s.poll().show(); //~ calls demo::<Socket as Poll>::poll#2 inferred, calls demo::<Socket as Poll>::poll candidate, calls demo::Name::show inferred
}
fn generic<P: Poll>(p: P) {
    p.poll().show(); //~ calls demo::Poll::poll#2 inferred, calls demo::Poll::poll candidate, calls demo::<Socket as Poll>::poll#2 candidate, calls demo::<Socket as Poll>::poll candidate, calls demo::Name::show inferred
}
fn path<P: Poll>(p: P) {
    Poll::poll(&p).show(); //~ calls demo::Poll::poll#2 inferred, calls demo::Poll::poll candidate, calls demo::<Socket as Poll>::poll#2 candidate, calls demo::<Socket as Poll>::poll candidate, calls demo::Name::show inferred
}
#[cfg(windows)]
fn on_windows(s: Socket) {
    s.shut(); //~ calls demo::Socket::shut inferred, calls demo::Socket::shut#2 candidate
}
