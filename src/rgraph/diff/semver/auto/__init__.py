"""Auto traits: what the fields of a type make of `Send`, `Sync`, `Unpin` and the two of unwinding."""
