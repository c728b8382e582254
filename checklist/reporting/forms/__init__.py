"""The forms a document comes in. Only these know Jinja, Word, Excel and PDF."""
