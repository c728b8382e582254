"""How a value of a report is printed in HTML and in Markdown: harmless, whatever it holds.

`PRINTERS` has a function for each form that takes any value a template prints and gives text:
marked as done, or for Jinja to escape. A state gets its sign and its word, a reference becomes a
link to its place in the report, and a text in another language than the report's says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from markupsafe import Markup, escape

from checklist.reporting.forms.text import escape as harmless
from checklist.reporting.forms.text.languages import NOT_TRANSLATED
from checklist.reporting.model import Reference
from checklist.text import address as safe_address
from checklist.words import Status, Wording, unbroken


def escaped(text: str) -> Markup:
    """A text in HTML, harmless; a section stays beside its sign."""
    return escape(_text(text))


def _text(text: str) -> str:
    return unbroken(harmless.shown(text))


_PLACE = re.compile(r' id="([^"]+)"')
_LINK_WITHIN = re.compile(r'<a(?: class="ref")? href="#([^"]*)">(.*?)</a>', re.DOTALL)


def html(value: object) -> str:
    """A value as text in HTML: Jinja escapes it where it is not marked as done."""
    printed = _HTML_PARTS.get(type(value))
    if printed is not None:
        return printed(value)
    # What a macro or a link made is done.
    return value if isinstance(value, Markup) else _text(str(value))


def markdown(value: object) -> Markup:
    """A value as text on one line of Markdown; a state with its sign, a reference by number."""
    match value:
        case Markup():
            return value
        case Status(sign=sign, word=word):
            return done(harmless.markdown(f"{sign} {word}"))
        case Wording(text=text, language=language) if language:
            return done(NOT_TRANSLATED + harmless.markdown(text, _LINE_BREAK))
        case _:
            return done(harmless.markdown(str(value), _LINE_BREAK))


_LINE_BREAK = "<br> "
"""What keeps a line break in a list, a heading or a table of Markdown. The space is for readers
of Markdown that show no HTML."""


def _wording(wording: Wording) -> str:
    if not wording.language:
        return _text(wording.text)
    text = escaped(wording.text)
    return done(f'{NOT_TRANSLATED}<span lang="{escaped(wording.language)}">{text}</span>')


@cache
def _status(status: Status) -> Markup:
    if not status.sign:
        return escaped(status.word)
    return done(
        f'<span class="st {escaped(status.code)} tone-{status.tone}"><span aria-hidden="true">'
        f"{escaped(status.sign)}</span> {escaped(status.word)}</span>"
    )


def _reference(reference: Reference) -> Markup:
    name = escaped(reference.number) if reference.number else escape(_wording(reference.title))
    if not reference.anchor:
        return done(name)
    return done(f'<a class="ref" href="#{escaped(reference.anchor)}">{name}</a>')


_HTML_PARTS: dict[type, Callable[..., str]] = {
    str: _text,
    Wording: _wording,
    Status: _status,
    Reference: _reference,
}


def html_link(text: object, address: str | None) -> Markup:
    """A link, or the text alone where the address can't be linked to."""
    target, words = safe_address(address), escape(html(text))
    return words if target is None else done(f'<a href="{escaped(target)}">{words}</a>')


def markdown_link(text: object, address: str | None) -> Markup:
    """A link, or the text alone where the address can't be linked to."""
    target = safe_address(address)
    if target is None:
        return markdown(text)
    if text == address and harmless.markdown(str(text)) == f"<{text}>":
        return done(f"<{text}>")
    words = text if isinstance(text, Markup) else harmless.markdown_without_links(str(text))
    target = target.replace("&", "&amp;")
    return done(f"[{words}]({target})")


def without_lost_links(text: str) -> str:
    """The page with links only to places that it has: the others stand in another file."""
    places = set(_PLACE.findall(text))
    return _LINK_WITHIN.sub(lambda link: link[0] if link[1] in places else link[2], text)


def done(text: str) -> Markup:
    """A text that is harmless already: each part of it was escaped for the form it goes into."""
    return Markup(text)  # noqa: S704 - what the callers promise


PRINTERS: dict[str, Callable[[object], str]] = {"html": html, "md": markdown}
LINKS: dict[str, Callable[[object, str | None], Markup]] = {
    "html": html_link,
    "md": markdown_link,
}
