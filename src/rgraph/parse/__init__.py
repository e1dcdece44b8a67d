"""The only place that imports tree-sitter: bytes to facts of one blob."""
