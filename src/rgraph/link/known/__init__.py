"""What derives and attribute macros of well-known crates make, as data: one file in `crates/` for each crate."""
