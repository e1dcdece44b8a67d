"""What to read for a task, within a budget of tokens."""
