"""Text from people: made safe to look at, the nearest known word, addresses that may be links.

Control characters can move a terminal's cursor or rewrite its title, and characters that turn
the direction of writing can make a text read as something it is not: they are shown as �. What
Word and web pages leave in a text without meaning anything (soft hyphens, joiners, marks of byte
order) is not shown, and their line breaks are line breaks. All is stored as it came.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from urllib.parse import quote

WITHHELD = "\ufdd0"
"""Stands where a text was left out or erased. No keyboard has it, and no file may hold it."""

_MEANINGLESS = re.compile(
    "[\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff\U000e0000-\U000e007f]"
)
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
_HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2065-\u206f\ufff9-\ufffb"
    "\ud800-\udfff]"
)
_UNSEEN = re.compile(f"{_MEANINGLESS.pattern}|{_HARMFUL.pattern}|[\x0b-\r\u2028\u2029]")


_MUCH_NUL = 0.2


def utf_16(content: bytes) -> str | None:
    """The text of a file in UTF-16, with or without the mark that says so; None for others.

    Raises:
        UnicodeError: it says that it is, and is not.
    """
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16")
    beginning = content[:1000]
    if beginning.count(b"\0") <= _MUCH_NUL * len(beginning):
        return None
    return content.decode("utf-16-le" if beginning[1:2] == b"\0" else "utf-16-be")


# Compiled when it is first used, so that no start waits for it.
_SPOILT = "├[ª©Ñåÿà®⌐╕]|Ã[\x80-\xbf†˜…]|â€.|Â[«»§]|[ÔΓ]Ç.|┬[½╗º]"


def spoilt_letters(text: str) -> re.Match[str] | None:
    """Æ, ø or å in UTF-8 that was read in the code page of an old console or of Windows."""
    return re.search(_SPOILT, text)


def visible(text: str) -> str:
    """The text as it can be shown anywhere. Tabs and line breaks are kept."""
    if text.isprintable():
        return text
    return _HARMFUL.sub("\ufffd", plain_text(text))


def plain_text(text: str) -> str:
    """The text without what means nothing, and with every line break as a line feed."""
    if text.isprintable():
        return text
    text = text.replace(WITHHELD, "[utelatt]")
    return _LINE_BREAK.sub("\n", _MEANINGLESS.sub("", text))


def has_harmful(text: str) -> bool:
    """Whether something in the text is shown as �."""
    return not text.isprintable() and _HARMFUL.search(text) is not None


def file_stem(of: str, title: str) -> str:
    """What the file of a paper is called, without its ending: of what it is, and its title."""
    name = re.sub(r"[^\w.-]+", "-", of).strip("-.") or "rapport"
    kind = re.sub(r"\W+", "-", title.lower()).strip("-")
    return f"{name}-{kind}"


def searchable(text: str) -> str:
    """The text as it is searched in and for: what can't be seen, and å as two, hide no word."""
    return unicodedata.normalize("NFC", plain_text(text)).casefold()


def visible_json(text: str) -> str:
    """JSON with everything unseen as escapes: the same data, and no terminal acts on it."""
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


_LONGEST_WORD = 200


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None when none is close."""
    if len(word) > _LONGEST_WORD:
        return None
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


_LINKED = re.compile(r"https?://[^/?#\s]|mailto:[^?\s]", re.IGNORECASE)


_NOT_IN_ADDRESS = re.compile(r"[^\w%/:?#\[\]@!$&'*+,;=~\-.]+", re.ASCII)
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def address(text: str | None) -> str | None:
    """The address as it can stand in a link, percent-encoded; None where it must not be one."""
    if text is None or not _LINKED.match(text.strip()):
        return None
    encoded = _NOT_IN_ADDRESS.sub(lambda found: quote(found[0], errors="replace"), text.strip())
    return _BARE_PERCENT.sub("%25", encoded)
