"""The design as CSS: the variables that the styles of every document use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from markupsafe import Markup

from checklist.reporting.design import (
    DARK,
    LIGHT,
    ONE_PAGE,
    PAPER,
    PAPER_FONTS,
    PRINT,
    SCREEN,
    SCREEN_FONTS,
    SIGN_FONT,
    Palette,
    Sizes,
)
from checklist.reporting.forms.text.printing import done

_NAMES_OF_FONTS_IN_CSS = ("system-ui", "-apple-system", "sans-serif")


def variables() -> Markup:
    """Rules that give the variables their values: by light, on a dark screen and on paper."""
    screen = _fonts(SCREEN_FONTS)
    paper = _fonts((*PAPER_FONTS[:-1], SIGN_FONT, PAPER_FONTS[-1]))
    return done(
        "\n".join(
            (
                _rule(":root", {**_colours(LIGHT), **_lengths(SCREEN), "text": screen}),
                f"@media (prefers-color-scheme: dark) {{ {_rule(':root', _colours(DARK))} }}",
                "@media print {",
                _rule(":root", {**_colours(PRINT), **_lengths(PAPER), "text": paper}),
                f"html {{ font-size: {PAPER.text:g}pt; }}",
                f"html:where(:has(.onepage)) {{ font-size: {ONE_PAGE.text:g}pt; }}",
                _rule(".onepage", _lengths(ONE_PAGE)),
                "}",
            )
        )
    )


def fills() -> dict[str, Markup]:
    """What fills a shape of a picture with each colour: that of print, and a class for screens."""
    return {
        name: done(f'fill="{colour}" class="p-{name}"') for name, colour in _colours(PRINT).items()
    }


def _rule(selector: str, values: Mapping[str, str]) -> str:
    given = " ".join(f"--{name.replace('_', '-')}: {value};" for name, value in values.items())
    return f"{selector} {{ {given} }}"


def _colours(palette: Palette) -> dict[str, str]:
    return msgspec.structs.asdict(palette)


def _lengths(sizes: Sizes) -> dict[str, str]:
    given = msgspec.structs.asdict(sizes)
    del given["text"]
    leading = given.pop("leading")
    return {**{name: f"{value:g}rem" for name, value in given.items()}, "leading": f"{leading:g}"}


def _fonts(names: Iterable[str]) -> str:
    return ", ".join(name if name in _NAMES_OF_FONTS_IN_CSS else f'"{name}"' for name in names)
