#!/usr/bin/env cargo
---
[dependencies]
---
//! Doc.

/// Item.
pub fn main() {
    run();
}
