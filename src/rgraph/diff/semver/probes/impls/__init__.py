"""Impls: which one replaces another, and for whom one is there no longer."""
