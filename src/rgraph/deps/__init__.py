"""Dependencies: where their sources are, what is kept of them, how they are linked and compared."""
