"""Appraisal: from answers to verdicts, findings and conclusions. Pure functions over values."""
