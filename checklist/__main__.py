"""`python -m checklist` is the same as `samsjekk`."""

import sys

from checklist.cli import start

sys.exit(start())
