"""Probes: each compares one kind of public item and yields the differences that rules select from."""
