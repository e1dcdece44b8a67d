"""A commit as a graph: items, edges and the named rules that queries see."""
