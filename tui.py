"""Starts the terminal UI; nothing else."""

import sys

from checklist.cli import main

if __name__ == "__main__":
    sys.exit(main([]))
