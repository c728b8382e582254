"""Word, made from the HTML of the document."""

from checklist.reporting.forms.word.document import packed_document

__all__ = ["packed_document"]
