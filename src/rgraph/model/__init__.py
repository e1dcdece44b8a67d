"""Facts, ids and graph words that every other package speaks; imports nothing of ours."""
