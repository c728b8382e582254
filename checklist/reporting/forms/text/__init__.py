"""HTML and Markdown, laid out by templates."""

from checklist.reporting.forms.text.environment import layout
from checklist.reporting.forms.text.escape import markdown, shown
from checklist.reporting.forms.text.languages import with_languages

__all__ = [
    "layout",
    "markdown",
    "shown",
    "with_languages",
]
