"""The agent server: what rgraph answers, over the Model Context Protocol. The only place that imports its SDK."""
