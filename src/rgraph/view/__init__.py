"""A commit as a graph, and the named rules that queries see."""
