"""Search: words, vectors and history of every item, exact for any commit."""
