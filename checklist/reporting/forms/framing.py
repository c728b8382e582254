"""Images of points, which people put in reports, as pictures that Word and PDF can draw."""

from __future__ import annotations

import re
import struct
from base64 import b64decode

from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image

from checklist.reporting.forms.blocks import POINTS_A_PIXEL

_DATA = re.compile("data:image/(?:png|jpeg|gif);base64,([A-Za-z0-9+/=]+)")


def framed(address: str, width: str | None) -> tuple[str, float]:
    """An image of points as a picture, with its width in points of paper; empty where it is none.

    The width is that which the page asks for, or a point of paper for each of its own.
    """
    found = _DATA.fullmatch(address)
    if found is None:
        return "", 0
    try:
        image = Image.from_blob(b64decode(found[1]))
    except (UnrecognizedImageError, struct.error, ValueError, LookupError):
        return "", 0
    across, high = image.px_width, image.px_height
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{across}" height="{high}" viewBox="0 0 {across} {high}">'
        f'<image width="{across}" height="{high}" xlink:href="{address}"/></svg>'
    )
    asked = width if width and re.fullmatch("[1-9][0-9]{0,3}", width) else across
    return svg, int(asked) * POINTS_A_PIXEL
