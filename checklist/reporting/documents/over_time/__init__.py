"""The follow-up and the change report: then and now."""
