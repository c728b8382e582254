"""The screen for evidence, with its form and file picker."""
