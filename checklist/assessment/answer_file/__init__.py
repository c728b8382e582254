"""Answers, evidence and actions in a YAML file: what `samsjekk apply` reads."""
