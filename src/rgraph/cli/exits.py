"""Exit codes; 0 is fine, and 1 means findings (violations, breaking changes, a store that is not sound)."""

EXIT_USAGE = 2
EXIT_BUG = 70
EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141
"""As a program that dies of SIGPIPE: whoever reads our output stopped reading."""
EXIT_TERMINATED = 143
"""As a program that dies of SIGTERM; the process then does."""
