"""The overview: conclusions, map, findings and what is missing."""
