"""Results to text, JSON, Markdown, HTML, SARIF."""
