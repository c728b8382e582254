"""The first screen, with beginning an assessment and the settings."""
