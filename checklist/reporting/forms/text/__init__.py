"""HTML and Markdown, laid out by templates."""
