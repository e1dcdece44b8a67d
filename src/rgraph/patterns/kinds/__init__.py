"""One pattern a file: `PATTERN` says what it is and finds it."""
