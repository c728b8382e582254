"""PDF, made from the HTML and set by Typst."""

from checklist.reporting.forms.typst.setting import About, as_pdf, as_png, pages, taken

__all__ = ["About", "as_pdf", "as_png", "pages", "taken"]
