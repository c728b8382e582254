"""Measurements of the bars samsjekk is held to. Never run as tests: they print, people judge."""
