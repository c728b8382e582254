"""Starts the terminal UI; nothing else."""

from checklist.environment import Environment
from checklist.tui.app import run

if __name__ == "__main__":
    run(Environment.of_process())
