"""Measurements of the bars samsjekk is held to, and the audits replayed.

The bars are never run as tests: they print, people judge. The replays are both.
"""
