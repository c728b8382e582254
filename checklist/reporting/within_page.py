"""A report made short enough for a document on one page.

Apart from `render`: this loads Typst, by which a page is measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checklist.reporting.fitting import Columns, Shares, Space, fullest
from checklist.reporting.forms.typst import taken
from checklist.reporting.pages import in_its_languages, rendered
from checklist.reporting.paper import AnyPaper


def within_page(
    report: AnyPaper, template: str, columns: Columns, templates: Path | None, cache: Path | None
) -> AnyPaper:
    """The report as the page has room for it: the same in every form.

    It is chosen by laying the page out in HTML and measuring that as it is set on paper.
    """
    name = f"{report.TEMPLATES}{template}.html.j2"

    def measured(space: Space) -> Sequence[Shares]:
        text = rendered(
            report.within(space),
            name,
            "html",
            templates,
            cache,
        )
        return taken(in_its_languages(text, "html", report))

    return report.within(fullest(columns, measured))
