"""What a file is, when it is no text in YAML: said before anything in it is found faulty."""

from __future__ import annotations

import re

from checklist.i18n import Phrase, phrase

_BEGINS = (
    (b"%PDF", phrase("en PDF-fil")),
    (b"\x89PNG", phrase("et bilde")),
    (b"\xff\xd8\xff", phrase("et bilde")),
    (b"GIF8", phrase("et bilde")),
    (b"SQLite format 3\0", phrase("en database")),
    (b"\x1f\x8b", phrase("en pakket fil")),
    (b"7z\xbc\xaf", phrase("en pakket fil")),
    (b"{\\rtf", phrase("en tekst med formatering (RTF)")),
    (b"\xd0\xcf\x11\xe0", phrase("en fil fra et eldre Word, Excel eller Outlook")),
)
_PACKED = (
    (b"xl/", phrase("en Excel-fil")),
    (b"word/", phrase("en Word-fil")),
    (b"ppt/", phrase("en PowerPoint-fil")),
    (b"opendocument", phrase("en fil fra LibreOffice")),
)
_DELIMITED = (".csv", ".tsv")
_LIBRARY = re.compile(rb"^urn: *urn:|^ +requirement_nodes:", re.MULTILINE)
_OURS = re.compile(rb'"(?:criteria|answers|extends|format)"\s*:')
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"')
_LOOKED_AT = 20_000
_HTML = re.compile(rb"\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)


def other_kind(content: bytes, ending: str = "") -> Phrase | None:
    """What the file is; None of what may be YAML, of which JSON is a part."""
    if ending in _DELIMITED:
        return phrase("en CSV-fil")
    if content.startswith(b"PK\x03\x04"):
        found = (kind for sign, kind in _PACKED if sign in content)
        return next(found, phrase("en pakket fil"))
    for sign, kind in _BEGINS:
        if content.startswith(sign):
            return kind
    if _HTML.match(content[:200].removeprefix(b"\xef\xbb\xbf")):
        return phrase("en nettside eller en XML-fil")
    if _JSON.match(content) and _OURS.search(content) is None:
        return phrase("en JSON-fil fra et annet program")
    if _LIBRARY.search(content[:_LOOKED_AT]):
        return phrase("et bibliotek fra CISO Assistant")
    return None
