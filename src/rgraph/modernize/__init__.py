"""Old idioms and what replaces them: where they stand, since when, and whether the promised Rust allows more."""
