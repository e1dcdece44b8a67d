pub fn on_unix() -> Unix { Unix }
pub fn on_windows() -> Windows { Windows }
pub struct Unix;
pub struct Windows;
impl Unix { pub fn close(&self) {} }
impl Windows { pub fn close(&self) {} }
mod imp {
    #[cfg(unix)] pub fn open() -> u8 { 1 }
    #[cfg(windows)] pub fn open() -> u16 { 2 }
}

fn lets() {
    #[cfg(unix)]
    let handle = on_unix(); //~ calls demo::on_unix exact
    #[cfg(windows)] let handle = on_windows(); //~ calls demo::on_windows candidate
    handle.close(); //~ calls demo::Unix::close inferred
    #[cfg(windows)] handle.close(); //~ calls demo::Windows::close candidate
    #[cfg(windows)] { imp::open(); } //~ calls demo::imp::open#2 candidate, calls demo::imp::open candidate
}
fn values() -> Unix {
    let found = {
        #[cfg(unix)] { on_unix() } //~ calls demo::on_unix exact
        #[cfg(windows)] { on_windows() } //~ calls demo::on_windows candidate
    };
    found.close(); //~ calls demo::Unix::close inferred
    found
}
fn arms(n: u8) {
    let found = match n {
        #[cfg(windows)]
        1 => on_windows(), //~ calls demo::on_windows candidate
        _ => on_unix(), //~ calls demo::on_unix exact
    };
    found.close(); //~ calls demo::Unix::close inferred
}
pub struct Both { #[cfg(windows)] raw: Windows, #[cfg(unix)] raw: Unix, pub n: u8 }
fn field(b: Both) {
    b.raw.close(); //~ calls demo::Unix::close inferred
}
fn fields(b: Both) -> Both {
    let Both { #[cfg(windows)] raw, #[cfg(unix)] raw, n } = b;
    raw.close(); //~ calls demo::Unix::close inferred
    Both {
        #[cfg(unix)] raw: on_unix(), //~ calls demo::on_unix exact
        #[cfg(windows)] raw: on_windows(), //~ calls demo::on_windows candidate
        n,
    }
}
fn takes(#[cfg(windows)] a: Windows, #[cfg(unix)] a: Unix, b: u8) -> u8 {
    a.close(); //~ calls demo::Unix::close inferred
    b
}
fn passes() {
    takes( //~ calls demo::takes exact
        #[cfg(windows)] on_windows(), //~ calls demo::on_windows candidate
        #[cfg(unix)] on_unix(), //~ calls demo::on_unix exact
        3,
    );
}
fn tuples() {
    let both = (
        #[cfg(windows)] on_windows(), //~ calls demo::on_windows candidate
        #[cfg(unix)] on_unix(), //~ calls demo::on_unix exact
    );
    both.0.close(); //~ calls demo::Unix::close inferred
}
#[cfg(windows)]
fn all_windows() {
    #[cfg(windows)] on_windows(); //~ calls demo::on_windows exact
    #[cfg(not(windows))] on_unix(); //~ calls demo::on_unix candidate
    imp::open(); //~ calls demo::imp::open#2 exact, calls demo::imp::open candidate
}
fn branches() {
    cfg_if::cfg_if! {
        if #[cfg(windows)] {
            on_windows(); //~ calls demo::on_windows candidate
        } else {
            on_unix(); //~ calls demo::on_unix exact
        }
    }
}
fn asks() {
    if cfg!(windows) { on_windows(); } //~ calls demo::on_windows exact
}
