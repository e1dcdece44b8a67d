"""Living documentation: pages made from the graph alone, and a check of prose against it."""
