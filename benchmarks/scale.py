"""Print how long a store with many assessments, and a long history, take: `python -m benchmarks.scale`.

Each figure is of a process of its own, started here: seconds from start to end with the start of
Python in them, and the most memory it held. Beside them stands the same command where there is
nothing, which is what the program takes to start.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import batched
from pathlib import Path
from tempfile import TemporaryDirectory
