"""Git hooks that keep the index current."""
