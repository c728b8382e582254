"""Samsjekk: a municipality examines its own coordinated services before the auditor does."""

__version__ = "0.3.0"
