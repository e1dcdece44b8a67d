"""Vectors of items: made by a sentence-transformers model of the extra `[semantic]`, kept in the store by text."""
