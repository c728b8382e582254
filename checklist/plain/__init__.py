"""The walk line by line: for a screen reader, a pipe or an old terminal."""
