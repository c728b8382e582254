"""The screen for history, and what was so at a moment."""
