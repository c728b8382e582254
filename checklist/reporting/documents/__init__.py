"""The documents: one folder for each that has parts of its own."""
