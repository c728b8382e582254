"""HTML and Markdown, laid out by templates."""

from __future__ import annotations

from checklist.reporting.forms.text.environment import layout
from checklist.reporting.forms.text.escape import markdown, shown

__all__ = [
    "layout",
    "markdown",
    "shown",
]
