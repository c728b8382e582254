"""The screen for answering alone and then together."""
