"""Reports: one plain model of what a reader should know, and templates that show it."""
