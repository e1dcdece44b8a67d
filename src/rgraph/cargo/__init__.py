"""Manifests and lock files: packages, targets, editions, features, dependencies."""
