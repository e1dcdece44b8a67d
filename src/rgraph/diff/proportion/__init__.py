"""What of two versions can differ at all: the libraries and items that a change reaches; the rest is the same."""
