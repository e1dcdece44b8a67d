"""Golden cases of the body linker: a crate in, its edges out."""
