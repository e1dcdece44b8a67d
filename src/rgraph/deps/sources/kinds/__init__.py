"""Kinds of sources, a file each; `registry` finds them."""
