"""How documents look, said once: colours, sizes of letters, spaces and fonts, as plain values.

The variables of the page's CSS, the attributes of its pictures, the styles of Word and the
settings of Typst are made from these. What colour a state has goes by its tone (`words/states.py`).
"""

from __future__ import annotations

import msgspec

from checklist.words import Part


class Palette(Part, frozen=True, kw_only=True):
    """The colours of a page, as `#rrggbb`.

    Each text colour has a contrast of 4.5 or more on `paper` and on `shade`, and each tone on its
    own ground (`good` on `good_on`) as well.

    Attributes:
        paper: the page.
        shade: the ground of what is set apart.
        ink: running text.
        soft: what matters less.
        rule: lines between things.
        link: what leads somewhere.
    """

    paper: str
    shade: str
    ink: str
    soft: str
    rule: str
    link: str
    good: str
    good_on: str
    half: str
    half_on: str
    bad: str
    bad_on: str
    ask: str
    ask_on: str
    quiet: str
    quiet_on: str


LIGHT = Palette(
    paper="#ffffff",
    shade="#f5f6f5",
    ink="#1d2529",
    soft="#545e66",
    rule="#d5dadc",
    link="#0a5a78",
    good="#1a5b38",
    good_on="#e5f2ea",
    half="#744700",
    half_on="#fbefd6",
    bad="#8c1c1c",
    bad_on="#fae5e3",
    ask="#1c4b7b",
    ask_on="#e4edf8",
    quiet="#505a62",
    quiet_on="#eceeef",
)

DARK = Palette(
    paper="#14191c",
    shade="#1c2226",
    ink="#e2e7e9",
    soft="#a6b0b7",
    rule="#384147",
    link="#86c8e8",
    good="#93d8ac",
    good_on="#16301f",
    half="#f0c47a",
    half_on="#36290f",
    bad="#f4a8a1",
    bad_on="#3e1c1a",
    ask="#a0c8f3",
    ask_on="#182d43",
    quiet="#b6bec4",
    quiet_on="#272e32",
)

PRINT = msgspec.structs.replace(
    LIGHT, ink="#000000", soft="#444444", rule="#b8bec2", link="#003f57", quiet="#444444"
)
"""On paper, in Word and in the attributes of pictures: letters that a printer need not dither."""


class Sizes(Part, frozen=True, kw_only=True):
    """The sizes of a kind of page. All but `text` and `leading` are multiples of the text.

    Attributes:
        text: running text, in points.
        title: whose paper it is, at the top of the first page.
        subtitle: what it is about, under the title.
        chapter: the heading of a chapter (`h2`).
        section: a heading in a chapter (`h3`).
        part: a heading in a section (`h4`).
        minor: the smallest heading (`h5`).
        table: the text of tables.
        small: what is said beside the text, captions and feet.
        leading: from line to line, as a multiple of the size of the letters.
        gap: the space between paragraphs.
        block: the space before what is set apart, and before a heading in a chapter.
        apart: the space before a chapter.
    """

    text: float
    title: float
    subtitle: float
    chapter: float
    section: float
    part: float
    minor: float
    table: float
    small: float
    leading: float
    gap: float
    block: float
    apart: float

    def points(self, name: str) -> float:
        """A size or a space by its name, in points."""
        size: float = getattr(self, name)
        return size if name == "text" else size * self.text


SCREEN = Sizes(
    text=12,
    title=2.25,
    subtitle=1.25,
    chapter=1.65,
    section=1.25,
    part=1.06,
    minor=0.94,
    table=0.92,
    small=0.88,
    leading=1.6,
    gap=0.6,
    block=2,
    apart=3,
)

PAPER = Sizes(
    text=10.5,
    title=2.1,
    subtitle=1.2,
    chapter=1.55,
    section=1.2,
    part=1.05,
    minor=0.95,
    table=0.92,
    small=0.88,
    leading=1.4,
    gap=0.5,
    block=1.3,
    apart=2,
)

ONE_PAGE = Sizes(
    text=9.5,
    title=1.6,
    subtitle=1.1,
    chapter=1.2,
    section=1.1,
    part=1,
    minor=1,
    table=0.95,
    small=0.92,
    leading=1.3,
    gap=0.3,
    block=0.6,
    apart=0.8,
)
"""Papers on one page. No letter is smaller than 8.5 points."""

SCREEN_FONTS = (
    "system-ui",
    "-apple-system",
    "Segoe UI",
    "Roboto",
    "Noto Sans",
    "Liberation Sans",
    "sans-serif",
)

PAPER_FONTS = ("Arial", "Liberation Sans", "sans-serif")
"""The two first have the same widths, so that lines break alike on every machine."""

SIGN_FONT = "DejaVu Sans"
"""It has the signs of states that the fonts of the text lack."""
