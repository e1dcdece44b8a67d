"""The store: everything known of a repository's history, in one CozoDB file."""
