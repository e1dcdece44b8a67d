"""The `cfg`s under which something exists, and whether everybody who had it still has it."""
