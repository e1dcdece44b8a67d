"""What the architecture of a tree is: patterns with their evidence, and the rules that hold them."""
