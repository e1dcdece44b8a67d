cfg_rt! {
    /// A module.
    pub mod rt { pub fn spawn() {} }
    pub use self::rt::spawn;
}
thread_local! { static KEY: RefCell<u8> = RefCell::new(start()); }
lazy_static! { pub static ref RE: Regex = Regex::new("a").unwrap(); }
cfg_if::cfg_if! {
    if #[cfg(unix)] { mod unix; use unix::f; } else if #[cfg(windows)] { mod windows; } else { fn f() {} }
}
not_items!(a => b, c);
nested! { inner! { fn deep() {} } }
