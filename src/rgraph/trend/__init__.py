"""Counts over history: measures of contents, of edge sets and of whole trees, at chosen commits."""
