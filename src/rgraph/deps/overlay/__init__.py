"""The edges of a commit linked against the sources of the packages that it locks."""
