"""One file a kind of rule; a new file here is a new kind, and no other module changes."""
