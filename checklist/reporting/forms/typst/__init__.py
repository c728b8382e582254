"""PDF, made from the HTML and set by Typst."""

from checklist.reporting.forms.typst.setting import (
    About,
    Filled,
    as_pdf,
    as_png,
    filled,
    pages,
)

__all__ = ["About", "Filled", "as_pdf", "as_png", "filled", "pages"]
