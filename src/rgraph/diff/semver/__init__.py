"""Semver rules as data over typed differences of the public API."""
