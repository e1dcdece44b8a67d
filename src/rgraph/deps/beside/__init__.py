"""Packages that stand beside a tree: which are mounted, what leads into them, and what their items are called."""
