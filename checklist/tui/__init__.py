"""The terminal UI: a front end over `checklist.session.session`, with no rules of its own."""
