"""What samsjekk takes from the machine: folders, name, language, clock and settings."""
