"""Which language a passage is in, and what a document says of that on its first page.

A text that fell back to another language is marked by its printer (`NOT_TRANSLATED`) and counted
here, so that the count is of what the document prints. What people wrote stands in elements of the
class `said`, and is taken to be Norwegian where the document is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from checklist.i18n import LANGUAGES
from checklist.reporting.forms.text.escape import html, markdown

NOT_TRANSLATED = "\ufdd1"
"""Before a text that the document has only in another language. No text can hold it."""

NOTE = "\ufdd2"
"""Where in HTML the note on languages is to stand."""

_SAID = re.compile(r'(class="said(?: [^"]*)?")>(\s*<(?:b|span)\b(?! lang))?')
_FIRST_LINE = re.compile(r"\A\s*#[^\n]*\n")


def with_languages(text: str, form: str, language: str, note: Callable[[int], str]) -> str:
    """A document with its passages marked, and with `note` of how many are not translated."""
    words = note(text.count(NOT_TRANSLATED))
    text = text.replace(NOT_TRANSLATED, "")
    if form == "html":
        if language not in LANGUAGES[:2]:
            text = _SAID.sub(lambda found: _in_norwegian(found, language), text)
        return text.replace(NOTE, f'<p class="origin">{html(words)}</p>' if words else "")
    return _FIRST_LINE.sub(lambda head: f"{head[0]}\n{markdown(words)}\n", text) if words else text


def _in_norwegian(found: re.Match[str], language: str) -> str:
    """The mark of what people wrote; a label of ours that it begins with is not theirs."""
    label = f'{found[2]} lang="{language}"' if found[2] else ""
    return f'{found[1]} lang="no">{label}'
