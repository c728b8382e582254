"""How a thing is said, once: a fact and a translator give a text."""
