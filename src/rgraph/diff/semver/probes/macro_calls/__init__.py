"""Macros and what they make, and the dependencies that they come from."""
