"""The gap report."""
