"""One TOML file for each crate; `catalog.py` says what stands in it."""
