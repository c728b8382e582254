"""Tools for those who change samsjekk; nothing here is in the wheel."""
