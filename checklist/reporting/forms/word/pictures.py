"""Pictures of a document in Word: drawn to points, with the same in words beside them."""

from __future__ import annotations

from io import BytesIO

from docx.document import Document
from docx.shared import Twips

from checklist.reporting.forms.blocks import Drawing
from checklist.reporting.forms.typst import as_png
from checklist.reporting.forms.word.parts import Element, w

_WIDEST = 8_500
"""In twips: 15 cm."""


class Pictures:
    """Puts pictures into a document, each of the width that a line has room for, in twips."""

    def __init__(self, document: Document, width: int) -> None:
        self._part = document.part
        self._width = Twips(min(width, _WIDEST))

    def run(self, drawing: Drawing) -> Element:
        """The run that holds a picture."""
        png = BytesIO(as_png(drawing.svg))
        inline = self._part.new_pic_inline(png, self._width, None)
        inline.docPr.set("descr", drawing.words)
        inline.docPr.set("name", f"Bilde {inline.docPr.id}")
        return w("r", w("rPr"), w("drawing", inline))
