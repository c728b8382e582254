"""One open assessment: what can be done to it, and how it follows its journal."""
