"""Text from people made safe to look at.

Control characters can move a terminal's cursor or rewrite its title; characters that turn the
direction of writing or take no room can make a text read as something it is not. They are
stored as they came, and shown as �.
"""

from __future__ import annotations

import re

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)


def visible(text: str) -> str:
    """The text with what can't be seen as �. Tabs and line breaks are kept."""
    if text.isprintable():
        return text
    return _INVISIBLE.sub("\ufffd", text.replace("\r\n", "\n"))
