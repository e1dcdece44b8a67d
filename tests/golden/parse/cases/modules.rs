#![allow(dead_code)]
//! The crate.
//!
//! Second paragraph.
pub mod outer {
    //! Inside.
    #![cfg(unix)]
    mod inner;
    pub(in crate::outer) mod deep {
        fn leaf() {}
    }
}
#[path = "other/place.rs"]
mod placed;
#[cfg_attr(windows, path = "win.rs")]
#[cfg(any(windows, test))]
pub(crate) mod platform;
