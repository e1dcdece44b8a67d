"""Paths that users write: where they lead, and which lead nowhere any more."""
