"""Criteria sets as files: found, read, built on each other and examined."""
