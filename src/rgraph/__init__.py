"""rgraph: a time-travelling code graph for Rust repositories."""

__version__ = "0.1.0"
