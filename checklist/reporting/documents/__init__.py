"""The documents, each with the parts that only it has and what makes them (`registry.py`)."""
