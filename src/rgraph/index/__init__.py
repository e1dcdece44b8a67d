"""Commits to blobs to facts to edges to the store."""
