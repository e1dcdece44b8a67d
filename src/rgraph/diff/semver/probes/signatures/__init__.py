"""Functions and methods: what they accept, return, borrow, capture and promise."""
