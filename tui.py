"""Starts the terminal UI; nothing else."""

import sys

from checklist.cli import start

if __name__ == "__main__":
    sys.exit(start([]))
