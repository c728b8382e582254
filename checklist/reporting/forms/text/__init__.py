"""HTML and Markdown, laid out by templates."""

from checklist.reporting.forms.text.environment import layout
from checklist.reporting.forms.text.escape import markdown_without_links, shown
from checklist.reporting.forms.text.languages import with_languages
from checklist.reporting.forms.text.printing import without_lost_links

__all__ = [
    "layout",
    "markdown_without_links",
    "shown",
    "with_languages",
    "without_lost_links",
]
