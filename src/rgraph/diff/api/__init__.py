"""The public API of a crate: what its users can name, by every path that they can name it by."""
