"""Under which `cfg` something is there, and whether it is still there for all who had it."""
