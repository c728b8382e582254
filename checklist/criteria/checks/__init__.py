"""Checks of a criteria set beside its form: references, law sections, register, readability."""
