"""The rules of semver, as data over typed differences between two public APIs."""
