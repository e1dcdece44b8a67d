"""Architecture rules over the graph."""
