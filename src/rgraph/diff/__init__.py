"""What changed between two commits, and what it breaks."""
