"""Where the source of a published version is on this machine, and how it is read without trusting it."""
