"""The colours one can choose between. Every pair of text and ground has a contrast of 4.5 or more.

Textual's own themes are not offered: few of them hold that limit for the quiet texts. The last
one leaves all colours to the terminal.
"""

from __future__ import annotations

from textual.theme import Theme

from checklist.i18n import Phrase, phrase

_DARK = Theme(
    name="samsjekk-mork",
    dark=True,
    primary="#4C9FE0",
    secondary="#3E6F9E",
    accent="#FFC473",
    foreground="#E6E9EB",
    background="#14181B",
    surface="#1C2226",
    panel="#262E33",
    success="#4EBF71",
    warning="#FFA62B",
    error="#E0707A",
    boost="#242B30",
    variables={
        "foreground-muted": "#A9B3BA",
        "text-muted": "#B4BDC3",
        "text-primary": "#8EC4F0",
        "text-accent": "#FFCB85",
        "text-success": "#8FD8A6",
        "text-warning": "#FFC880",
        "text-error": "#F3A3AA",
        "block-cursor-background": "#8EC4F0",
        "block-cursor-foreground": "#10151A",
        "block-cursor-blurred-background": "#2B4257",
        "border": "#8EC4F0",
    },
)
_LIGHT = Theme(
    name="samsjekk-lys",
    dark=False,
    primary="#0B5C94",
    secondary="#2D6A94",
    accent="#7A4B00",
    foreground="#1B2226",
    background="#FBFBFA",
    surface="#F1F3F3",
    panel="#E3E7E9",
    success="#17663A",
    warning="#7A4B00",
    error="#9B1C1C",
    boost="#E9EDEE",
    variables={
        "foreground-muted": "#4A545A",
        "text-muted": "#454F55",
        "text-primary": "#0B5482",
        "text-accent": "#6B4200",
        "text-success": "#14572F",
        "text-warning": "#6B4200",
        "text-error": "#8C1919",
        "block-cursor-background": "#0B5C94",
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-blurred-background": "#CFE0EC",
        "border": "#0B5C94",
    },
)
_CONTRAST = Theme(
    name="samsjekk-kontrast",
    dark=True,
    primary="#FFFFFF",
    secondary="#FFFFFF",
    accent="#FFFF00",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1A1A1A",
    success="#00FF7F",
    warning="#FFD700",
    error="#FF9A9A",
    boost="#111111",
    variables={
        "foreground-muted": "#E0E0E0",
        "text-muted": "#E6E6E6",
        "text-primary": "#9FE0FF",
        "text-accent": "#FFFF66",
        "text-success": "#7CFFB2",
        "text-warning": "#FFE680",
        "text-error": "#FFB3B3",
        "block-cursor-background": "#FFFF00",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#3A3A00",
        "border": "#FFFFFF",
    },
)

OWN = (_DARK, _LIGHT, _CONTRAST)
"""The themes that samsjekk brings."""

TERMINAL = "ansi-dark"
"""Textual's theme of the sixteen colours that the user has given the terminal."""

USUAL = _DARK.name

WORDS: dict[str, Phrase] = {
    _DARK.name: phrase("mørkt"),
    _LIGHT.name: phrase("lyst"),
    _CONTRAST.name: phrase("høy kontrast"),
    TERMINAL: phrase("terminalens egne farger"),
}
"""Every theme one can choose, with what it is called."""
