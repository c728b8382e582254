"""The terminal UI: a front end over `checklist.session`, with no rules of its own."""
