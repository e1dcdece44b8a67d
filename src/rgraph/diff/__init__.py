"""Semantic comparison of two commits: items matched, what changed, what breaks, who is affected."""
