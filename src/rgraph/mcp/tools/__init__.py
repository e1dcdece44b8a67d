"""The tools: one a module, each with its arguments, what a model is told of it, and its answer."""
