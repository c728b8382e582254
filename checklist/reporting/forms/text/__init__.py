"""HTML and Markdown, laid out by templates."""

from checklist.reporting.forms.text.environment import layout
from checklist.reporting.forms.text.escape import markdown, shown

__all__ = [
    "layout",
    "markdown",
    "shown",
]
