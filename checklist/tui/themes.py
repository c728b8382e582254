"""The colours one can choose between, each with one meaning.

Textual's own themes are not offered: few of them keep quiet texts readable. The last one has the
same meanings, and leaves the shades to the terminal.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.theme import BUILTIN_THEMES, Theme

from checklist.i18n import Phrase, phrase


class Inks(NamedTuple):
    """What is drawn in colour. Each has one meaning, and nothing else is drawn in it.

    Attributes:
        key: what one can press, where one is, and how far one has come.
        good: an answer, a verdict, a conclusion that is as it should be.
        half: the same in part; a weakness; a finding with no action.
        bad: the same not as it should be; a possible breach; an action past its deadline.
        unknown: what nobody knows yet, or people answer differently.
        quiet: what is said beside the point.
    """

    key: str
    good: str
    half: str
    bad: str
    unknown: str
    quiet: str


class Grounds(NamedTuple):
    """What is drawn on, and the text on it that has no meaning of its own.

    Attributes:
        marked: the row one is on, where every ink keeps its colour.
        on_cursor: text on the cursor, which is in the colour of keys.
    """

    text: str
    background: str
    surface: str
    panel: str
    boost: str
    marked: str
    on_cursor: str


NAMES: dict[str, tuple[str, ...]] = {
    "key": (
        "text-primary",
        "block-cursor-background",
        "border",
        "scrollbar-active",
    ),
    "good": ("text-success",),
    "half": ("text-warning",),
    "bad": ("text-error",),
    "unknown": ("text-accent",),
    "quiet": ("foreground-muted", "text-muted", "text-disabled"),
    "text": tuple(f"markdown-h{level}-color" for level in range(1, 7)),
    "marked": ("block-cursor-blurred-background",),
    "on_cursor": ("block-cursor-foreground", "button-color-foreground"),
}
"""What each ink and ground is called in style sheets; the other grounds have Textual's names."""


_SELECTION = "input-selection-background"


def _variables(colours: Inks | Grounds) -> dict[str, str]:
    return {
        name: colour
        for role, colour in zip(colours._fields, colours, strict=True)
        for name in NAMES.get(role, ())
    }


def _theme(name: str, inks: Inks, grounds: Grounds, *, dark: bool, ansi: bool = False) -> Theme:
    theirs = BUILTIN_THEMES[name].variables if ansi else {_SELECTION: grounds.marked}
    return Theme(
        name=name,
        dark=dark,
        ansi=ansi,
        primary=inks.key,
        secondary=inks.key,
        accent=inks.key,
        success=inks.good,
        warning=inks.half,
        error=inks.bad,
        foreground=grounds.text,
        background=grounds.background,
        surface=grounds.surface,
        panel=grounds.panel,
        boost=grounds.boost,
        variables=theirs | _variables(inks) | _variables(grounds),
    )


_DARK = _theme(
    "samsjekk-mork",
    Inks(
        key="#8EC4F0",
        good="#8FD8A6",
        half="#FFC880",
        bad="#F3A3AA",
        unknown="#C9B6FF",
        quiet="#AFB8BF",
    ),
    Grounds(
        text="#E6E9EB",
        background="#14181B",
        surface="#1C2226",
        panel="#262E33",
        boost="#242B30",
        marked="#2B4257",
        on_cursor="#10151A",
    ),
    dark=True,
)
_LIGHT = _theme(
    "samsjekk-lys",
    Inks(
        key="#0B5482",
        good="#14572F",
        half="#6B4200",
        bad="#8C1919",
        unknown="#5B3A9E",
        quiet="#454F55",
    ),
    Grounds(
        text="#1B2226",
        background="#FBFBFA",
        surface="#F1F3F3",
        panel="#E3E7E9",
        boost="#E9EDEE",
        marked="#CFE0EC",
        on_cursor="#FFFFFF",
    ),
    dark=False,
)
_CONTRAST = _theme(
    "samsjekk-kontrast",
    Inks(
        key="#9FE0FF",
        good="#7CFFB2",
        half="#FFE680",
        bad="#FFB3B3",
        unknown="#D9C2FF",
        quiet="#E0E0E0",
    ),
    Grounds(
        text="#FFFFFF",
        background="#000000",
        surface="#000000",
        panel="#1A1A1A",
        boost="#111111",
        marked="#0A3A4F",
        on_cursor="#000000",
    ),
    dark=True,
)
_TERMINAL = _theme(
    "ansi-dark",
    Inks(
        key="ansi_bright_blue",
        good="ansi_green",
        half="ansi_yellow",
        bad="ansi_red",
        unknown="ansi_magenta",
        # Not dimmed: how faint that is, is the terminal's to decide.
        quiet="ansi_default",
    ),
    Grounds(
        text="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        marked="ansi_default",
        on_cursor="ansi_black",
    ),
    dark=True,
    ansi=True,
)

OWN = (_DARK, _LIGHT, _CONTRAST, _TERMINAL)
"""The themes that samsjekk brings."""

TERMINAL = _TERMINAL.name
"""The theme whose shades are the terminal's own."""

USUAL = _DARK.name

WORDS: dict[str, Phrase] = {
    _DARK.name: phrase("mørkt"),
    _LIGHT.name: phrase("lyst"),
    _CONTRAST.name: phrase("høy kontrast"),
    TERMINAL: phrase("terminalens egne farger"),
}
"""Every theme one can choose, with what it is called."""
