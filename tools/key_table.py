"""Write the table of keys in docs/kommandoer.md, from the program: python -m tools.key_table."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from checklist.i18n import Translator
from checklist.tui import keys
from checklist.words import TYPED, VERBS, key_of, typed_of

PAGE = Path(__file__).parent.parent / "docs" / "kommandoer.md"

_HEADING = "## Taster"
_SECTION = re.compile(rf"^{_HEADING}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)

_INTRO = """\
En tast betyr det samme på alle skjermbilder og linje for linje. `?` viser og gjør alt som kan \
gjøres på skjermbildet en står på. En stor bokstav er den samme tasten som en liten. Tabellen er \
laget av programmet med `python -m tools.key_table`.

| tast | på engelsk | linje for linje | hva den gjør | hvor |
|---|---|---|---|---|
"""


def section() -> str:
    """The heading, and a row for each verb of the program."""
    return f"{_HEADING}\n\n{_INTRO}{''.join(map(_row, VERBS))}\n"


def _row(verb: str) -> str:
    norwegian, english = Translator("nb"), Translator("en")
    key, other = key_of(verb, norwegian), key_of(verb, english)
    everywhere = any(use.verb == verb for use in keys.EVERYWHERE)
    places = [
        norwegian.say(place.title).lower()
        for place in keys.SCREENS.values()
        if any(use.verb == verb for use in place.uses)
    ]
    listed = "`?`, `ctrl+p`" if places else ""
    cells = (
        f"`{key}`" if key else listed,
        f"`{other}`" if other != key else "",
        f"`{typed_of(verb, norwegian)}`" if verb in TYPED else "",
        norwegian.say(VERBS[verb].words),
        "overalt" if everywhere else ", ".join(places),
    )
    return f"| {' | '.join(cells)} |\n"


def main() -> int:
    """Put the section where the page has it."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_SECTION.sub(lambda _: section(), page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
