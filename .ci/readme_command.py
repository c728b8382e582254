"""Print a command from the README: the code block after `<!-- command: NAME -->`."""

import re
import sys
from pathlib import Path

readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
found = re.search(rf"<!-- command: {sys.argv[1]} -->\s*```\w*\n(.*?)```", readme, re.DOTALL)
if found is None:
    sys.exit(f"README.md has no command named {sys.argv[1]}")
print(found.group(1).strip())
