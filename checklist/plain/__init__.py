"""The walk line by line: for a screen reader, a pipe or an old terminal."""

from checklist.plain.reading import ReadingOut
from checklist.plain.together import print_agenda, print_progress
from checklist.plain.walk import read_out, show, walk_lines

__all__ = [
    "ReadingOut",
    "print_agenda",
    "print_progress",
    "read_out",
    "show",
    "walk_lines",
]
