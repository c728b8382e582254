"""Word, made from the HTML of the document."""
