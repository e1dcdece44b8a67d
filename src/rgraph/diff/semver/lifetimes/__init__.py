"""Lifetimes in types, by the signatures' texts: the syntax tree and canonical types leave them out."""
