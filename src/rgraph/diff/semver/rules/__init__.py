"""One TOML file per rule; `rgraph.diff.semver.rule` reads them."""
