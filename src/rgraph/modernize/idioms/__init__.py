"""One TOML file per idiom; `rgraph.modernize.idiom` reads them."""
