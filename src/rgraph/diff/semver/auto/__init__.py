"""Auto traits: whether a type has `Send`, `Sync`, `Unpin` and the two of unwinding, by its fields."""
