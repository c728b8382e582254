"""Criteria: what practice is measured against, where it is written, how it is read."""
