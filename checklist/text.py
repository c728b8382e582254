"""Text from people: made safe to look at, the nearest known word, addresses that may be links.

Control characters can move a terminal's cursor or rewrite its title; characters that turn the
direction of writing or take no room can make a text read as something it is not. They are
stored as they came, and shown as �.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from urllib.parse import quote

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)


def visible(text: str) -> str:
    """The text with what can't be seen as �. Tabs and line breaks are kept."""
    if text.isprintable():
        return text
    return _INVISIBLE.sub("\ufffd", text.replace("\r\n", "\n"))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None when none is close."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


_LINKED = re.compile(r"https?://[^/?#\s]|mailto:[^?\s]", re.IGNORECASE)


_IN_ADDRESS = "%/:?#[]@!$&'*+,;=~-._"


def address(text: str | None) -> str | None:
    """The address as it can stand in a link, percent-encoded; None where it must not be one."""
    if text is None or not _LINKED.match(text.strip()):
        return None
    encoded = quote(text.strip(), safe=_IN_ADDRESS, errors="replace")
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", encoded)
