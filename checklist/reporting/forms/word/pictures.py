"""Pictures of a document in Word: drawn to points, with the same in words beside them."""

from __future__ import annotations

from io import BytesIO

from docx.document import Document
from docx.shared import Pt, Twips

from checklist.reporting.forms.blocks import Drawing
from checklist.reporting.forms.word.parts import Element, text, w
from checklist.reporting.registry import CannotLoad, function_named

_WIDEST = 8_500
"""In twips: 15 cm."""


class Pictures:
    """Puts pictures into a document, each of the width that a line has room for, in twips."""

    def __init__(self, document: Document, width: int) -> None:
        self._part = document.part
        self._width = Twips(min(width, _WIDEST))

    def run(self, drawing: Drawing) -> Element:
        """The run that holds a picture, or its words where what draws it does not load here."""
        try:
            as_png = function_named("checklist.reporting.forms.typst:as_png")
        except CannotLoad:
            return w("r", w("rPr"), *text(drawing.words))
        png = BytesIO(as_png(drawing.svg))
        width = min(self._width, Pt(drawing.width)) if drawing.width else self._width
        inline = self._part.new_pic_inline(png, width, None)
        inline.docPr.set("descr", drawing.words)
        inline.docPr.set("name", f"Bilde {inline.docPr.id}")
        return w("r", w("rPr"), w("drawing", inline))
